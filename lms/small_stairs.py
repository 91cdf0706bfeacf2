"""The staircase as a small mark beside a cohort or team: which steps are behind, which is now, which are to come."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from courses.models import StepPage
from courses.outline import parent_path

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, GAP, LOWEST, RISE = 22, 2, 10, 6


@dataclass(frozen=True, slots=True)
class SmallStair:
    """One stair as a bar; ``state`` is done, now or to-come."""

    x: int
    y: int
    height: int
    state: str


@dataclass(frozen=True, slots=True)
class SmallStairs:
    """The drawing's size and its bars, each one rise higher than the one before."""

    width: int
    height: int
    bars: tuple[SmallStair, ...]


def programme_steps() -> dict[str, list[tuple[int, int]]]:
    """Return the months (from, to) of every programme's mandatory steps by the programme's tree path; one query."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for step in StepPage.objects.live().filter(optional=False).order_by("path").only("path", "month_from", "month_to"):
        if step.month_from is not None and step.month_to is not None:
            found[parent_path(step)].append((step.month_from, step.month_to))
    return dict(found)


def small_stairs(steps: Sequence[tuple[int, int]], month: int) -> SmallStairs:
    """Return the steps as they stand in the programme month."""
    height = LOWEST + RISE * len(steps)
    bars = tuple(
        SmallStair(
            x=number * (WIDTH + GAP),
            y=height - LOWEST - RISE * number,
            height=LOWEST + RISE * number,
            state=_state(step, month),
        )
        for number, step in enumerate(steps)
    )
    return SmallStairs(len(bars) * (WIDTH + GAP), height, bars)


def _state(step: tuple[int, int], month: int) -> str:
    first, last = step
    if month >= last:
        return "done"
    return "now" if month >= first else "to-come"
