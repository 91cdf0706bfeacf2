"""The plan generator: proposes a date for every session of a programme, or says why there is none."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from courses.plan.activities import ActivityLine
from courses.plan.diary import Diary, Group
from courses.plan.modules import ModulePlanner
from courses.plan.pins import Pins
from courses.plan.proposal import Plan, Proposal, Unplaced
from courses.plan.spread import programme_years

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from courses.plan.template import Pinned, PlanTemplate, TeamInput

NOBODY_BUSY: Mapping[date, frozenset[int]] = MappingProxyType({})


def generate(
    template: PlanTemplate,
    *,
    start: date,
    teams: Sequence[TeamInput],
    pinned: Sequence[Pinned] = (),
    busy: Mapping[date, frozenset[int]] = NOBODY_BUSY,
) -> Plan:
    """Return the plan of a cohort that starts on that date (design, section 3: "Plan generator").

    Pinned sessions keep their dates and are not proposed again; nobody gets two sessions on one date, nor one on a date
    where `busy` names them. The same input gives the same plan, whatever the order of teams and pinned sessions.
    Raises ValueError for an unknown place rule. Reasons are in the active language.
    """
    ordered = sorted(teams, key=lambda team: (team.name, team.id))
    pins = Pins(template, ordered, pinned)
    diary = Diary(busy)
    pins.enter(diary)
    found = ModulePlanner(template, start=start, teams=ordered, pins=pins, diary=diary).place_all()
    found += _place_activities(template, start, ordered, pins, diary)
    return Plan(
        proposals=_by_date([one for one in found if isinstance(one, Proposal)], ordered),
        unplaced=tuple(one for one in found if isinstance(one, Unplaced)),
    )


def _place_activities(
    template: PlanTemplate, start: date, teams: Sequence[TeamInput], pins: Pins, diary: Diary
) -> list[Proposal | Unplaced]:
    years = programme_years(start, template.duration_months)
    # Bound to a month there is little choice of dates, so those go before the ones that are spread over the year.
    by_freedom = sorted(template.activities, key=lambda activity: not activity.calendar_months)
    lines = (
        ActivityLine(
            activity=activity,
            group=Group.of_one(team),
            position=position,
            dated=pins.occurrences(activity, team),
            diary=diary,
        )
        for activity in by_freedom
        for position, team in enumerate(teams)
    )
    return [found for line in lines for found in line.place(years)]


def _by_date(proposals: Sequence[Proposal], teams: Sequence[TeamInput]) -> tuple[Proposal, ...]:
    positions: dict[int | None, int] = {team.id: position for position, team in enumerate(teams)}
    return tuple(sorted(proposals, key=lambda found: (found.starts_at, positions.get(found.team, -1), found.code)))
