"""Holds a list of earlier reports against what the teams have reported; nothing is written here.

implementation/actions/report_import.py applies what this module found to be sound.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.tables import ImportFaults
from implementation.imports.rows import ReportList, month_text
from implementation.models import FIGURES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from courses.imports.listed import ListedRow
    from courses.models import Team
    from courses.tables import Table
    from implementation.team_reports import TeamReports


@dataclass(frozen=True, slots=True)
class NewReport:
    """A row that becomes an accepted report."""

    team: Team
    month: date
    figures: dict[str, int]


@dataclass(frozen=True, slots=True)
class ReportChanges:
    """What an import would do: the new reports, how many stand already, and what was passed over."""

    new: tuple[NewReport, ...]
    unchanged: int
    warnings: tuple[str, ...]

    @property
    def summary(self) -> str:
        """The counts in one line: "12 months: 10 new, 2 unchanged."."""
        total = len(self.new) + self.unchanged
        text = ngettext(
            "%(total)s month: %(new)s new, %(unchanged)s unchanged.",
            "%(total)s months: %(new)s new, %(unchanged)s unchanged.",
            total,
        )
        return text % {"total": total, "new": len(self.new), "unchanged": self.unchanged}

    @property
    def fingerprint(self) -> str:
        """A mark of what would be done, to tell whether it is still what a person was shown."""
        marks = [(one.team.pk, one.month, one.figures) for one in self.new]
        return hashlib.sha256(repr((marks, self.unchanged)).encode()).hexdigest()


def plan_report_import(table: Table, teams: Sequence[TeamReports]) -> ReportChanges:
    """Return what the table would change for the teams.

    Raises ImportFaults with every fault, TableFault when two headers mean the same column.
    """
    return _Planning(ReportList(table, teams), teams).changes()


class _Planning:
    """Collects faults and changes side by side, so that all faults are told in one go."""

    def __init__(self, listed: ReportList, teams: Sequence[TeamReports]) -> None:
        self.listed = listed
        self.reports = {reports.team.pk: reports for reports in teams}
        self.only = teams[0].team if len(teams) == 1 else None

    def changes(self) -> ReportChanges:
        """Return the change set, or raise with all faults."""
        first: dict[tuple[int, date], int] = {}
        for row in self.listed.rows:
            team = self._team(row)
            if team is not None and "month" in row.values:
                self._check(row, team, first.setdefault((team.pk, row.values["month"]), row.number))
        if self.listed.faults:
            raise ImportFaults(sorted(self.listed.faults, key=lambda fault: fault.row or 0))
        found = [new for row in self.listed.rows if (new := self._new_report(row))]
        in_order = tuple(sorted(found, key=lambda one: (one.month, one.team.name, one.team.pk)))
        return ReportChanges(in_order, len(self.listed.rows) - len(found), tuple(self.listed.warnings))

    def _team(self, row: ListedRow) -> Team | None:
        """Return the row's team; the only one there is where the list does not say."""
        return row.values.get("team") if "team" in row.texts else self.only

    def _check(self, row: ListedRow, team: Team, first: int) -> None:
        """Note what is wrong with the row's month: repeated, not the team's, not over, or reported otherwise."""
        if first != row.number:
            expected = _("each month once for a team; row %(row)s has it too") % {"row": first}
            return self.listed.fault(row, "month", expected)
        one = self.reports[team.pk].month(row.values["month"])
        if one is None or not one.is_over:
            return self.listed.fault(row, "month", _("a month of the programme that is over"))
        if one.report is None:
            return None
        if not one.is_handed_in:
            expected = _("a month without a report; that of %(month)s has been begun") % {
                "month": month_text(one.month)
            }
            return self.listed.fault(row, "month", expected)
        for name in FIGURES:
            stands = getattr(one.report, name)
            if row.values.get(name, stands) != stands:
                expected = _("%(figure)s, as in the report that is handed in") % {"figure": stands}
                self.listed.fault(row, name, expected)
        return None

    def _new_report(self, row: ListedRow) -> NewReport | None:
        """Return what the row adds, None where the report stands already."""
        team, month = self._team(row), row.values["month"]
        if team is None or self._is_reported(team, month):
            return None
        return NewReport(team, month, {name: row.values[name] for name in FIGURES})

    def _is_reported(self, team: Team, month: date) -> bool:
        one = self.reports[team.pk].month(month)
        return one is not None and one.is_handed_in
