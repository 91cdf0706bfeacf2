"""What the cells of a list of earlier reports mean, row by row; what is known already is met in reports.py."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.imports.listed import ReadList, first_of
from courses.parsing import MONTHS, CellError, parse_date
from courses.tables import holds_personal_number, personal_number_faults
from courses.teams.municipalities import text_key
from implementation.figures import figure_column, parse_figure
from implementation.models import FIGURES
from implementation.months import month_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from courses.models import Team
    from courses.tables import Table
    from implementation.team_reports import TeamReports

COLUMNS = {
    "month": ("Måned", "month"),
    "team": ("Team", "Kommune", "municipality"),
    "contacts": ("Henvendelser", "contacts"),
    "new_persons": ("Personer første gang", "Nye personer", "new_persons"),
    "enrolled": ("Indskrevne", "Indskrevne unge", "enrolled"),
    "consultant_tasks": ("Konsulentopgaver", "consultant_tasks"),
    "parent_courses": ("Forældregruppeforløb", "Forældregrupper", "parent_courses"),
}
YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})[-./ ](?P<month>[0-9]{1,2})")
MONTH_FIRST = re.compile(r"(?P<month>[0-9]{1,2})[-./ ](?P<year>[0-9]{4})")
IN_WORDS = re.compile(r"(?P<name>[a-z]{3,9})\.? (?P<year>[0-9]{4})")
NAMED_TEAMS = 5


class ReportList(ReadList):
    """A list of earlier reports as read for some teams; the team is a column where there is more than one."""

    def __init__(self, table: Table, teams: Sequence[TeamReports]) -> None:
        self.teams = {text_key(reports.team.name): reports for reports in teams}
        needed = ("month", *(("team",) if len(teams) != 1 else ()), *FIGURES)
        labels = {name: (*COLUMNS[name], str(figure_column(name).verbose_name)) for name in FIGURES}
        super().__init__(table, COLUMNS | labels, needed)
        self.faults += personal_number_faults(table)

    def value(self, key: str, text: str) -> Any:
        """Return what the cell means; raises CellError with what was expected instead."""
        if key == "month":
            return parse_month(text)
        return self._team(text) if key == "team" else parse_figure(text)

    def is_refused(self, text: str) -> bool:
        """Whether the cell is a fault already, whatever its column: a formula, or what looks like a CPR number."""
        return super().is_refused(text) or holds_personal_number(text)

    def _team(self, text: str) -> Team:
        found = self.teams.get(text_key(text)) if text else None
        if found is None:
            names = first_of(sorted(reports.team.name for reports in self.teams.values()), NAMED_TEAMS)
            raise CellError(_("one of the cohort's teams (%(names)s)") % {"names": names or _("it has none yet")})
        return found.team


def parse_month(text: str) -> date:
    """Return the month: `2024-10`, `10/2024`, `oktober 2024`, `okt. 2024`, or a date in it; raises CellError."""
    plain = " ".join(text.casefold().split())
    match = YEAR_FIRST.fullmatch(plain) or MONTH_FIRST.fullmatch(plain) or IN_WORDS.fullmatch(plain)
    if match is None:
        return _month_of_date(text)
    parts = match.groupdict()
    number = _number(parts["name"]) if "name" in parts else int(parts["month"])
    if not 1 <= number <= len(MONTHS):
        raise _no_month()
    return date(int(parts["year"]), number, 1)


def month_text(month: date) -> str:
    """Return the month in words."""
    return date_format(month, "YEAR_MONTH_FORMAT")


def _month_of_date(text: str) -> date:
    try:
        return month_of(parse_date(text))
    except CellError:
        raise _no_month() from None


def _number(name: str) -> int:
    """Return the number of the month by its name or the beginning of it, 0 for other words."""
    known = enumerate(MONTHS, start=1)
    return next((number for number, names in known if any(full.startswith(name) for full in names)), 0)


def _no_month() -> CellError:
    return CellError(_("a month such as 2024-10 or oktober 2024"))
