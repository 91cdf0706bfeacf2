"""How long something takes."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

WARM_UP = 5


def median_ms(call: Callable[[], object], *, times: int) -> float:
    """Return the median of so many calls in milliseconds, after a few that do not count."""
    for _ in range(WARM_UP):
        call()
    return statistics.median(elapsed_ms(call) for _ in range(times))


def elapsed_ms(call: Callable[[], object]) -> float:
    """Return how long one call takes in milliseconds."""
    begun = time.perf_counter()
    call()
    return (time.perf_counter() - begun) * 1000
