"""Takes an anonymous evaluation of a day: the answers in one row, who has answered in another, and nothing between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.evaluation.questions import FIXED_QUESTIONS, Question, own_questions
from courses.evaluation.results import in_steps
from courses.models import Evaluated, Evaluation, Participant, Session
from courses.permissions import may_take_part
from courses.policies.evaluation import why_not_asked, why_not_open
from courses.taking_part import own_participant
from people.policies import Refused, refuse_if
from people.roles import Permission

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from people.models import User


class Answer(NamedTuple):
    """A question as it was asked, and the number of the answer."""

    question: Question
    number: int


def questions_of(session: Session) -> list[Question]:
    """Return what is asked after the session now: the fixed questions, then the editor's own of its module."""
    return [*FIXED_QUESTIONS, *(own_questions(session.module.evaluation) if session.module else ())]


def evaluating_participant(user: User, session: Session, *, at: datetime) -> Participant:
    """Return as whom the person evaluates the session; raises PermissionDenied where it's not theirs to evaluate."""
    participant = _evaluating(user, session, at)
    if participant is None:
        raise PermissionDenied
    return participant


def has_evaluated(participant: Participant, session: Session) -> bool:
    """Whether the participant has evaluated the session; with which answers nobody can say."""
    return Evaluated.objects.filter(session=session, participant=participant).exists()


def why_not_evaluate(participant: Participant, session: Session, *, at: datetime) -> str | None:
    """Return why the participant cannot evaluate the session at the moment; done once, it's not asked again."""
    row = session.attendance.filter(participant=participant).first()
    return why_not_open(session, at) or why_not_asked(session, participant, row)


def is_asked_to_evaluate(user: User, session: Session, *, at: datetime) -> bool:
    """Whether the session waits for the person's evaluation at the moment."""
    if not session.is_evaluated or why_not_open(session, at):
        return False
    participant = _evaluating(user, session, at)
    if participant is None or has_evaluated(participant, session):
        return False
    return why_not_evaluate(participant, session, at=at) is None


def _evaluating(user: User, session: Session, at: datetime) -> Participant | None:
    participant = own_participant(user, session, at=at)
    return participant if participant and may_take_part(participant, Permission.EVALUATE_DAY) else None


@transaction.atomic
def evaluate(*, session: Session, by: User, answers: Sequence[Answer], at: datetime | None = None) -> None:
    """Keep the answers, and that the person has answered; the two rows have nothing in common but the session.

    Raises PermissionDenied where the session is not theirs to evaluate, Refused where it's not open to them, was done
    already, or an answer cannot be.
    """
    moment = at or timezone.now()
    participant = evaluating_participant(by, session, at=moment)
    refuse_if(why_not_evaluate(participant, session, at=moment))
    kept = _frozen(answers)
    # One after the other: two who answer at once would else both be the fifth of a step.
    Session.objects.select_for_update().get(pk=session.pk)
    _evaluated, is_first = Evaluated.objects.get_or_create(session=session, participant=participant)
    if not is_first:
        raise Refused(_("You have already evaluated the day."))
    given = Evaluation.objects.filter(session=session).values_list("answers", flat=True)
    Evaluation.objects.create(session=session, answers=in_steps(kept, given))


def _frozen(answers: Sequence[Answer]) -> dict[str, dict[str, Any]]:
    """Return the answers as they are kept; raises Refused unless each fixed question has one, and all are possible."""
    if set(FIXED_QUESTIONS) - {answer.question for answer in answers}:
        raise Refused(_("Answer the questions that are asked after every day."))
    if any(not 1 <= answer.number <= len(answer.question.options) for answer in answers):
        raise Refused(_("Choose one of the answers."))
    return {answer.question.key: answer.question.frozen(answer.number) for answer in answers}
