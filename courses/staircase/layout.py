"""Which stair stands where: months to edges, order to heights. Knows no text and no colours."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from courses.staircase.spacing import Scale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from courses.staircase.parts import Stair

Months = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The size of a drawing: the edges of its time axis, and how high its stairs rise, in drawing units."""

    width: float
    left: float
    right: float
    lowest: float
    rise: float
    highest: float
    optional: float
    slab: float
    compact: bool = False


WIDE = Paper(width=1120, left=2, right=1118, lowest=58, rise=58, highest=300, optional=72, slab=42)
COMPACT = Paper(width=358, left=4, right=354, lowest=26, rise=23, highest=150, optional=24, slab=16, compact=True)


@dataclass(frozen=True, slots=True)
class Block:
    """Where one stair stands: edges along the axis, top and foot as heights above the ground."""

    left: float
    right: float
    top: float
    foot: float

    @property
    def width(self) -> float:
        """The stair's width."""
        return self.right - self.left


def months_of(stairs: Sequence[Stair], duration: float | None) -> list[Months] | None:
    """Return each stair's first and last month; None for a draft in which one of them has none yet."""
    known = [(s.month_from, s.month_to) for s in stairs if s.month_from is not None and s.month_to is not None]
    return known if len(known) == len(stairs) and (known or duration) else None


def spread_evenly(count: int, duration: float | None) -> list[Months]:
    """Return months for a draft's stairs: the duration in equal parts, a month each where it is unknown too."""
    length = (duration or count) / max(1, count)
    return [(place * length, (place + 1) * length) for place in range(count)]


def scale_of(months: Sequence[Months], duration: float | None, paper: Paper) -> Scale:
    """Return the time axis: the programme's months, and whatever lies before or after them."""
    first = min([0.0, *(begins for begins, _ends in months)])
    last = max([float(duration or 1), *(ends for _begins, ends in months)])
    return Scale(first, last, paper.left, paper.right)


def blocks(stairs: Sequence[Stair], months: Sequence[Months], scale: Scale, paper: Paper) -> list[Block]:
    """Return where each stair stands: one after the other on the ground, optional ones on top."""
    placed: list[Block] = []
    slab = paper.slab if any(stair.ground for stair in stairs) else 0.0
    begins = [begin for stair, (begin, _end) in zip(stairs, months, strict=True) if _rises(stair)]
    edges = pairwise(rising_edges(begins, scale.last))
    step = min(paper.rise, (paper.highest - paper.lowest) / max(1, len(begins) - 1))
    top = slab + paper.lowest - step
    for stair, span in zip(stairs, months, strict=True):
        if stair.ground:
            placed.append(Block(scale.left, scale.right, slab, 0.0))
        elif stair.optional:
            placed.append(_on_top(placed, scale.x(span[0]), scale.x(span[1]), paper.optional))
        else:
            top += step
            left, right = next(edges)
            placed.append(Block(scale.x(left), scale.x(right), top, slab))
    return placed


def rising_edges(begins: Sequence[float], last: float) -> list[float]:
    """Return where each stair begins and the last one ends: it reaches to the next, for a step that is open stays open.

    Steps that begin in the same month share the time until the next one.
    """
    ordered = [max(begins[: place + 1]) for place in range(len(begins))]
    groups = [(begin, len(list(same))) for begin, same in groupby(ordered)]
    following = [begin for begin, _count in groups[1:]] + [max(last, *ordered)] if ordered else []
    edges = [
        begin + (until - begin) * place / count
        for (begin, count), until in zip(groups, following, strict=True)
        for place in range(count)
    ]
    return [*edges, *following[-1:]]


def _rises(stair: Stair) -> bool:
    return not stair.optional and not stair.ground


def _on_top(placed: Sequence[Block], left: float, right: float, height: float) -> Block:
    foot = max((block.top for block in placed if block.left < right and left < block.right), default=0.0)
    return Block(left, right, foot + height, foot)
