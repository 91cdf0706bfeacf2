"""Where things go along the time axis: months to drawing units, and marks that would overlap moved apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Scale:
    """Months from ``first`` to ``last`` laid out from ``left`` to ``right``."""

    first: float
    last: float
    left: float
    right: float

    def x(self, month: float) -> float:
        """Return where the month lies, never outside the drawing."""
        share = (month - self.first) / (self.last - self.first)
        return self.left + min(1.0, max(0.0, share)) * (self.right - self.left)


def spread(wanted: Sequence[float], distance: float, low: float, high: float) -> list[float]:
    """Return the positions, in their order, moved as little as needed to stand ``distance`` apart within the bounds.

    ``wanted`` is sorted. Where the bounds are too narrow for all, they stand evenly and closer.
    """
    if not wanted:
        return []
    if len(wanted) > 1:
        distance = min(distance, max(0.0, high - low) / (len(wanted) - 1))
    level = _pool([position - place * distance for place, position in enumerate(wanted)])
    highest = max(low, high - (len(wanted) - 1) * distance)
    return [min(max(base, low), highest) + place * distance for place, base in enumerate(level)]


def _pool(values: list[float]) -> list[float]:
    """Return the nearest values that never fall (least squares, by pooling neighbours that do)."""
    pools: list[tuple[float, int]] = []
    for value in values:
        mean, count = value, 1
        while pools and pools[-1][0] > mean:
            before, size = pools.pop()
            mean, count = (mean * count + before * size) / (count + size), count + size
        pools.append((mean, count))
    return [mean for mean, count in pools for _ in range(count)]
