"""Tests of step and milestone states: every combination of up to three milestones, and every single thing done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from implementation.enums import MILESTONE_TRANSITIONS, STEP_TRANSITIONS, MilestoneState, StepState
from implementation.step_state import Mark, days_late, milestone_state, step_state

if TYPE_CHECKING:
    from collections.abc import Iterator

TODAY = date(2026, 3, 10)
MARKS = [
    Mark(opens=opens, reached=reached, confirmed=confirmed)
    for opens, reached, confirmed in product((False, True), repeat=3)
    if reached or not confirmed
]
STEPS = [marks for count in range(4) for marks in product(MARKS, repeat=count)]


def by_hand(marks: tuple[Mark, ...], *, paused: bool) -> StepState:
    """The state as the design says it, read from the counts."""
    reached = sum(mark.reached for mark in marks)
    confirmed = sum(mark.confirmed for mark in marks)
    to_open = [mark.reached for mark in marks if mark.opens]
    if paused:
        return StepState.PAUSED
    if reached == 0:
        return StepState.NOT_STARTED
    if reached == confirmed == len(marks):
        return StepState.EMBEDDED
    if to_open and sum(to_open) == len(to_open):
        return StepState.OPEN
    return StepState.PREPARING


@pytest.mark.parametrize("paused", [False, True])
def test_the_state_follows_from_the_milestones_in_every_combination(paused: bool) -> None:
    assert len(STEPS) == 1 + 6 + 36 + 216
    assert {marks for marks in STEPS if step_state(marks, paused=paused) != by_hand(marks, paused=paused)} == set()


def test_a_step_opens_when_the_last_milestone_that_opens_it_is_reached() -> None:
    prepared, opened = Mark(opens=False, reached=True, confirmed=True), Mark(opens=True, reached=True, confirmed=False)
    missing = Mark(opens=True, reached=False, confirmed=False)
    assert step_state([prepared, opened, missing], paused=False) == StepState.PREPARING
    assert step_state([prepared, opened, opened], paused=False) == StepState.OPEN


def test_a_step_that_nothing_opens_is_prepared_until_all_of_it_is_confirmed() -> None:
    reached, confirmed = (Mark(opens=False, reached=True, confirmed=said) for said in (False, True))
    assert step_state([reached, confirmed], paused=False) == StepState.PREPARING
    assert step_state([confirmed, confirmed], paused=False) == StepState.EMBEDDED


def test_a_step_without_milestones_is_not_started_whatever_is_asked_of_all_of_none() -> None:
    assert step_state([], paused=False) == StepState.NOT_STARTED


def done(mark: Mark) -> Iterator[Mark]:
    """Yield what one thing done makes of a milestone."""
    if not mark.reached:
        yield replace(mark, reached=True)
    elif mark.confirmed:
        yield replace(mark, confirmed=False)
    else:
        yield from (replace(mark, reached=False), replace(mark, confirmed=True))


def steps_taken() -> set[tuple[StepState, StepState]]:
    """Every change of state that one thing done to any of the steps makes."""
    taken = set()
    for marks in STEPS:
        before = step_state(marks, paused=False)
        taken |= {(before, StepState.PAUSED), (StepState.PAUSED, before)}
        for place, mark in enumerate(marks):
            after = [step_state((*marks[:place], new, *marks[place + 1 :]), paused=False) for new in done(mark)]
            taken |= {(before, state) for state in after if state != before}
    return taken


def test_the_table_of_transitions_holds_every_change_that_one_thing_done_makes_and_no_other() -> None:
    table = {(state, follower) for state, followers in STEP_TRANSITIONS.items() for follower in followers}
    assert steps_taken() == table


@given(st.integers(-400, 400) | st.none(), st.booleans(), st.booleans())
def test_a_milestone_is_late_by_the_days_since_its_planned_date_until_it_is_reached(
    days: int | None, reached: bool, paused: bool
) -> None:
    planned = None if days is None else TODAY + timedelta(days=days)
    late = days_late(planned=planned, reached=TODAY if reached else None, paused=paused, on=TODAY)
    assert late == (-days if days is not None and days < 0 and not reached and not paused else 0)


def test_on_its_planned_date_a_milestone_is_not_late_and_the_day_after_it_is_by_one() -> None:
    assert days_late(planned=TODAY, reached=None, paused=False, on=TODAY) == 0
    assert days_late(planned=TODAY, reached=None, paused=False, on=TODAY + timedelta(days=1)) == 1


@pytest.mark.parametrize(
    ("reached", "confirmed", "late", "state"),
    [
        (None, False, 0, MilestoneState.PLANNED),
        (None, False, 1, MilestoneState.LATE),
        (TODAY, False, 0, MilestoneState.REACHED),
        (TODAY, True, 0, MilestoneState.CONFIRMED),
    ],
)
def test_a_milestones_state_follows_from_its_dates(
    reached: date | None, confirmed: bool, late: int, state: MilestoneState
) -> None:
    assert milestone_state(reached=reached, confirmed=confirmed, late=late) == state
    assert set(MILESTONE_TRANSITIONS) == set(MilestoneState)
