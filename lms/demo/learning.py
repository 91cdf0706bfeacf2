"""What the demo's participants have read, prepared, answered and thought, through the product's own actions."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from courses.actions.learning import answer_question, leave_at, mark_item, write_reflection
from courses.enums import QuizKind, TeamRole
from courses.learning.quiz import Question
from courses.models import ModulePage, Participant

if TYPE_CHECKING:
    from datetime import datetime

    from courses.models import Cohort
    from people.models import User

TEXTS = {
    "write": "Vi har talt om det på teammødet. Det vigtigste var at begynde med det, den unge selv ønsker.",
    "case": "En ung kom i døren sammen med en ven og ville ikke sige sit navn. Vi aftalte to samtaler uden navn.",
}
REFLECTION = "Jeg vil spørge mere til det, der lykkes, før jeg spørger til forbruget."
PREPARED_AHEAD = 3
"""How many of the modules to come the participants have begun to prepare."""


def fill_learning(cohort: Cohort, accounts: dict[str, User], *, at: datetime) -> None:
    """Let everybody have prepared what is held; of what comes next some have done all, some a part, some nothing."""
    staff = list(
        Participant.objects.live()
        .filter(team__cohort=cohort, team_role=TeamRole.STAFF)
        .select_related("user", "team__cohort")
        .order_by("pk")
    )
    held, coming = _modules(cohort, at)
    for number, participant in enumerate(staff):
        for module in held:
            _prepare(participant, module, whole=(number + module.pk) % 4 != 0)
        for ahead, module in enumerate(coming[:PREPARED_AHEAD]):
            if (number + ahead) % 3:
                _prepare(participant, module, whole=(number + ahead) % 3 == 1)
    me = next(one for one in staff if one.user == accounts["medarbejder"])
    for module in held[-3:]:
        _answer(me, module, right=module != held[-1])
    _reflect(me, held[-1])


def _modules(cohort: Cohort, at: datetime) -> tuple[list[ModulePage], list[ModulePage]]:
    """Return the modules that all teams share, those held and those to come, in the order of their sessions."""
    sessions = cohort.sessions.published().filter(team=None, module__isnull=False).select_related("module")
    modules = [(one.module, one.ends_at <= at) for one in sessions.order_by("starts_at") if one.module]
    return [module for module, is_held in modules if is_held], [module for module, is_held in modules if not is_held]


def _prepare(participant: Participant, module: ModulePage, *, whole: bool) -> None:
    blocks = list(module.preparation)
    for block in blocks if whole else blocks[:1]:
        key, text = UUID(block.id), TEXTS.get(block.block_type, "")
        mark_item(participant=participant, module=module, item=key, done=True, text=text)


def _answer(participant: Participant, module: ModulePage, *, right: bool) -> None:
    for block in module.content:
        if block.block_type != "quiz":
            continue
        question = Question.of(block.value)
        solution: list[int] | str = question.solution if right else question.solution[::-1][:1]
        if question.kind == QuizKind.TEXT:
            solution = "Fordi relationen bærer resten."
        key = UUID(block.id)
        answer_question(participant=participant, module=module, key=key, question=question, answer=solution)
        leave_at(participant=participant, module=module, place=key)


def _reflect(participant: Participant, module: ModulePage) -> None:
    block = next((one for one in module.content if one.block_type == "reflection"), None)
    if block:
        prompt = block.value["prompt"]
        write_reflection(user=participant.user, module=module, prompt=UUID(block.id), asked=prompt, text=REFLECTION)
