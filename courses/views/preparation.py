"""Who is prepared for a session: for those who lead it, and for leaders and supervisors of its teams."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from courses import trail
from courses.actions.register import expected_participants
from courses.learning.page import WRITTEN
from courses.learning.progress import work_of
from courses.learning.state import preparation_items
from courses.models import DoneItem, Session
from courses.permissions import may_read_preparation, teams_open_in_session
from people.roles import Permission

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from django.http import HttpResponse

    from courses.models import ModulePage, Participant
    from people.requests import PersonRequest


@dataclass(frozen=True, slots=True)
class Row:
    """One participant: which items are done, in the items' order."""

    participant: Participant
    done: list[bool]

    @property
    def is_prepared(self) -> bool:
        """Whether every item is done."""
        return bool(self.done) and all(self.done)


@require_GET
def session_preparation(request: PersonRequest, pk: int) -> HttpResponse:
    """Show who of the session's teams is prepared, and to those who teach them what they have written."""
    related = ("cohort__programme__owner_organisation", "team", "module")
    session = get_object_or_404(Session.objects.visible_to(request.user).select_related(*related), pk=pk)
    if session.module is None:
        raise Http404
    if not may_read_preparation(request.user, session):
        raise PermissionDenied
    open_teams = teams_open_in_session(request.user, Permission.READ_PREPARATION, session)
    expected = [one for one in expected_participants(session) if session.obliges(one) and one.team_id in open_teams]
    rows = _rows(session.module, expected)
    readable = teams_open_in_session(request.user, Permission.READ_PREPARED_TEXTS, session)
    context = {
        "session": session,
        "breadcrumb": trail.to_session(session),
        "items": list(session.module.preparation),
        "rows": rows,
        "prepared": sum(row.is_prepared for row in rows),
        "texts": _texts(session.module, [row.participant for row in rows if row.participant.team_id in readable]),
        "reads_texts": bool(readable),
    }
    return render(request, "courses/session_preparation.html", context)


def _rows(module: ModulePage, participants: Sequence[Participant]) -> list[Row]:
    items = preparation_items(module)
    work = work_of(participants, [module])
    return [Row(one, [item in work[one.pk, module.pk].done for item in items]) for one in participants]


def _texts(module: ModulePage, participants: Sequence[Participant]) -> list[tuple[Any, list[DoneItem]]]:
    """Return the written items, each with what the participants wrote, in their order."""
    order = {one.pk: number for number, one in enumerate(participants)}
    written: dict[UUID, list[DoneItem]] = {}
    answers = DoneItem.objects.filter(module=module, participant__in=order).exclude(text="")
    for answer in sorted(answers.select_related("participant__user"), key=lambda one: order[one.participant_id]):
        written.setdefault(answer.item, []).append(answer)
    items = zip(preparation_items(module), module.preparation, strict=True)
    return [(block, written.get(key, [])) for key, block in items if block.block_type in WRITTEN]
