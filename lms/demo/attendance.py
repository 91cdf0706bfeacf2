"""The demo's registers: how people attended, so that every standing occurs whatever the day."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

from courses.enums import ActivityKind, AttendanceStatus, TeamRole
from courses.models import Attendance, Participant
from courses.policies.sessions import why_not_present
from people.audit import create_audited

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from courses.models import Cohort, Session
    from people.models import User

USUAL = 0.93
# Whoever has no story of their own stays well within the fifth that may be missed.
MAY_MISS = 1200
REASONS = ("Syg", "Afbud", "Barns sygdom", "Kursus")


def fill_registers(
    cohort: Cohort,
    *,
    at: datetime,
    accounts: Mapping[str, User],
    missed: Mapping[Participant, Collection[str]],
    without: Iterable[Session],
) -> None:
    """Record who was at every session that has begun, by whoever led it.

    ``missed`` names the codes that a participant missed, who was at all others; the rest miss a few by chance.
    ``without`` are sessions whose register is still missing.
    """
    sessions = cohort.sessions.published().filter(starts_at__lte=at).exclude(pk__in=[one.pk for one in without])
    people = Participant.objects.filter(team__cohort=cohort).select_related("user", "team").order_by("pk")
    writer = _Writer(cohort, accounts, missed)
    everybody = list(people)
    rows = [
        writer.line(session, participant)
        for session in sessions.order_by("starts_at", "code", "pk")
        for participant in everybody
        if _stands_in_register(participant, session)
    ]
    create_audited(rows, by=accounts["modelejer"])


def _stands_in_register(participant: Participant, session: Session) -> bool:
    if session.team_id not in {None, participant.team_id} or why_not_present(participant, session):
        return False
    # An associate takes part in the days on parent groups, which is why they are in the team.
    beside = participant.team_role == TeamRole.ASSOCIATE and session.code in {"UDD5", "UDD6"}
    return session.obliges(participant) or beside


class _Writer:
    """Writes lines one after another; what a person has missed so far decides whether they may miss more."""

    def __init__(
        self, cohort: Cohort, accounts: Mapping[str, User], missed: Mapping[Participant, Collection[str]]
    ) -> None:
        self.accounts, self.missed = accounts, missed
        self.chance = random.Random(f"{cohort.code} attendance")  # noqa: S311 - demo data, no secret
        self.minutes_missed: Counter[int] = Counter()

    def line(self, session: Session, participant: Participant) -> Attendance:
        """Return one line of the register."""
        status = self._status(session, participant)
        return Attendance(
            session=session,
            participant=participant,
            status=status,
            partial_minutes=session.minutes // 2 if status == AttendanceStatus.PARTIAL else None,
            reason=self.chance.choice(REASONS) if status == AttendanceStatus.EXCUSED else "",
            recorded_by=self.accounts["supervisor" if ActivityKind(session.kind).is_supervision else "underviser"],
            recorded_at=session.ends_at,
        )

    def _status(self, session: Session, participant: Participant) -> AttendanceStatus:
        codes = self.missed.get(participant)
        if codes is not None:
            excused = session.code == next(iter(codes), "")
            away = AttendanceStatus.EXCUSED if excused else AttendanceStatus.ABSENT
            return away if session.code in codes else AttendanceStatus.PRESENT
        status = self._by_chance(session)
        lost = 0 if status == AttendanceStatus.PRESENT else session.minutes
        if self.minutes_missed[participant.pk] + lost > MAY_MISS:
            return AttendanceStatus.PRESENT
        self.minutes_missed[participant.pk] += lost
        return status

    def _by_chance(self, session: Session) -> AttendanceStatus:
        drawn = self.chance.random()
        if drawn > USUAL:
            return AttendanceStatus.ABSENT if drawn > (1 + USUAL) / 2 else AttendanceStatus.EXCUSED
        partly = drawn < 0.03 and session.kind != ActivityKind.INTERNAT
        return AttendanceStatus.PARTIAL if partly else AttendanceStatus.PRESENT
