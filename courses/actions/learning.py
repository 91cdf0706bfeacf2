"""Writes what participants do with a module: what they opened, ticked, answered and thought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models import DoneItem, QuizAnswer, Reading, Reflection
from people.personal_data import has_personal_number
from people.policies import Refused

if TYPE_CHECKING:
    from uuid import UUID

    from courses.learning.quiz import Question
    from courses.models import ModulePage, Participant
    from people.models import User


LONGEST_TEXT = 5000


def leave_at(*, participant: Participant, module: ModulePage, place: UUID) -> None:
    """Keep which block the participant saw last."""
    Reading.objects.update_or_create(
        participant=participant, module=module, defaults={"place": place, "last_at": timezone.now()}
    )


@transaction.atomic
def mark_item(*, participant: Participant, module: ModulePage, item: UUID, done: bool, text: str = "") -> None:
    """Keep that an item of the preparation or of a checklist is done, with its text, or that it is not.

    Raises Refused when the text could tell who it is about, or is too long.
    """
    _refuse_text(text)
    if done:
        values = {"text": text, "done_at": timezone.now()}
        DoneItem.objects.update_or_create(participant=participant, module=module, item=item, defaults=values)
    else:
        DoneItem.objects.filter(participant=participant, module=module, item=item).delete()
    leave_at(participant=participant, module=module, place=item)


@transaction.atomic
def answer_question(
    *, participant: Participant, module: ModulePage, key: UUID, question: Question, answer: list[int] | str
) -> QuizAnswer:
    """Return the try, kept with the question as it is asked now; raises Refused as `mark_item` does."""
    _refuse_text(answer if isinstance(answer, str) else "")
    leave_at(participant=participant, module=module, place=key)
    return QuizAnswer.objects.create(
        participant=participant,
        module=module,
        question=key,
        version=question.version,
        asked=question.asked,
        answer=answer,
    )


def write_reflection(*, user: User, module: ModulePage, prompt: UUID, asked: str, text: str) -> None:
    """Keep the person's reflection; an empty text takes it away. Raises Refused as `mark_item` does."""
    _refuse_text(text)
    if not text:
        Reflection.objects.filter(user=user, module=module, prompt=prompt).delete()
        return
    values = {"asked": asked, "text": text, "written_at": timezone.now()}
    Reflection.objects.update_or_create(user=user, module=module, prompt=prompt, defaults=values)


def _refuse_text(text: str) -> None:
    if has_personal_number(text):
        raise Refused(_("This looks like a CPR number. Write without anything that tells who it is about."))
    if len(text) > LONGEST_TEXT:
        raise Refused(_("This is longer than %(count)s characters. Shorten it.") % {"count": LONGEST_TEXT})
