"""*My course*: where am I, what is next, am I safe, and all my sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from courses.enums import StandingKey
from courses.history import history_of
from courses.learning.progress import with_progress
from courses.make_ups import open_sessions
from courses.models import Participant
from courses.sentences import standing_sentence
from courses.staircase_of import staircase_of_participation
from courses.standings import evaluate_participant

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet
    from django.http import HttpResponse

    from courses.history import Entry
    from people.requests import PersonRequest

SHOWN_AFTER_NEXT = 3


@require_GET
def my_course(request: PersonRequest, pk: int | None = None) -> HttpResponse:
    """Show the person's own course; the latest one, or the one named where they take part in several."""
    own = _own_participations(request)
    participant = get_object_or_404(own, pk=pk) if pk else own.first()
    if participant is None:
        raise Http404
    others = [other for other in own if other.pk != participant.pk]
    return render(request, "courses/my_course.html", course_context(participant, timezone.now()) | {"others": others})


def _own_participations(request: PersonRequest) -> QuerySet[Participant]:
    related = ("user", "municipality", "team__cohort__programme__owner_organisation")
    own = Participant.objects.filter(user=request.user.pk).select_related(*related)
    return own.order_by(F("left_on").desc(nulls_first=True), "-joined_on", "-pk")


def course_context(participant: Participant, at: datetime) -> dict[str, Any]:
    """Return what the page shows of one participation at the moment; a constant number of queries."""
    evaluated = evaluate_participant(participant, at=at)
    entries = with_progress(participant, history_of(participant, at=at), at=at)
    cohort = participant.team.cohort
    short = participant.may_earn_certificate and evaluated.standing.key == StandingKey.OUT_OF_REACH
    return _what_is_next(entries) | {
        "participant": participant,
        "cohort": cohort,
        "month": cohort.month_at(timezone.localtime(at).date()),
        "standing": evaluated.standing,
        "sentence": standing_sentence(
            evaluated.standing, evaluated.obligations, at=at, own=True, earns=participant.may_earn_certificate
        ),
        "coming": [entry for entry in entries if not entry.has_ended],
        "held": [entry for entry in reversed(entries) if entry.has_ended],
        "make_up_offers": open_sessions(evaluated, at=at) if short else (),
        "certificates": participant.certificates.live().defer("pdf", "content"),
        "staircase": staircase_of_participation(participant, entries, at=at),
    }


def _what_is_next(entries: Sequence[Entry]) -> dict[str, Any]:
    """Return the next session with its step and trainers, and the few after it; what one is exempt from is no duty."""
    duties = [entry for entry in entries if entry.mark in {"to_come", "prepared"} and not entry.exemption]
    if not duties:
        return {"next": None}
    session = duties[0].session
    return {
        "next": session,
        "next_progress": duties[0].progress,
        "step": session.module.get_parent() if session.module else None,
        "trainers": session.trainers.all(),
        "then": duties[1 : 1 + SHOWN_AFTER_NEXT],
    }
