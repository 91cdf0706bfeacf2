"""How far a team is with a step and how late a milestone is, from dates alone. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from implementation.enums import MilestoneState, StepState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


@dataclass(frozen=True, slots=True)
class Mark:
    """What a step's state asks of one of its milestones; what is confirmed is reached."""

    opens: bool
    reached: bool
    confirmed: bool


def step_state(milestones: Iterable[Mark], *, paused: bool) -> StepState:
    """Return the state that follows from the step's milestones, unless the step is paused.

    A step none of whose milestones opens it is never open: it's prepared until all of it is confirmed.
    """
    marks = list(milestones)
    opening = [mark for mark in marks if mark.opens]
    if paused:
        return StepState.PAUSED
    if not any(mark.reached for mark in marks):
        return StepState.NOT_STARTED
    if all(mark.confirmed for mark in marks):
        return StepState.EMBEDDED
    return StepState.OPEN if opening and all(mark.reached for mark in opening) else StepState.PREPARING


def days_late(*, planned: date | None, reached: date | None, paused: bool, on: date) -> int:
    """Return how many days the milestone is behind its planned date; 0 once reached, without a date or while paused."""
    if planned is None or reached is not None or paused:
        return 0
    return max((on - planned).days, 0)


def milestone_state(*, reached: date | None, confirmed: bool, late: int) -> MilestoneState:
    """Return how far the milestone is."""
    if reached is None:
        return MilestoneState.LATE if late else MilestoneState.PLANNED
    return MilestoneState.CONFIRMED if confirmed else MilestoneState.REACHED
