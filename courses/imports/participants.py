"""Holds the list of participants that a coordinator keeps against what is known; nothing is written here.

courses/actions/participants_import.py applies what this module found to be sound. What an empty cell means: no start is
the cohort's start, no end and no education are none, no full-time equivalents say nothing about them. A column that the
file doesn't have leaves what is known alone.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.cohort_sentences import fte_text
from courses.enums import AttendanceStatus, TeamRole
from courses.imports.listed import ListedRow
from courses.imports.participant_changes import (
    ChangedParticipant,
    Entry,
    FieldChange,
    NewParticipant,
    ParticipantChanges,
)
from courses.imports.participant_rows import ParticipantList
from courses.models import Attendance, Participant
from courses.policies.cohorts import periods_overlap, presence_outside, why_closed
from courses.tables import ImportFaults
from courses.teams.staffing import change_in_force
from people.models import User
from people.policies import refuse_if

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from courses.models import Cohort
    from courses.tables import Table

Matched = tuple[ListedRow, Participant | None]
NAMED_ABSENTEES = 5


def plan_import(table: Table, cohort: Cohort, *, on: date | None = None) -> ParticipantChanges:
    """Return what the table would change in the cohort, as of the date (today).

    Rows meet participants by e-mail without regard to case. Raises ImportFaults with every fault, TableFault when two
    headers mean the same column, Refused when the cohort is closed.
    """
    refuse_if(why_closed(cohort))
    return _Planning(ParticipantList(table, cohort), on or timezone.localdate()).changes()


class _Planning:
    """Collects faults and changes side by side, so that all faults are told in one go."""

    def __init__(self, listed: ParticipantList, on: date) -> None:
        self.listed, self.cohort, self.on = listed, listed.cohort, on
        self.existing = _participants_by_email(self.cohort)
        emails = [row.values["email"] for row in listed.rows if "email" in row.values]
        self.people = {person.email: person for person in User.objects.filter(email__in=emails)}
        self.matched: list[Matched] = [(row, self._match(row)) for row in listed.rows]
        self.facilitators = self._facilitators_elsewhere()

    def changes(self) -> ParticipantChanges:
        """Return the change set, or raise with all faults."""
        completed = [(row, known, self._completed(row, known)) for row, known in self.matched]
        for row, known, values in completed:
            self._check_dates(row, values)
            self._check_facilitator(row, values)
            self._check_other_teams(row, values, known)
        self._check_presence([(row, known, values) for row, known, values in completed if known])
        if self.listed.faults:
            raise ImportFaults(sorted(self.listed.faults, key=lambda fault: fault.row or 0))
        return self._change_set([(Entry(row=row.number, **values), known) for row, known, values in completed])

    def _change_set(self, entries: list[tuple[Entry, Participant | None]]) -> ParticipantChanges:
        new = tuple(NewParticipant(entry, self.people.get(entry.email)) for entry, known in entries if known is None)
        compared = [_compared(entry, known, self.on) for entry, known in entries if known]
        changed = tuple(one for one in compared if one.changes)
        return ParticipantChanges(
            cohort=self.cohort,
            new=new,
            changed=changed,
            unchanged=len(compared) - len(changed),
            warnings=(*self.listed.warnings, *self._known_otherwise(entries), *self._not_in_file()),
        )

    def _match(self, row: ListedRow) -> Participant | None:
        """Return the participant that the row means: the person's row in the same team, unless it ended before."""
        team, joined = row.values.get("team"), row.values.get("joined_on", self.cohort.start_date)
        rows = self.existing.get(row.values.get("email", ""), [])
        same = [known for known in rows if team and known.team_id == team.pk and _may_mean(known, joined)]
        best_last = sorted(same, key=lambda known: (known.joined_on == joined, known.left_on is None, known.joined_on))
        return best_last[-1] if best_last else None

    def _facilitators_elsewhere(self) -> dict[int, str]:
        """Return team → name of the facilitators whom no row means, so that the file cannot relieve them."""
        meant = {known.pk for _row, known in self.matched if known}
        everybody = [known for rows in self.existing.values() for known in rows]
        serving = [known for known in everybody if known.facilitator and known.left_on is None]
        return {known.team_id: known.user.name for known in serving if known.pk not in meant}

    def _completed(self, row: ListedRow, known: Participant | None) -> dict[str, Any]:
        """Return the row's sound values and, for columns that the file does not have, what is known or usual."""
        usual = {"joined_on": self.cohort.start_date, "left_on": None, "education": "", "facilitator": False}
        known_or_usual = {key: getattr(known, key, value) for key, value in usual.items()} | {"fte": None}
        absent = {key: value for key, value in known_or_usual.items() if key not in self.listed.headers}
        return absent | row.values

    def _check_dates(self, row: ListedRow, values: dict[str, Any]) -> None:
        joined, left = values.get("joined_on"), values.get("left_on")
        if joined and left and left < joined:
            expected = _("a date not before the start on %(date)s") % {"date": _day(joined)}
            self.listed.fault(row, "left_on", expected)

    def _check_facilitator(self, row: ListedRow, values: dict[str, Any]) -> None:
        if not values.get("facilitator"):
            return
        team = values.get("team")
        if values.get("team_role", TeamRole.STAFF) != TeamRole.STAFF:
            self.listed.fault(row, "facilitator", _("x for one of the staff only"))
        elif team and values.get("left_on") is None:
            self._check_only_facilitator(row, team.pk, values)

    def _check_only_facilitator(self, row: ListedRow, team: int, values: dict[str, Any]) -> None:
        if team in self.facilitators:
            expected = _("one facilitator in each team, and %(name)s is it") % {"name": self.facilitators[team]}
            self.listed.fault(row, "facilitator", expected)
        self.facilitators.setdefault(team, values.get("name") or values.get("email", ""))

    def _check_other_teams(self, row: ListedRow, values: dict[str, Any], known: Participant | None) -> None:
        if not {"email", "team", "joined_on", "left_on"} <= values.keys():
            return
        period = (values["joined_on"], values["left_on"])
        for other in self.existing.get(values["email"], []):
            if other is not known and periods_overlap(period, (other.joined_on, other.left_on)):
                expected = _("%(team)s, where the person is a participant on these dates") % {"team": other.team}
                self.listed.fault(row, "municipality", expected)

    def _check_presence(self, rows: list[tuple[ListedRow, Participant, dict[str, Any]]]) -> None:
        """Note where a changed date would leave a presence outside; the register refuses the same the other way."""
        moved = [one for one in rows if {"joined_on", "left_on"} <= one[2].keys() and _moves(one[1], one[2])]
        presences = _presences([known for _row, known, _values in moved])
        for row, known, values in moved:
            dates = {"joined_on": values["joined_on"], "left_on": values["left_on"]}
            why = presence_outside(presences[known.pk], **dates)
            if why:
                key = "left_on" if values["left_on"] != known.left_on else "joined_on"
                self.listed.fault(row, key, _("another date: %(why)s") % {"why": why})

    def _known_otherwise(self, entries: list[tuple[Entry, Participant | None]]) -> Iterator[str]:
        """Yield a warning for each person whose name differs, unless the change set names it as a change."""
        keeps = _("Row %(row)s: %(email)s has an account in the name of %(known)s and keeps that name.")
        changes = _("Row %(row)s: %(email)s is known as %(known)s and will be called %(name)s.")
        for entry, known in entries:
            person = self.people.get(entry.email)
            if person and person.name != entry.name and (person.has_account or known is None):
                values = {"row": entry.row, "email": entry.email, "known": person.name, "name": entry.name}
                yield (keeps if person.has_account else changes) % values

    def _not_in_file(self) -> list[str]:
        """Return a warning about those in the cohort whom the file does not name, if there are any."""
        named = {row.values.get("email") for row in self.listed.rows}
        absent = [rows[0].user.name for email, rows in self.existing.items() if email not in named]
        if not absent:
            return []
        text = ngettext(
            "%(count)s participant is not in the file and stays as they are: %(names)s.",
            "%(count)s participants are not in the file and stay as they are: %(names)s.",
            len(absent),
        )
        return [text % {"count": len(absent), "names": _some_names(absent)}]


def _some_names(names: list[str]) -> str:
    """Return the first names, and how many there are beside them."""
    listed, more = ", ".join(names[:NAMED_ABSENTEES]), len(names) - NAMED_ABSENTEES
    return _("%(names)s and %(count)s more") % {"names": listed, "count": more} if more > 0 else listed


def _may_mean(known: Participant, joined: date) -> bool:
    """Whether a row that starts on the date may be the known one, and not one who comes back after leaving."""
    return known.joined_on == joined or known.left_on is None or joined < known.left_on


def _moves(known: Participant, values: dict[str, Any]) -> bool:
    return (known.joined_on, known.left_on) != (values["joined_on"], values["left_on"])


def _participants_by_email(cohort: Cohort) -> dict[str, list[Participant]]:
    rows = Participant.objects.filter(team__cohort=cohort).order_by("user__name", "pk")
    found: dict[str, list[Participant]] = defaultdict(list)
    for known in rows.select_related("user", "team__cohort", "municipality").prefetch_related("fte_changes"):
        found[known.user.email].append(known)
    return found


def _presences(participants: list[Participant]) -> dict[int, list[Attendance]]:
    found: dict[int, list[Attendance]] = defaultdict(list)
    if participants:
        there = [AttendanceStatus.PRESENT, AttendanceStatus.PARTIAL]
        rows = Attendance.objects.filter(participant__in=participants, status__in=there)
        for row in rows.select_related("session__cohort", "participant__team").order_by("session__starts_at"):
            found[row.participant_id].append(row)
    return found


def _compared(entry: Entry, known: Participant, on: date) -> ChangedParticipant:
    """Return the entry with what it changes about the participant; the file states the staffing that is in force."""
    in_force = change_in_force(known.fte_changes.all(), on)
    fte = in_force.fte if in_force else None
    fields = (
        (_("Name"), known.user.name, known.user.name if known.user.has_account else entry.name),
        (_("Municipality"), known.municipality.name, entry.municipality.name),
        (_("Role"), TeamRole(known.team_role).label, TeamRole(entry.team_role).label),
        (_("Joined"), _day(known.joined_on), _day(entry.joined_on)),
        (_("Left"), _day(known.left_on), _day(entry.left_on)),
        (_("Full-time equivalents"), fte_text(fte), fte_text(fte if entry.fte is None else entry.fte)),
        (_("Education"), known.education, entry.education),
        (_("Facilitator"), _yes_no(yes=known.facilitator), _yes_no(yes=entry.facilitator)),
    )
    changes = tuple(FieldChange(str(label), str(old), str(new)) for label, old, new in fields if old != new)
    return ChangedParticipant(entry, known, in_force, changes)


def _day(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""


def _yes_no(*, yes: bool) -> str:
    return _("yes") if yes else _("no")
