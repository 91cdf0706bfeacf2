"""One participant's sessions in time order, each with what the register says and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.enums import AttendanceStatus, ModuleState, SessionState
from courses.models import Attendance, Exemption, MakeUp, Session
from courses.policies.sessions import ended_before, is_meant_for, is_presence
from courses.standings import minutes_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.utils.functional import _StrPromise

    from courses.learning.state import Progress
    from courses.models import Participant


@dataclass(frozen=True, slots=True)
class Entry:
    """One session as one participant meets it; minutes are those attended and those made up."""

    session: Session
    attendance: Attendance | None
    minutes: int
    made_up: tuple[MakeUp, ...]
    exemption: Exemption | None
    obliges: bool
    has_begun: bool
    has_ended: bool
    before_joining: bool
    progress: Progress | None = None

    @property
    def mark(self) -> str:
        """How the staircase marks it: attended, partial, missed, to_come, prepared, cancelled or unknown."""
        if self.session.state == SessionState.CANCELLED:
            return "cancelled"
        if self.attendance:
            return _MARKS[AttendanceStatus(self.attendance.status)]
        if not self.has_ended:
            return "prepared" if self.progress and self.progress.state == ModuleState.PREPARED else "to_come"
        return "missed" if self.before_joining and self.obliges and not self.exemption else "unknown"

    @property
    def label(self) -> str | _StrPromise:
        """What it came to, in words."""
        if self.attendance and self.session.state != SessionState.CANCELLED:
            return self.attendance.get_status_display()
        return _LABELS["exempt" if self.exemption else "before_joining" if self._missed_before() else self.mark]

    @property
    def tone(self) -> str:
        """The tone of the words."""
        if self.attendance and self.session.state != SessionState.CANCELLED:
            return AttendanceStatus(self.attendance.status).tone
        return "bad" if self.mark == "missed" else "quiet"

    def _missed_before(self) -> bool:
        return self.mark == "missed" and self.before_joining


TEXTS_UNREAD = ("body", "content", "evaluation")
"""What nobody needs of the modules here; their preparation is counted."""
_MARKS = {
    AttendanceStatus.PRESENT: "attended",
    AttendanceStatus.PARTIAL: "partial",
    AttendanceStatus.ABSENT: "missed",
    AttendanceStatus.EXCUSED: "missed",
}
_LABELS = {
    "cancelled": _("Cancelled"),
    "exempt": _("Exempt"),
    "before_joining": _("Before joining"),
    "to_come": _("To come"),
    "prepared": _("To come"),
    "unknown": _("Waits for the register"),
    "missed": _("Absent"),
}


def history_of(participant: Participant, *, at: datetime) -> list[Entry]:
    """Return the sessions that concern the participant: obliging ones, and all they took part in; five queries."""
    rows = {row.session_id: row for row in Attendance.objects.filter(participant=participant)}
    exemptions = {row.session_id: row for row in Exemption.objects.filter(participant=participant)}
    make_ups = list(MakeUp.objects.filter(participant=participant).select_related("guest__session__cohort"))
    chosen = set(participant.team.optional_steps.values_list("pk", flat=True))
    entries = [
        _entry(session, participant, rows.get(session.pk), exemptions.get(session.pk), make_ups, at)
        for session in _sessions_around(participant, list(rows))
    ]
    return [entry for entry in entries if _concerns(entry, participant, chosen)]


def _sessions_around(participant: Participant, attended: list[int]) -> list[Session]:
    own = Q(team=participant.team_id) | Q(team=None, cohort=participant.team.cohort_id)
    sessions = Session.objects.filter(own & ~Q(state=SessionState.DRAFT) | Q(pk__in=attended))
    texts = [f"module__{name}" for name in TEXTS_UNREAD]
    return list(sessions.select_related("module", "cohort").defer(*texts).order_by("starts_at", "code", "pk"))


def _entry(
    session: Session,
    participant: Participant,
    row: Attendance | None,
    exemption: Exemption | None,
    make_ups: list[MakeUp],
    at: datetime,
) -> Entry:
    return Entry(
        session=session,
        attendance=row,
        minutes=minutes_of(row.status, row.partial_minutes, session.minutes) if row else 0,
        made_up=tuple(make_up for make_up in make_ups if make_up.missed_id == session.pk),
        exemption=exemption,
        obliges=session.obliges(participant),
        has_begun=session.has_begun(at),
        has_ended=session.has_ended(at),
        before_joining=ended_before(session, participant.joined_on, cohort=participant.team.cohort_id),
    )


def _concerns(entry: Entry, participant: Participant, chosen_steps: set[int]) -> bool:
    """Whether the session belongs in the participant's list."""
    if entry.attendance:
        return is_presence(entry.attendance.status) or entry.obliges
    return is_meant_for(entry.session, participant, chosen_steps)
