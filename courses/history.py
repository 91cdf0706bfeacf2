"""One participant's sessions in time order, each with what the register says of it, and what they come to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import FilteredRelation, Q
from django.utils.translation import gettext_lazy as _

from courses.enums import AttendanceStatus, Audience, ModuleState, SessionState
from courses.models import Attendance, Exemption, MakeUp, ModulePage, Session
from courses.policies.sessions import ended_before, is_meant_for, is_presence
from courses.standings import CountingSession, Facts, Line, chosen_steps, evaluate_from, minutes_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from django.utils.functional import _StrPromise

    from courses.learning.state import Progress
    from courses.models import Participant
    from courses.standings import Evaluated


@dataclass(frozen=True, slots=True)
class Entry:
    """One session as one participant meets it; minutes are those attended, ``evaluated`` whether they have done so."""

    session: Session
    attendance: Attendance | None
    minutes: int
    made_up: tuple[MakeUp, ...]
    exemption: Exemption | None
    obliges: bool
    has_begun: bool
    has_ended: bool
    before_joining: bool
    evaluated: bool
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
            return AttendanceStatus(self.attendance.status).label
        return _LABELS["exempt" if self.exemption else "before_joining" if self._missed_before() else self.mark]

    @property
    def tone(self) -> str:
        """The tone of the words."""
        if self.attendance and self.session.state != SessionState.CANCELLED:
            return AttendanceStatus(self.attendance.status).tone
        return "bad" if self.mark == "missed" else "quiet"

    def _missed_before(self) -> bool:
        return self.mark == "missed" and self.before_joining


RELATED = ("module", "cohort", "line", "exempted", "sheet")
"""What comes with the sessions in their one query; the last three are the participant's own."""
MODULE_READ = {"page_ptr", "path", "title", "url_path", "preparation"}
UNREAD = [f"module__{field.name}" for field in ModulePage._meta.concrete_fields if field.name not in MODULE_READ]
"""What nobody needs of the modules here; they are linked to, and their preparation is counted."""
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


@dataclass(frozen=True, slots=True)
class History:
    """What is recorded about one participant, read once: their sessions and where these have brought them."""

    entries: list[Entry]
    evaluated: Evaluated
    chosen_steps: frozenset[int]


def history_of(participant: Participant, *, at: datetime) -> History:
    """Return the sessions that concern the participant: obliging ones, and all they took part in; three queries."""
    chosen = frozenset(chosen_steps({participant.team_id})[participant.team_id])
    make_ups = list(MakeUp.objects.filter(participant=participant).select_related("guest__session__cohort"))
    sessions = _sessions_around(participant)
    entries = [_entry(session, participant, make_ups, at) for session in sessions]
    return History(
        [entry for entry in entries if _concerns(entry, participant, chosen)],
        evaluate_from(_facts(entries, at), participant, _counting(sessions, participant), chosen, at=at),
        chosen,
    )


def _sessions_around(participant: Participant) -> list[Session]:
    """Return the sessions of the team and its cohort, and all that the participant stands in a register of.

    Each has the participant's own ``line`` of the register, ``exempted`` and ``sheet`` set on it where there is one.
    """
    planned = ~Q(state=SessionState.DRAFT)
    local, shared = Q(team=participant.team_id) & planned, Q(team=None, cohort=participant.team.cohort_id) & planned
    registered = Q(pk__in=Attendance.objects.filter(participant=participant).values("session"))
    return list(
        # Three plain alternatives, for each of which the database has an index; nested it reads every session.
        Session.objects.filter(local | shared | registered)
        .annotate(
            line=FilteredRelation("attendance", condition=Q(attendance__participant=participant)),
            exempted=FilteredRelation("exemptions", condition=Q(exemptions__participant=participant)),
            sheet=FilteredRelation("evaluated", condition=Q(evaluated__participant=participant)),
        )
        .select_related(*RELATED)
        .defer(*UNREAD)
        .order_by("starts_at", "code", "pk")
    )


def _entry(session: Session, participant: Participant, make_ups: Iterable[MakeUp], at: datetime) -> Entry:
    row = getattr(session, "line", None)
    return Entry(
        session=session,
        attendance=row,
        minutes=minutes_of(row.status, row.partial_minutes, session.minutes) if row else 0,
        made_up=tuple(make_up for make_up in make_ups if make_up.missed_id == session.pk),
        exemption=getattr(session, "exempted", None),
        obliges=session.obliges(participant),
        has_begun=session.has_begun(at),
        has_ended=session.has_ended(at),
        before_joining=ended_before(session, participant.joined_on, cohort=participant.team.cohort_id),
        evaluated=hasattr(session, "sheet"),
    )


def _facts(entries: Sequence[Entry], at: datetime) -> Facts:
    """Return what the rule needs of the entries; make-ups count once the session attended instead has ended."""
    made_up: dict[int, int] = defaultdict(int)
    for guest, missed in ((make_up.guest, make_up.missed_id) for entry in entries for make_up in entry.made_up):
        if guest.session.has_ended(at):
            made_up[missed] += minutes_of(guest.status, guest.partial_minutes, guest.session.minutes)
    rows = [entry.attendance for entry in entries if entry.attendance]
    return Facts(
        {row.session_id: Line(row.status, row.partial_minutes) for row in rows},
        made_up,
        {entry.session.pk for entry in entries if entry.exemption},
    )


def _counting(sessions: Iterable[Session], participant: Participant) -> list[CountingSession]:
    """Return those that count, of the participant's team and cohort; elsewhere they are a guest."""
    return [
        CountingSession(one.pk, one.optional_step_id, one.kind, Audience(one.audience), one.minutes, one.ends_at)
        for one in sessions
        if one.counts
        and one.state == SessionState.PUBLISHED
        and one.cohort_id == participant.team.cohort_id
        and one.team_id in {None, participant.team_id}
    ]


def _concerns(entry: Entry, participant: Participant, chosen_steps: Collection[int]) -> bool:
    """Whether the session belongs in the participant's list."""
    if entry.attendance:
        return is_presence(entry.attendance.status) or entry.obliges
    return is_meant_for(entry.session, participant, chosen_steps)
