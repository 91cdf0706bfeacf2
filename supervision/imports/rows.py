"""What the cells of a list of earlier supervisions mean, row by row; what is known already is met in records.py."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.imports.listed import ReadList, first_of
from courses.parsing import CellError, parse_date, parse_minutes
from courses.tables import Fault, holds_personal_number, personal_number_faults
from courses.teams.municipalities import municipalities_by_key, text_key
from courses.teams.supervisors import supervisors_ever
from supervision.enums import HeldAt
from supervision.models.form import SCORES
from supervision.models.record import LONGEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from courses.models import Cohort, ProgrammePage, Team
    from courses.tables import Table
    from people.models import User
    from supervision.models import FollowUpForm, Theme

COLUMNS = {
    "date": ("Dato", "date"),
    "team": ("Team", "Kommune", "municipality"),
    "minutes": ("Minutter", "minutes"),
    "place": ("Sted", "place"),
    "supervisor": ("Supervisor",),
    "note": ("Note", "Noter", "notes", "Bemærkning"),
}
REQUIRED = ("date", "team", "minutes", "place", "supervisor")
USUAL_THEMES = ("A", "B", "C", "D", "E")
"""The columns of scores that a list may have (model U-turn, section 16), whatever the programme's form asks."""
PLACES = {
    "lokal": HeldAt.LOCAL,
    "lokalt": HeldAt.LOCAL,
    "local": HeldAt.LOCAL,
    "i kommunen": HeldAt.LOCAL,
    "in the municipality": HeldAt.LOCAL,
    "modelejer": HeldAt.MODEL_OWNER,
    "hos modelejer": HeldAt.MODEL_OWNER,
    "hos modelejeren": HeldAt.MODEL_OWNER,
    "model owner": HeldAt.MODEL_OWNER,
    "at the model owner": HeldAt.MODEL_OWNER,
    "københavn": HeldAt.MODEL_OWNER,
    "kbh": HeldAt.MODEL_OWNER,
    "kbh.": HeldAt.MODEL_OWNER,
    "copenhagen": HeldAt.MODEL_OWNER,
    "online": HeldAt.ONLINE,
    "virtuelt": HeldAt.ONLINE,
}
LONGEST_SESSION = 12 * 60
"""Minutes; what is longer is a slip of the keyboard."""
NAMED_TEAMS = 5


class SupervisionList(ReadList):
    """A list of earlier supervisions as read for one cohort and the form in force."""

    def __init__(self, table: Table, cohort: Cohort, form: FollowUpForm | None, at: datetime) -> None:
        self.cohort, self.form, self.at = cohort, form, at
        self.themes = {theme.key: theme for theme in form.themes.all() if theme.is_rated} if form else {}
        self.teams = _teams_by_key(cohort)
        self.supervisors = _supervisors_by_key(cohort.programme)
        super().__init__(table, COLUMNS | _score_columns(self.themes), REQUIRED)
        self.faults += [*personal_number_faults(table), *self._unfit_scores(table)]

    def value(self, key: str, text: str) -> Any:
        """Return what the cell means; raises CellError with what was expected instead."""
        return self._parsers[key](self, text) if key in self._parsers else _score(text)

    def is_refused(self, text: str) -> bool:
        """Whether the cell is a fault already, whatever its column: a formula, or what looks like a CPR number."""
        return super().is_refused(text) or holds_personal_number(text)

    def _unfit_scores(self, table: Table) -> list[Fault]:
        """Return a fault for each column of scores that the form has no theme for; without a form, if it has any."""
        unfit = [(key, self.headers[key]) for key in USUAL_THEMES if key in self.headers and key not in self.themes]
        if self.form is None:
            expected = _("nothing: the programme has no follow-up form yet. Publish one first")
            unfit = [(key, header) for key, header in unfit if any(row.texts[key] for row in self.rows)]
        else:
            names = ", ".join(self.themes) or _("it has none")
            expected = _("a theme of the follow-up form in force (%(names)s)") % {"names": names}
        return [Fault(table.header_row, header, header, expected) for _key, header in unfit]

    def _date(self, text: str) -> date:
        day = parse_date(text)
        last = min(timezone.localdate(self.at), self.cohort.end_date - timedelta(days=1))
        if not self.cohort.start_date <= day <= last:
            span = {"first": _day(self.cohort.start_date), "last": _day(last)}
            raise CellError(_("a date between %(first)s and %(last)s") % span)
        return day

    def _team(self, text: str) -> Team:
        found = self.teams.get(text_key(text)) if text else None
        if found is None:
            names = first_of(sorted({team.name for team in self.teams.values()}), NAMED_TEAMS)
            raise CellError(_("one of the cohort's teams (%(names)s)") % {"names": names or _("it has none yet")})
        return found

    def _minutes(self, text: str) -> int:
        minutes = parse_minutes(text)
        if minutes > LONGEST_SESSION:
            raise CellError(_("at most %(most)s minutes") % {"most": LONGEST_SESSION})
        return minutes

    def _place(self, text: str) -> str:
        words = PLACES | {str(place.label).casefold(): place for place in HeldAt}
        found = words.get(_plain(text))
        if found is None:
            raise CellError(_("lokalt, hos modelejer or online (local, model owner, online)"))
        return found

    def _supervisor(self, text: str) -> User:
        found = self.supervisors.get(_plain(text), []) if text else []
        if len(found) > 1:
            raise CellError(_("the e-mail, as several supervisors are called so"))
        if not found:
            raise CellError(_("a supervisor of the programme, by e-mail or name"))
        return found[0]

    def _note(self, text: str) -> str:
        if len(text) > LONGEST_TEXT:
            raise CellError(_("at most %(count)s characters") % {"count": LONGEST_TEXT})
        return text

    _parsers: dict[str, Callable[[SupervisionList, str], Any]] = {
        "date": _date,
        "team": _team,
        "minutes": _minutes,
        "place": _place,
        "supervisor": _supervisor,
        "note": _note,
    }


def _score(text: str) -> int | None:
    if text and text not in map(str, SCORES):
        raise CellError(_("a score from 1 to 5, or nothing"))
    return int(text) if text else None


def _score_columns(themes: dict[str, Theme]) -> dict[str, tuple[str, ...]]:
    """Return key → names of the columns of scores: the key alone, and as the form shows it."""
    usual = {key: (key,) for key in USUAL_THEMES}
    return usual | {key: (key, f"{key} {theme.title}") for key, theme in themes.items()}


def _teams_by_key(cohort: Cohort) -> dict[str, Team]:
    """Return the teams by the keys of their municipalities and of their own names, which go before."""
    teams = list(cohort.teams.prefetch_related("municipalities"))
    by_town = {town.pk: team for team in teams for town in team.municipalities.all()}
    known = {key: by_town[town.pk] for key, town in municipalities_by_key().items() if town.pk in by_town}
    return known | {text_key(team.name): team for team in teams}


def _supervisors_by_key(programme: ProgrammePage) -> dict[str, list[User]]:
    """Return who is or was supervisor, by e-mail and by name."""
    found: dict[str, list[User]] = defaultdict(list)
    for person in supervisors_ever(programme):
        for key in {person.email, _plain(person.name)}:
            found[key].append(person)
    return found


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
