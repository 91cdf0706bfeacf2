"""A year's targets as bars: how far the figures have come, and how far they were to be by today."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils.formats import number_format

from implementation.figures import figure_labels

if TYPE_CHECKING:
    from implementation.targets import Target
    from implementation.team_targets import TeamTargets

FULL = 1000
"""The length of a bar that has reached the year's minimum, in the drawing's units."""


@dataclass(frozen=True, slots=True)
class TargetBar:
    """One target in words and as lengths."""

    label: str
    target: Target
    minimum: str
    expected: str
    needed_a_month: str
    done_length: int
    expected_at: int


def target_bars(yearly: TeamTargets) -> list[TargetBar]:
    """Return a bar for each target."""
    labels = figure_labels()
    return [_bar(labels[target.figure], target) for target in yearly.targets]


def _bar(label: str, target: Target) -> TargetBar:
    return TargetBar(
        label=label,
        target=target,
        minimum=fraction_text(target.minimum),
        expected=fraction_text(target.expected),
        needed_a_month=fraction_text(target.needed_a_month),
        done_length=_length(Fraction(target.so_far), target.minimum),
        expected_at=_length(target.expected, target.minimum),
    )


def fraction_text(value: Fraction) -> str:
    """Return the number as people read it, with one decimal where it's no whole number: "12,5"."""
    tenths = round(value * 10)
    return number_format(tenths // 10) if tenths % 10 == 0 else number_format(tenths / 10, decimal_pos=1)


def _length(part: Fraction, whole: Fraction) -> int:
    return min(int(part * FULL / whole), FULL) if whole else FULL
