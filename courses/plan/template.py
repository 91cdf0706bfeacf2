"""What the plan generator is given: the programme's template, the teams, and the sessions that must stay; no models."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime, time

Source = Literal["module", "activity"]
Place = Literal["model_owner", "local"]
IsoWeek = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleTemplate:
    """One module of the programme, held once for each team or once for all of them.

    `dates` is the number of calendar dates in a row (an internat has two); it `starts` on the first and `ends` on the
    last. `month_offset` counts from the start; below zero means that it has ended before the start.
    `days_after_previous` counts from the previous module's last date and takes the offset's place. `optional_step` is
    the id of the step that a team must have chosen.
    """

    key: int
    code: str
    title: str
    minutes: int
    month_offset: int
    days_after_previous: int | None = None
    dates: int = 1
    starts: time
    ends: time
    shared: bool
    place_rule: str
    optional_step: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityTemplate:
    """One recurring activity, held `per_year` times with every team in each programme year.

    `extended` names which of the year (1 to `per_year`) last `extended_minutes`. With `calendar_months` (1 to 12) the
    year's occurrences lie in those months in the order they come; without, or with too few, they are spread evenly.
    """

    key: int
    code_prefix: str
    title: str
    per_year: int
    extended: frozenset[int]
    starts: time
    ends: time
    extended_ends: time
    minutes: int
    extended_minutes: int
    place_rule: str
    calendar_months: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTemplate:
    """A whole programme: modules in the order of the tree, activities in the order they are placed."""

    duration_months: int
    modules: tuple[ModuleTemplate, ...]
    activities: tuple[ActivityTemplate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamInput:
    """One team: the user ids of its participants and supervisors, its optional steps, its school holidays."""

    id: int
    name: str
    people: frozenset[int]
    optional_steps: frozenset[int]
    closed_weeks: frozenset[IsoWeek]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinned:
    """A session that stays where it is: fixed by a person, published or cancelled. `team` None is for every team."""

    source: Source
    key: int
    code: str
    team: int | None
    starts_at: datetime
    ends_at: datetime


def concerns(module: ModuleTemplate, team: TeamInput) -> bool:
    """Whether the team has this module: it belongs to a mandatory step or to one that the team chose."""
    return module.optional_step is None or module.optional_step in team.optional_steps
