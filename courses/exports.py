"""The lists that leave the product: attendance and plan, with the English keys of the design as headers and values."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone

from courses.enums import TeamRole
from courses.models import Participant, Session
from courses.standings import evaluate_participants

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from courses.models import Cohort
    from courses.standings import Evaluated
    from courses.tables import Cell

ATTENDANCE_COLUMNS = (
    "name",
    "email",
    "team",
    "role",
    "planned_minutes",
    "held_minutes",
    "credited_minutes",
    "pending_minutes",
    "remaining_minutes",
    "percent_of_held",
    "percent_of_plan",
    "percent_reachable",
    "standing",
)
PLAN_COLUMNS = (
    "code",
    "team",
    "kind",
    "title",
    "starts_at",
    "ends_at",
    "minutes",
    "place",
    "audience",
    "counts",
    "status",
)


def attendance_rows(cohort: Cohort, *, at: datetime, everybody: bool = False) -> list[Sequence[Cell]]:
    """Return one row per participant under ATTENDANCE_COLUMNS, by team and name; only staff unless ``everybody``."""
    participants = Participant.objects.filter(team__cohort=cohort).select_related("user", "team__cohort")
    if not everybody:
        participants = participants.filter(team_role=TeamRole.STAFF)
    ordered = participants.order_by("team__name", "user__name", "pk")
    return [_attendance_row(evaluated) for evaluated in evaluate_participants(ordered, at=at)]


def plan_rows(cohort: Cohort) -> list[Sequence[Cell]]:
    """Return one row per session under PLAN_COLUMNS, in time order; times are ISO with Copenhagen's offset."""
    sessions = Session.objects.filter(cohort=cohort).select_related("team").order_by("starts_at", "code", "team__name")
    return [_plan_row(session) for session in sessions]


def _attendance_row(evaluated: Evaluated) -> Sequence[Cell]:
    participant, standing = evaluated.participant, evaluated.standing
    return (
        participant.user.name,
        participant.user.email,
        participant.team.name,
        participant.team_role,
        standing.planned,
        standing.held,
        standing.credited,
        standing.pending,
        standing.remaining,
        _percent(standing.of_held),
        _percent(standing.of_plan),
        _percent(standing.still_possible),
        standing.key.value,
    )


def _percent(tenths: int | None) -> Decimal | None:
    return None if tenths is None else Decimal(tenths).scaleb(-1)


def _plan_row(session: Session) -> Sequence[Cell]:
    return (
        session.code,
        session.team.name if session.team else "",
        session.kind,
        session.title,
        timezone.localtime(session.starts_at).isoformat(),
        timezone.localtime(session.ends_at).isoformat(),
        session.minutes,
        session.place,
        session.audience,
        "true" if session.counts else "false",
        session.state,
    )
