"""What the cells of a participant list mean, row by row; what is known already is met in participants.py."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from courses.imports.listed import ListedRow, ReadList
from courses.models import Team
from courses.parsing import CellError, parse_date, parse_email, parse_fte, parse_role, parse_yes
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


class ParticipantList(ReadList):
    """A list of participants as read for one cohort; beside a row's municipality stands its ``team``."""

    def __init__(self, table: Table, cohort: Cohort) -> None:
        self.cohort = cohort
        self.teams = _teams_by_municipality(cohort)
        self.known = municipalities_by_key()
        super().__init__(table, COLUMNS, REQUIRED)
        self._check_repeated()

    def value(self, key: str, text: str) -> Any:
        """Return what the cell means; raises CellError with what was expected instead."""
        return self._parsers[key](self, text)

    def read_row(self, row: Row) -> ListedRow:
        """Return the row with the team that its municipality means."""
        listed = super().read_row(row)
        if "municipality" in listed.values:
            listed.values["team"] = self.teams[listed.values["municipality"].pk]
        return listed

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
