"""Every plan keeps every rule, whatever the start date, teams, school holidays, busy people and pinned sessions."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from courses.plan import Pinned, PlannedSession, find_conflicts, generate
from tests.courses.plan.checker import Checker, is_open
from tests.courses.plan.uturn import MODULES, UTURN, team

if TYPE_CHECKING:
    from courses.plan import PlanTemplate, Proposal, TeamInput

STARTS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
# Weeks that a municipality may close beside winter, summer and autumn, none of them next to the summer.
FURTHER_WEEKS = [*range(3, 7), *range(9, 23), *range(34, 42), *range(43, 51)]


@st.composite
def closed_weeks(draw: st.DrawFn, start: date) -> frozenset[tuple[int, int]]:
    """The school holidays of a Danish municipality (winter, summer, autumn) and up to two more weeks a year."""
    weeks = set()
    for year in range(start.year - 1, start.year + 4):
        winter, summer = draw(st.integers(7, 8)), draw(st.integers(26, 27))
        more = draw(st.sets(st.sampled_from(FURTHER_WEEKS), max_size=2))
        weeks |= {(year, week) for week in {winter, 42, *range(summer, summer + 6), *more}}
    return frozenset(weeks)


@st.composite
def team_lists(draw: st.DrawFn, start: date) -> list[TeamInput]:
    """One to six teams; up to three share a supervisor, and some have no people yet."""
    teams = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        own = frozenset(range(number * 10, number * 10 + draw(st.integers(0, 4))))
        people = own | draw(st.sampled_from([frozenset(), frozenset({1 + (number - 1) // 3})]))
        weeks = draw(closed_weeks(start))
        teams.append(team(number, people=people, day_group=draw(st.booleans()), closed_weeks=weeks))
    return teams


@st.composite
def programmes(draw: st.DrawFn) -> PlanTemplate:
    """U-turn, or the same with the practice days held per team, or with modules of alternating place."""
    change = draw(st.sampled_from([{}, {"shared": False}, {"shared": False, "place_rule": "alternating"}]))
    modules = (replace(one, **change) if one.code.startswith("PRA") else one for one in MODULES)
    return replace(UTURN, modules=tuple(modules))


def planned(template: PlanTemplate, proposals: tuple[Proposal, ...]) -> list[PlannedSession]:
    """The proposals as they stand in the plan once saved."""
    modules = {module.key: (n, module) for n, module in enumerate(template.modules)}
    rows = []
    for number, row in enumerate(proposals):
        order, module = modules[row.key] if row.source == "module" else (None, None)
        rows.append(
            PlannedSession(
                id=number,
                code=row.code,
                team=row.team,
                source=row.source,
                order=order,
                starts_at=row.starts_at,
                ends_at=row.ends_at,
                local=row.place == "local",
                optional_step=module.optional_step if module else None,
                before_start=module is not None and module.month_offset < 0,
            )
        )
    return rows


@settings(max_examples=50, deadline=None)
@given(data=st.data(), start=STARTS, template=programmes())
def test_every_session_is_placed_and_every_rule_kept(data: st.DataObject, start: date, template: PlanTemplate) -> None:
    teams = data.draw(team_lists(start))
    plan = generate(template, start=start, teams=teams)
    checker = Checker(template, start, teams, plan)

    assert plan.unplaced == ()
    assert checker.violations() == []
    assert list(checker.better_module_dates()) == []
    assert find_conflicts(planned(template, plan.proposals), teams, start=start, duration_months=24) == ()


@settings(max_examples=25, deadline=None)
@given(data=st.data(), start=STARTS, seed=st.integers(0, 2**32))
def test_the_order_in_which_the_input_comes_changes_nothing(data: st.DataObject, start: date, seed: int) -> None:
    teams = data.draw(team_lists(start))
    plan = generate(UTURN, start=start, teams=teams)
    pins = [as_pinned(row) for row in plan.proposals[::7]]
    first = generate(UTURN, start=start, teams=teams, pinned=pins)
    shuffle = random.Random(seed).shuffle  # noqa: S311 - no secrets here
    shuffle(teams)
    shuffle(pins)

    assert generate(UTURN, start=start, teams=teams) == plan
    assert generate(UTURN, start=start, teams=teams, pinned=pins) == first


def as_pinned(row: Proposal, days: int = 0) -> Pinned:
    return Pinned(
        source=row.source,
        key=row.key,
        code=row.code,
        team=row.team,
        starts_at=row.starts_at + timedelta(days=days),
        ends_at=row.ends_at + timedelta(days=days),
    )


@settings(max_examples=50, deadline=None)
@given(data=st.data(), start=STARTS, template=programmes())
def test_around_moved_and_fixed_sessions_every_rule_is_kept(
    data: st.DataObject, start: date, template: PlanTemplate
) -> None:
    teams = data.draw(team_lists(start))
    proposals = generate(template, start=start, teams=teams).proposals
    chosen = data.draw(st.lists(st.sampled_from(proposals), max_size=8, unique_by=lambda row: (row.code, row.team)))
    pinned = [as_pinned(row, data.draw(st.integers(-45, 45))) for row in chosen]
    busy = data.draw(
        st.dictionaries(
            st.dates(start, start + timedelta(days=700)), st.frozensets(st.sampled_from([1, 2, 10, 11])), max_size=40
        )
    )
    plan = generate(template, start=start, teams=teams, pinned=pinned, busy=busy)

    assert Checker(template, start, teams, plan, pinned, busy).violations() == []
    assert all(row.reason.endswith(".") for row in plan.unplaced)


@settings(max_examples=30, deadline=None)
@given(data=st.data(), start=STARTS)
def test_what_is_fixed_where_it_was_proposed_leaves_room_for_the_rest(data: st.DataObject, start: date) -> None:
    teams = data.draw(team_lists(start))
    proposals = generate(UTURN, start=start, teams=teams).proposals
    pinned = [as_pinned(row) for row in data.draw(st.sets(st.sampled_from(proposals), max_size=30))]
    plan = generate(UTURN, start=start, teams=teams, pinned=pinned)

    assert plan.unplaced == ()
    assert len(plan.proposals) == len(proposals) - len(pinned)


@settings(max_examples=10, deadline=None)
@given(data=st.data(), start=STARTS)
def test_a_plan_that_is_all_fixed_proposes_nothing(data: st.DataObject, start: date) -> None:
    teams = data.draw(team_lists(start))
    proposals = generate(UTURN, start=start, teams=teams).proposals
    plan = generate(UTURN, start=start, teams=teams, pinned=[as_pinned(row) for row in proposals])

    assert (plan.proposals, plan.unplaced) == ((), ())


@settings(max_examples=30, deadline=None)
@given(data=st.data(), start=STARTS)
def test_supervision_is_spread_evenly_over_the_open_days(data: st.DataObject, start: date) -> None:
    """Eight in a year of 185 to 225 open days are 23 to 28 of them apart; other sessions move them a little."""
    teams = data.draw(team_lists(start))
    plan = generate(UTURN, start=start, teams=teams)
    for one in teams:
        rows = [row for row in plan.proposals if row.team == one.id and row.code.startswith("SUP")]
        days = [row.starts_at.date() for row in sorted(rows, key=lambda row: row.occurrence)]
        gaps = [open_days_between(one, *pair) for pair in pairwise(days)]
        assert min(gaps) >= 14, gaps
        assert max(gaps) <= 36, gaps


def open_days_between(one: TeamInput, first: date, last: date) -> int:
    days = (first + timedelta(days=n) for n in range((last - first).days))
    return sum(is_open(day) and tuple(day.isocalendar())[:2] not in one.closed_weeks for day in days)
