"""Teams with how their supervision stands, in a table: a supervisor's own, or a model owner's, narrowed and sorted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.cohort_sentences import month_sentence
from courses.enums import CohortState
from courses.models import Team
from courses.scope import owned_organisations
from courses.standing_rows import SortColumn, danish_key
from supervision.compliance_of import figures_of, held_on, run_of
from supervision.compliance_sentences import (
    of_asked,
    rhythm_in_words,
    scores_in_words,
    untouched_in_words,
    weeks_in_words,
)
from supervision.enums import Rhythm
from supervision.qualified import supervisor_faults

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime
    from typing import Any

    from django.core.paginator import Page
    from django.db.models import QuerySet

    from people.models import User
    from supervision.compliance import Compliance
    from supervision.compliance_of import Figures

PAGE_LENGTH = 25
DEFAULT_SORT = "-weeks"
SORTS = (("name", _("Team")), ("held", _("Held")), ("weeks", _("Last held")))
"""What the table can be sorted by: "-weeks" has the longest wait first."""


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team with its supervision of the programme year, ready to be shown."""

    team: Team
    month: str
    compliance: Compliance
    scores: str
    waited_days: int
    supervisor_fault: str

    @property
    def held(self) -> str:
        """How many were held of those that the year asks for."""
        return of_asked(self.compliance.now.held, self.compliance.now.planned)

    @property
    def with_leaders(self) -> str:
        """How many of the year's extended ones were held with leaders."""
        return of_asked(self.compliance.now.with_leaders, self.compliance.now.extended_planned)

    @property
    def records_late(self) -> int:
        """How many records of the whole run are late."""
        return sum(year.records_late for year in self.compliance.years)

    @property
    def since_last(self) -> str:
        """When the last one was held, in words."""
        return weeks_in_words(self.compliance)

    @property
    def untouched(self) -> str:
        """Which themes wait for a score, in words."""
        return untouched_in_words(self.compliance)

    @property
    def is_late(self) -> bool:
        """Whether too long has passed since the last one."""
        return self.compliance.rhythm in {Rhythm.LATE, Rhythm.OVERDUE}

    @property
    def sentence(self) -> str:
        """That it is late, in words."""
        return rhythm_in_words(self.compliance)


def team_rows(teams: Sequence[Team], *, at: datetime) -> list[TeamRow]:
    """Return the teams in the order given, in eight queries; they come with cohort and programme."""
    today = timezone.localtime(at).date()
    figures, faults = figures_of(teams, at=at), supervisor_faults(teams, on=today)
    return [_team_row(team, figures[team.pk], faults.get(team.pk, ""), today) for team in teams]


def _team_row(team: Team, figures: Figures, supervisor_fault: str, today: date) -> TeamRow:
    return TeamRow(
        team=team,
        month=month_sentence(team.cohort, today),
        compliance=figures.compliance,
        scores=scores_in_words(figures.scores),
        waited_days=_waited(team, figures.compliance.last_held, today),
        supervisor_fault=supervisor_fault,
    )


def _waited(team: Team, last: date | None, today: date) -> int:
    """Return the days since the last supervision or the cohort's start; -1 where none is due."""
    run = run_of(team.cohort)
    return (today - (last or run.start)).days if run.is_under_way(today) else -1


# -- the model owner's list -------------------------------------------------------------------------------------------


class Wanted(NamedTuple):
    """What the list is narrowed to and sorted by; what is empty narrows nothing."""

    text: str = ""
    cohort: str = ""
    sort: str = DEFAULT_SORT

    def allows(self, team: Team) -> bool:
        """Whether the team is among those wanted: every word in its name, and the cohort."""
        name = team.name.casefold()
        return all(word in name for word in self.text.casefold().split()) and self.cohort in {"", team.cohort.code}


def owned_teams(user: User) -> QuerySet[Team]:
    """Return the teams of the person's programmes; cohorts that are drafts have no supervision yet."""
    teams = Team.objects.filter(cohort__programme__owner_organisation__in=owned_organisations(user))
    return teams.exclude(cohort__state=CohortState.DRAFT).select_related("cohort")


def known_sort(text: str) -> str:
    """Return the sort that the text asks for, the usual one where it is none of ours."""
    return text if text.removeprefix("-") in dict(SORTS) else DEFAULT_SORT


def sort_columns(sort: str) -> dict[str, SortColumn]:
    """Return by its key the header of each column that the table is sorted by."""
    directions = {sort.removeprefix("-"): "descending" if sort.startswith("-") else "ascending"}
    return {
        key: SortColumn(str(label), directions.get(key, ""), f"-{key}" if sort == key else key, key != "name")
        for key, label in SORTS
    }


def owner_page(teams: Sequence[Team], wanted: Wanted, number: str, *, at: datetime) -> tuple[Page, list[TeamRow]]:
    """Return the page of those wanted and its rows: only what a page shows is read in full."""
    found = [team for team in teams if wanted.allows(team)]
    page = Paginator(_sorted(found, wanted.sort, at), PAGE_LENGTH).get_page(number)
    full = Team.objects.filter(pk__in=[team.pk for team in page]).select_related("cohort__programme")
    by_key = {team.pk: team for team in full}
    return page, team_rows([by_key[team.pk] for team in page], at=at)


def _sorted(teams: Sequence[Team], sort: str, at: datetime) -> list[Team]:
    held = {} if sort.endswith("name") else held_on(teams, at)
    by_name = sorted(teams, key=lambda team: (danish_key(team.name), team.cohort.code))
    if sort.endswith("name"):
        return by_name[::-1] if sort.startswith("-") else by_name
    value = {team.pk: _value(team, sort, held, timezone.localtime(at).date()) for team in teams}
    return sorted(by_name, key=lambda team: value[team.pk], reverse=sort.startswith("-"))


def _value(team: Team, sort: str, held: Mapping[int, Sequence[date]], today: date) -> Any:
    days = held.get(team.pk, ())
    if sort.endswith("weeks"):
        return _waited(team, max(days, default=None), today)
    run = run_of(team.cohort)
    return sum(run.year_of(day) == run.year_of(today) for day in days)
