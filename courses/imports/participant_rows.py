"""What the cells of a participant list mean, row by row; what is known already is met in participants.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from courses.models import Team
from courses.parsing import CellError, parse_date, parse_email, parse_fte, parse_role, parse_yes
from courses.tables import Fault, formula_faults, match_columns
from courses.teams.municipalities import municipalities_by_key, text_key

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from decimal import Decimal

    from courses.models import Cohort
    from courses.tables import Row, Table

COLUMNS = {
    "name": ("Navn", "name"),
    "email": ("E-mail", "email", "mail"),
    "municipality": ("Kommune", "municipality"),
    "team_role": ("Rolle", "role"),
    "joined_on": ("Startdato", "joined"),
    "left_on": ("Slutdato", "left"),
    "fte": ("Årsværk", "fte"),
    "education": ("Uddannelse", "education"),
    "facilitator": ("Forældregruppe", "facilitator"),
}
LONGEST = {"name": 150, "email": 254, "education": 200}
"""How many characters the columns of people.User and courses.Participant hold (tested)."""
REQUIRED = ("name", "email", "municipality", "team_role")


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One row: its number in the file, its cells' texts and what the sound ones mean, by the keys of COLUMNS.

    A municipality's value is the municipality; its team stands beside it as ``team``.
    """

    number: int
    texts: dict[str, str]
    values: dict[str, Any]


class ParticipantList:
    """A list of participants as read for one cohort: its rows, its faults and its warnings."""

    def __init__(self, table: Table, cohort: Cohort) -> None:
        self.cohort = cohort
        self.teams = _teams_by_municipality(cohort)
        self.known = municipalities_by_key()
        match = match_columns(table.headers, COLUMNS)
        self.headers = match.by_key
        left_alone = _("The column “%(name)s” is not known and was left alone.")
        self.warnings = [left_alone % {"name": header} for header in match.unknown]
        self.faults = formula_faults(table) + self._missing_columns(table)
        self.rows = [self._read(row) for row in table.rows]
        self._check_repeated()

    def fault(self, row: ListedRow, key: str, expected: str) -> None:
        """Note a fault in the row's cell of the key."""
        header = self.headers.get(key, COLUMNS[key][0])
        self.faults.append(Fault(row.number, header, row.texts.get(key, ""), expected))

    def _missing_columns(self, table: Table) -> list[Fault]:
        missing = [COLUMNS[key][0] for key in REQUIRED if key not in self.headers]
        return [Fault(table.header_row, name, "", _("a column with this header")) for name in missing]

    def _read(self, row: Row) -> ListedRow:
        listed = ListedRow(row.number, {key: row.cells[header] for key, header in self.headers.items()}, {})
        for key, text in listed.texts.items():
            # A formula is a fault already, whatever its column.
            if not text.startswith("="):
                self._read_cell(listed, key, text)
        if "municipality" in listed.values:
            listed.values["team"] = self.teams[listed.values["municipality"].pk]
        return listed

    def _read_cell(self, listed: ListedRow, key: str, text: str) -> None:
        try:
            listed.values[key] = self._parsers[key](self, text)
        except CellError as error:
            self.fault(listed, key, error.expected)

    def _check_repeated(self) -> None:
        first: dict[str, int] = {}
        for row in self.rows:
            email = row.values.get("email")
            if email in first:
                self.fault(row, "email", _("each person once; row %(row)s names them too") % {"row": first[email]})
            elif email:
                first[email] = row.number

    def _name(self, text: str) -> str:
        if not text:
            raise CellError(_("a name"))
        return _within(text, LONGEST["name"])

    def _email(self, text: str) -> str:
        return _within(parse_email(text), LONGEST["email"])

    def _municipality(self, text: str) -> Any:
        found = self.known.get(text_key(text)) if text else None
        if found is None or found.pk not in self.teams:
            raise CellError(self._expected_municipality(known=found is not None or not text))
        return found

    def _expected_municipality(self, *, known: bool) -> str:
        """Return what a municipality's cell may hold; the cohort's own are few enough to be named."""
        names = sorted(self.known[key].name for key in self.known if self.known[key].pk in self.teams and key.isdigit())
        listed = {"names": ", ".join(names) or _("it has none yet")}
        if known:
            return _("one of the cohort's municipalities (%(names)s)") % listed
        return _("a Danish municipality by name or code, one of the cohort's (%(names)s)") % listed

    def _joined_on(self, text: str) -> date:
        return parse_date(text) if text else self.cohort.start_date

    def _left_on(self, text: str) -> date | None:
        return parse_date(text) if text else None

    def _fte(self, text: str) -> Decimal | None:
        return parse_fte(text) if text else None

    def _education(self, text: str) -> str:
        return _within(text, LONGEST["education"])

    def _team_role(self, text: str) -> str:
        return parse_role(text)

    def _facilitator(self, text: str) -> bool:
        return parse_yes(text)

    _parsers: dict[str, Callable[[ParticipantList, str], Any]] = {
        "name": _name,
        "email": _email,
        "municipality": _municipality,
        "team_role": _team_role,
        "joined_on": _joined_on,
        "left_on": _left_on,
        "fte": _fte,
        "education": _education,
        "facilitator": _facilitator,
    }


def _teams_by_municipality(cohort: Cohort) -> dict[int, Team]:
    rows = Team.municipalities.through.objects.filter(team__cohort=cohort).select_related("team__cohort")
    return {row.organisation_id: row.team for row in rows}


def _within(text: str, longest: int) -> str:
    """Return the text on one line; raises CellError when the database has no room for it."""
    line = " ".join(text.split())
    if len(line) > longest:
        raise CellError(_("at most %(count)s characters") % {"count": longest})
    return line
