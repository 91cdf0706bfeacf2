"""What people did on and after the demo's last days, through the product's own actions: checked in, and evaluated."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING

from courses.actions.check_in import check_in
from courses.actions.evaluation import Answer, evaluate, questions_of, why_not_evaluate
from courses.check_in.codes import code_of
from courses.models import Participant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from courses.evaluation.questions import Question
    from courses.models import Session
    from people.models import User

# Most are content; nobody's answers are all the same.
DRAWN = (3, 4, 4, 4, 5, 5, 5)
MOST_OF_THEM = 0.7


def let_check_in(session: Session, people: Iterable[Participant]) -> None:
    """Let the people check in one after another, from twenty minutes before the session begins."""
    for number, participant in enumerate(people):
        at = session.starts_at - timedelta(minutes=20) + number * timedelta(seconds=95)
        check_in(session=session, by=participant.user, code=code_of(session.pk, at), at=at)


def let_evaluate(session: Session, people: Iterable[Participant], *, limit: int) -> None:
    """Let some of those who were there evaluate the day an hour after its end, at most so many."""
    chance = random.Random(f"{session.code} evaluation")  # noqa: S311 - demo data, no secret
    at = session.ends_at + timedelta(hours=1)
    asked = [participant for participant in people if why_not_evaluate(participant, session, at=at) is None]
    questions = questions_of(session)
    for participant in asked[:limit]:
        evaluate(session=session, by=participant.user, answers=list(_answers(questions, chance)), at=at)


def others_of(session: Session, account: User) -> list[Participant]:
    """Return the staff of the session's cohort but the demo's own account, in the order they were entered."""
    staff = Participant.objects.filter(team__cohort=session.cohort, team_role="staff").exclude(user=account)
    return list(staff.select_related("user", "team__cohort").order_by("pk"))


def _answers(questions: Iterable[Question], chance: random.Random) -> Iterator[Answer]:
    for question in questions:
        numbers = range(1, len(question.options) + 1)
        if question.kind == "scale":
            yield Answer(question, chance.choice(DRAWN))
        else:
            yield Answer(question, 2 if chance.random() < MOST_OF_THEM else chance.choice(numbers))
