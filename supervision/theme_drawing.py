"""One theme over the two years as a small drawing: a fixed scale from 1 to 5, a mark for each programme year.

Numbers in, numbers out, in units of the drawing; the template draws what stands here.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from dateutil.relativedelta import relativedelta

from supervision.models.form import SCORES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

WIDTH, HEIGHT = 320, 156
LEFT, RIGHT, TOP, BOTTOM = 22, 308, 12, 128
"""Where the scale and the time lie; the numbers stand left of them, the years below."""


class Point(NamedTuple):
    """A record's date and its score; None where the record does not rate the theme."""

    on: date
    score: int | None


@dataclass(frozen=True, slots=True)
class Dot:
    """A score's place."""

    x: str
    y: str
    score: int
    is_last: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the grid with its label: a score of the scale, or the first date of a programme year."""

    at: str
    label: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """One small multiple: paths join scores of records in a row, a record without one leaves a gap."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    scale: tuple[Line, ...]
    years: tuple[Line, ...]
    paths: tuple[str, ...]
    dots: tuple[Dot, ...]


class Time(NamedTuple):
    """The axis of time: its first date, and how many days it spans."""

    first: date
    days: int

    def x(self, day: date) -> str:
        """Return where the date lies."""
        return _number(LEFT + (RIGHT - LEFT) * (day - self.first).days / self.days)


def draw(points: Sequence[Point], *, start: date, end: date) -> Drawing:
    """Return the points in time order on the scale, from the cohort's start to its end or as far as they reach."""
    days = [start, end, *(point.on for point in points)]
    time = Time(min(days), max((max(days) - min(days)).days, 1))
    rated = [(point.on, point.score) for point in points if point.score]
    return Drawing(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=RIGHT,
        top=TOP,
        bottom=BOTTOM,
        scale=tuple(Line(_y(score), score) for score in SCORES),
        years=tuple(Line(time.x(day), number) for number, day in _years(start, end)),
        paths=tuple(_paths(points, time)),
        dots=tuple(
            Dot(time.x(on), _y(score), score, is_last=place == len(rated))
            for place, (on, score) in enumerate(rated, start=1)
        ),
    )


def _years(start: date, end: date) -> Iterator[tuple[int, date]]:
    number, day = 1, start
    while day < end:
        yield number, day
        number, day = number + 1, start + relativedelta(years=number)


def _paths(points: Sequence[Point], time: Time) -> Iterator[str]:
    """Yield the path of every run of records that all rate the theme; one alone is a dot without a line."""
    for is_rated, group in groupby(points, key=lambda point: point.score is not None):
        places = [f"{time.x(point.on)} {_y(point.score)}" for point in group if point.score]
        if is_rated and len(places) > 1:
            yield f"M{'L'.join(places)}"


def _y(score: int) -> str:
    return _number(BOTTOM - (BOTTOM - TOP) * (score - SCORES[0]) / (SCORES[-1] - SCORES[0]))


def _number(value: float) -> str:
    # As text: a template would write it with the reader's decimal comma.
    return f"{value:.1f}"
