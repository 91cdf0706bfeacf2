"""*My course*: where am I, what is next, am I safe, and all my sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from courses.enums import StandingKey
from courses.history import history_of
from courses.learning.progress import with_progress
from courses.make_ups import open_sessions
from courses.models import Participant
from courses.outline import outlined_steps, step_above
from courses.permissions import may_take_part
from courses.staircase_of import staircase_of_participation
from courses.standing_rows import standing_row
from people.roles import Permission

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet
    from django.http import HttpResponse

    from courses.history import Entry
    from courses.outline import OutlinedStep
    from people.requests import PersonRequest

SHOWN_AFTER_NEXT = 3


@require_GET
def my_course(request: PersonRequest, pk: int | None = None) -> HttpResponse:
    """Show the person's own course; the latest one, or the one named where they take part in several."""
    own = list(_own_participations(request))
    participant = next((one for one in own if pk in {None, one.pk}), None)
    if participant is None:
        raise Http404
    others = [other for other in own if other != participant]
    return render(request, "courses/my_course.html", course_context(participant, timezone.now()) | {"others": others})


def _own_participations(request: PersonRequest) -> QuerySet[Participant]:
    related = "team__cohort__programme__owner_organisation"
    own = Participant.objects.filter(user=request.user.pk).select_related(related)
    return own.order_by(F("left_on").desc(nulls_first=True), "-joined_on", "-pk")


def course_context(participant: Participant, at: datetime) -> dict[str, Any]:
    """Return what the page shows of one participation at the moment; a constant number of queries."""
    history = with_progress(participant, history_of(participant, at=at), at=at)
    row, entries = standing_row(history.evaluated, at=at, own=True), history.entries
    cohort = participant.team.cohort
    outline = outlined_steps(cohort.programme.steps())
    is_live = participant.belonged_on(timezone.localdate(at))
    return _what_is_next(entries, outline) | {
        "participant": participant,
        "documents": {
            permission.value: is_live and may_take_part(participant, permission)
            for permission in (Permission.READ_REPORTS, Permission.READ_DATA_SHEETS)
        },
        "cohort": cohort,
        "month": cohort.month_at(timezone.localtime(at).date()),
        "standing": row.standing,
        "sentence": row.sentence,
        "coming": [entry for entry in entries if not entry.has_ended],
        "held": [entry for entry in reversed(entries) if entry.has_ended],
        "make_up_offers": open_sessions(history.evaluated, at=at) if row.key == StandingKey.OUT_OF_REACH else (),
        "certificates": participant.certificates.live().defer("pdf", "content"),
        "staircase": staircase_of_participation(cohort, outline, history, at=at),
    }


def _what_is_next(entries: Sequence[Entry], outline: Sequence[OutlinedStep]) -> dict[str, Any]:
    """Return the next session with its step and trainers, and the few after it; what one is exempt from is no duty."""
    duties = [entry for entry in entries if entry.mark in {"to_come", "prepared"} and not entry.exemption]
    if not duties:
        return {"next": None}
    session = duties[0].session
    return {
        "next": session,
        "next_progress": duties[0].progress,
        "step": step_above(session.module, outline) if session.module else None,
        "trainers": session.trainers.all(),
        "then": duties[1 : 1 + SHOWN_AFTER_NEXT],
    }
