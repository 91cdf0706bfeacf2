"""Which sessions of other cohorts are open to a participant who has missed something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from courses.models import Session

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from courses.models import Participant
    from courses.standings import Evaluated


def missed_sessions(evaluated: Evaluated, *, at: datetime) -> QuerySet[Session]:
    """Return the obligations that have ended with an absence on record, not yet made up in full, in time order."""
    short = [
        o.session_id
        for o in evaluated.obligations
        if o.ends_at <= at and o.credited() < o.minutes and not o.awaits_register()
    ]
    return Session.objects.filter(pk__in=short).select_related("module").order_by("starts_at", "code")


def open_sessions(evaluated: Evaluated, *, at: datetime) -> QuerySet[Session]:
    """Return other cohorts' published sessions to come, of the modules that the participant has missed."""
    missed = missed_sessions(evaluated, at=at)
    cohort = evaluated.participant.team.cohort
    return (
        Session.objects.published()
        .filter(module__in=missed.values("module"), cohort__programme=cohort.programme_id, starts_at__gt=at, team=None)
        .exclude(cohort=cohort)
        .select_related("cohort", "module")
        .order_by("starts_at", "code")
    )


def sessions_instead(missed: QuerySet[Session], participant: Participant, *, at: datetime) -> QuerySet[Session]:
    """Return other cohorts' sessions of the missed modules and activities that have begun, the latest first."""
    same = Q(module__in=missed.values("module")) | Q(activity__in=missed.values("activity"))
    return (
        Session.objects.published()
        .filter(same, starts_at__lte=at)
        .exclude(cohort=participant.team.cohort_id)
        .select_related("cohort")
        .order_by("-starts_at", "code")
    )
