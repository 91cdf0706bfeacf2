"""The yearly minimum of a team, scaled by its staffing, and what is to be expected by a day. Pure.

Source: model U-turn, section 12 (A): three counsellors a year take care of 24 treatment cases, 75 unique persons in
anonymous counselling, 2 parent-group courses and 36 consultant tasks.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

BASIS = 3
"""The full-time equivalents that the minimum is given for."""
MINIMUM = {"enrolled": 24, "new_persons": 75, "parent_courses": 2, "consultant_tasks": 36}


@dataclass(frozen=True, slots=True)
class Target:
    """One yearly target: the minimum for the staffing, what has come so far, and what was to be expected by the day."""

    figure: str
    minimum: Fraction
    so_far: int
    expected: Fraction
    left_days: int

    @property
    def is_on_course(self) -> bool:
        """Whether at least as much has come as was to be expected."""
        return self.so_far >= self.expected

    @property
    def needed_a_month(self) -> Fraction:
        """How much a month (a twelfth of the year) it takes to reach the minimum in the days that are left."""
        left = max(self.minimum - self.so_far, Fraction(0))
        return left * 365 / (12 * self.left_days) if self.left_days else left


def targets(so_far: Mapping[str, int], *, fte: Decimal | None, year: tuple[date, date], on: date) -> list[Target]:
    """Return the four targets of the year (from its first day until, not including, its end) on the day.

    The minimum scales linearly with the staffing; where nothing is known of it, it's that of three.
    """
    first, end = year
    length = (end - first).days
    gone = min(max((on - first).days + 1, 0), length)
    share = Fraction(str(fte)) / BASIS if fte is not None else Fraction(1)
    return [
        Target(
            figure=figure,
            minimum=minimum * share,
            so_far=so_far.get(figure, 0),
            expected=minimum * share * gone / length,
            left_days=length - gone,
        )
        for figure, minimum in MINIMUM.items()
    ]
