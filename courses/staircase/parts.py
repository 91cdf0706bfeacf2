"""What a staircase is made of, before anything has a place on paper: stairs, marks and lanes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """What kind of day a mark is, told by form."""

    SQUARE = "square"
    CIRCLE = "circle"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"


class State(StrEnum):
    """What became of a day, told by fill and by what is drawn inside the form, never by colour alone.

    ``FORM`` is no day's state: it shows a form by itself, in the legend.
    """

    FORM = "form"
    PLANNED = "planned"
    ATTENDED = "attended"
    PARTIAL = "partial"
    MISSED = "missed"
    UNKNOWN = "unknown"
    TO_COME = "to_come"
    PREPARED = "prepared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One day. ``month`` counts from the start, with a fraction; ``label`` says in words what it is and became."""

    month: float | None
    shape: Shape
    label: str
    state: State = State.PLANNED
    large: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stair:
    """One step. ``ground`` is what the others stand on; an optional one is dashed; months may be unknown in a draft.

    ``here`` tells the one stair that the reader is on from the others; None where no stair is singled out.
    """

    title: str
    month_from: float | None = None
    month_to: float | None = None
    note: str = ""
    url: str = ""
    optional: bool = False
    ground: bool = False
    here: bool | None = None
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """What runs beneath the steps all the way: marks where days are known, else a beam with its words."""

    title: str
    note: str = ""
    marks: tuple[Mark, ...] = ()
