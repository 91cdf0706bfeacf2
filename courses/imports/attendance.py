"""Reads a register kept as a matrix (one row a participant, one column a session code) into a checked change set.

Nothing is written here; courses/actions/attendance_import.py applies what this module found to be sound.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from courses.enums import AttendanceStatus
from courses.models import Attendance, Cohort, ModulePage, Participant, Session
from courses.parsing import EXCUSED, AttendanceCell, CellError, parse_attendance, parse_email
from courses.policies.sessions import is_presence, register_is_locked, why_no_register, why_not_present
from courses.tables import Fault, ImportFaults, Row, Table, TableFault, formula_faults, left_alone, match_columns

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

PERSON_COLUMNS = {"name": ("Navn", "name"), "email": ("E-mail", "email", "mail")}
CODE = re.compile(r"[A-ZÆØÅ]{2,6}\d{1,3}", re.IGNORECASE)
"""What can only be meant as a session's code; other unknown columns are left alone."""


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A line of the register that the file changes, with what stood there."""

    attendance: Attendance
    before: str
    locked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceChanges:
    """What an import would do: lines to add, lines to change, how many stay as they are, what was passed over.

    ``seen`` is the version of the cohort's registers that the changes were worked out against.
    """

    cohort: Cohort
    seen: str
    new: list[Attendance]
    changed: list[ChangedLine]
    unchanged: int
    warnings: list[str]

    @property
    def corrections(self) -> list[ChangedLine]:
        """The changes to registers that are locked, which only the model owner may make, with a reason."""
        return [line for line in self.changed if line.locked]


def registers_version(cohort: Cohort) -> str:
    """Return a short mark of all the cohort's registers as they are, which changes when anybody changes a line."""
    rows = Attendance.objects.filter(session__cohort=cohort).order_by("pk")
    lines = rows.values_list("session", "participant", "status", "partial_minutes", "reason")
    return hashlib.sha256(repr(list(lines)).encode()).hexdigest()[:16]


def plan_attendance_import(table: Table, cohort: Cohort, *, at: datetime) -> AttendanceChanges:
    """Return what the table would change in the cohort's registers at the moment.

    Raises TableFault when there is no column of e-mails or sessions, ImportFaults with every faulty cell otherwise.
    """
    return _Reading(table, cohort, at).changes()


class _Reading:
    """One pass over one table: collects faults and lines side by side, so that all faults are told in one go."""

    def __init__(self, table: Table, cohort: Cohort, at: datetime) -> None:
        self.table, self.cohort, self.at = table, cohort, at
        self.seen = registers_version(cohort)
        self.faults: list[Fault] = formula_faults(table)
        self.sessions = _sessions_by_code(cohort)
        self.codes, self.email_header, self.warnings = self._columns()
        self.participants = _participants_by_email(cohort)
        self.refusals: dict[int, str | None] = {}
        self.existing = {
            (row.participant_id, row.session_id): row
            for row in Attendance.objects.filter(session__cohort=cohort).select_related("session")
        }

    def changes(self) -> AttendanceChanges:
        """Return the change set, or raise with all faults."""
        lines = [line for row, participant in self._rows() for line in self._lines(row, participant)]
        if self.faults:
            raise ImportFaults(self.faults)
        known = [(line, self.existing.get((line.participant.pk, line.session.pk))) for line in lines]
        differing = [(line, row) for line, row in known if row and _differs(line, row)]
        new = [line for line, row in known if row is None]
        return AttendanceChanges(
            cohort=self.cohort,
            seen=self.seen,
            new=new,
            changed=[self._changed(line, row) for line, row in differing],
            unchanged=len(lines) - len(new) - len(differing),
            warnings=self.warnings,
        )

    def _columns(self) -> tuple[dict[str, str], str, list[str]]:
        """Return header → session code, the header of the e-mails, and a warning per column that is left alone."""
        match = match_columns(self.table.headers, PERSON_COLUMNS)
        if "email" not in match.by_key:
            raise TableFault(_("There is no column with the participants' e-mails (E-mail)."))
        known = {code.casefold(): code for code in self.sessions}
        codes = {header: known[_bare(header)] for header in match.unknown if _bare(header) in known}
        self.faults += self._repeated(codes)
        others = [header for header in match.unknown if header not in codes and not header.startswith("=")]
        meant_as_codes = [header for header in others if _looks_like_code(header)]
        expected = _("the code of a session of the cohort, e.g. UDD1")
        self.faults += [Fault(self.table.header_row, header, header, expected) for header in meant_as_codes]
        if not codes and not self.faults:
            raise TableFault(_("There is no column with a session's code, such as INT or UDD1."))
        ignored = [header for header in others if header not in meant_as_codes]
        return codes, match.by_key["email"], left_alone(ignored)

    def _repeated(self, codes: dict[str, str]) -> Iterator[Fault]:
        """Yield a fault for each further column of the same session: "UDD 1" beside "UDD1"."""
        seen: set[str] = set()
        for header, code in codes.items():
            if code in seen:
                yield Fault(self.table.header_row, header, header, _("each session in one column only"))
            seen.add(code)

    def _rows(self) -> Iterator[tuple[Row, list[Participant]]]:
        """Yield each row with the participants of its e-mail, reporting unknown and repeated ones."""
        seen: set[str] = set()
        for row in self.table.rows:
            text = row.cells[self.email_header]
            if text.startswith("="):
                continue
            try:
                email = parse_email(text)
            except CellError as error:
                self.faults.append(Fault(row.number, self.email_header, text, error.expected))
                continue
            if email in seen:
                self.faults.append(Fault(row.number, self.email_header, text, _("each participant in one row only")))
            elif email not in self.participants:
                self.faults.append(Fault(row.number, self.email_header, text, _("a participant of the cohort")))
            else:
                yield row, self.participants[email]
            seen.add(email)

    def _lines(self, row: Row, participants: list[Participant]) -> Iterator[Attendance]:
        for header, code in self.codes.items():
            text = row.cells[header]
            if text.startswith("="):
                continue
            try:
                cell = parse_attendance(text)
                if cell:
                    yield self._line(code, participants, cell)
            except CellError as error:
                self.faults.append(Fault(row.number, header, text, error.expected))

    def _line(self, code: str, participants: list[Participant], cell: AttendanceCell) -> Attendance:
        """Return the line that the cell means; raises CellError with what was expected instead."""
        session, participant = self._session_for(code, participants)
        refusal = self._refusal(session) or (
            why_not_present(participant, session) if is_presence(cell.status) else None
        )
        if refusal:
            raise CellError(_("no attendance here: %(why)s") % {"why": refusal})
        minutes = cell.minutes
        if minutes is not None and minutes > session.minutes:
            raise CellError(_("at most the session's %(minutes)s minutes") % {"minutes": session.minutes})
        whole = minutes == session.minutes
        return Attendance(
            session=session,
            participant=participant,
            status=AttendanceStatus.PRESENT if whole else cell.status,
            partial_minutes=None if whole else minutes,
            reason=cell.reason,
        )

    def _session_for(self, code: str, participants: list[Participant]) -> tuple[Session, Participant]:
        """Return the session that the code means for one of the person's participations, today's first."""
        by_team = self.sessions[code]
        for participant in participants:
            session = by_team.get(None) or by_team.get(participant.team_id)
            if session and not why_not_present(participant, session):
                return session, participant
        participant = participants[0]
        session = by_team.get(None) or by_team.get(participant.team_id)
        if session is None:
            raise CellError(_("nothing: the participant's team has no session of this code"))
        return session, participant

    def _refusal(self, session: Session) -> str | None:
        if session.pk not in self.refusals:
            self.refusals[session.pk] = why_no_register(session, self.at)
        return self.refusals[session.pk]

    def _changed(self, line: Attendance, row: Attendance) -> ChangedLine:
        before = str(row.get_status_display())
        row.status, row.partial_minutes, row.reason = line.status, line.partial_minutes, line.reason
        row.participant = line.participant
        return ChangedLine(row, before, register_is_locked(row.session, self.at))


def _bare(header: str) -> str:
    """Return the header as codes are compared: whatever its case, and with "UDD 1" and "UDD-1" as "UDD1"."""
    return re.sub(r"[ .-]", "", header).casefold()


def _looks_like_code(header: str) -> bool:
    """Whether the header can only be meant as a session's code: by its shape, or as a module of some programme."""
    return bool(CODE.fullmatch(header)) or ModulePage.objects.filter(code__iexact=header).exists()


def _differs(line: Attendance, row: Attendance) -> bool:
    """Whether the file says something else than the register; a reason that a person wrote outlasts a list's word."""
    if (row.status, row.partial_minutes) != (line.status, line.partial_minutes):
        return True
    return line.reason not in {"", row.reason} and row.reason in {"", *EXCUSED.values()}


def _sessions_by_code(cohort: Cohort) -> dict[str, dict[int | None, Session]]:
    """Return code → team (None: shared) → session."""
    found: dict[str, dict[int | None, Session]] = defaultdict(dict)
    for session in cohort.sessions.all():
        found[session.code][session.team_id] = session
    return found


def _participants_by_email(cohort: Cohort) -> dict[str, list[Participant]]:
    found: dict[str, list[Participant]] = defaultdict(list)
    rows = Participant.objects.filter(team__cohort=cohort).select_related("user", "team").order_by("-joined_on", "-pk")
    for participant in rows:
        found[participant.user.email].append(participant)
    return found
