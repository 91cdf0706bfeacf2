"""One stair as it is drawn: its outline, its state, and the text that fits into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from courses.staircase.shapes import PlacedMark, place, width_of
from courses.staircase.spacing import spread
from courses.staircase.text import NOTE_SIZE, fit_note, fit_title, text_width

if TYPE_CHECKING:
    from courses.staircase.layout import Block
    from courses.staircase.parts import Stair
    from courses.staircase.spacing import Scale

CORNER = 8.0
INSET = 12.0
NARROW = 120.0
NARROW_INSET = 7.0
TOP_INSET = 10.0
MARK_RISE = 13.0
"""A mark's middle above the stair that it stands on."""
MARK_ROOM = 21.0
TODAY_ROOM = 9.0
LEAST_ROOM = 60.0
"""With less room than this on both sides of today's line, the text stands across it."""
SHADES = 8
SLAB_SIZE = 15


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; ``x`` is its beginning or, where ``middle``, its middle; ``y`` its base line."""

    text: str
    x: str
    y: str
    size: int
    role: str
    middle: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnStair:
    """A stair ready to draw. ``number`` stands in it instead of the title where ``numbered``."""

    number: str
    title: str
    note: str
    url: str
    state: str
    shade: int
    optional: bool
    path: str
    lines: tuple[Line, ...]
    numbered: bool
    marks: tuple[PlacedMark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What all stairs of one picture share; ``today`` is a month, None for a model."""

    scale: Scale
    ground_y: float
    today: float | None
    compact: bool

    @property
    def today_x(self) -> float | None:
        """Where today's line stands, if it's within the drawing."""
        inside = self.today is not None and self.scale.first <= self.today <= self.scale.last
        return self.scale.x(self.today) if inside and self.today is not None else None


def drawn(stair: Stair, block: Block, setting: Setting, *, number: str, shade: int) -> DrawnStair:
    """Return the stair ready to draw: with its text and marks, or compact with its number alone."""
    lines = () if setting.compact else lettering(stair, block, setting)
    return DrawnStair(
        number=number,
        title=stair.title,
        note=stair.note,
        url=stair.url,
        state=state_of(stair, block, setting),
        shade=shade,
        optional=stair.optional,
        path=outline(block, setting.ground_y, optional=stair.optional),
        lines=lines or numeral(number, block, setting.ground_y),
        numbered=not lines,
        marks=() if setting.compact else standing_marks(stair, block, setting),
    )


def outline(block: Block, ground_y: float, *, optional: bool) -> str:
    """Return the stair's path, its upper left corner rounded; an optional one is open below."""
    top, foot, corner = ground_y - block.top, ground_y - block.foot, min(CORNER, block.width / 2)
    rounded = f"M{block.left:.1f} {foot:.1f}V{top + corner:.1f}q0 -{corner:.1f} {corner:.1f} -{corner:.1f}"
    return f"{rounded}H{block.right:.1f}V{foot:.1f}" + ("" if optional else "Z")


def state_of(stair: Stair, block: Block, setting: Setting) -> str:
    """Return here or elsewhere where one stair is singled out, else model (there is no today), past, now or to_come."""
    if stair.here is not None:
        return "here" if stair.here else "elsewhere"
    if setting.today is None:
        return "model"
    x = setting.scale.x(setting.today)
    if setting.today < setting.scale.first or block.left > x:
        return "to_come"
    return "past" if block.right <= x else "now"


def lettering(stair: Stair, block: Block, setting: Setting) -> tuple[Line, ...]:
    """Return the title with its note, beside today's line; nothing where the title does not fit."""
    if _is_slab(stair, setting):
        return _on_slab(stair, block, setting.ground_y)
    left, width = _room(block, setting.today_x)
    height = block.top - block.foot - TOP_INSET - (MARK_ROOM if stair.optional else 0)
    title = fit_title(stair.title, width, height)
    if title is None:
        return ()
    y = setting.ground_y - block.top + TOP_INSET
    lines = [
        Line(text, f"{left:.1f}", f"{y + title.size + row * title.size * 1.25:.1f}", title.size, "title")
        for row, text in enumerate(title.lines)
    ]
    note = fit_note(stair.note, width, height - title.height)
    if note:
        lines.append(Line(stair.note, f"{left:.1f}", f"{y + title.height + note.size + 1:.1f}", note.size, "note"))
    return tuple(lines)


def _on_slab(stair: Stair, block: Block, ground_y: float) -> tuple[Line, ...]:
    """Return the ground stair's title with its note beside it: the ground is low and long."""
    y = f"{ground_y - block.top / 2 + 5:.1f}"
    beside = block.left + INSET + text_width(stair.title, SLAB_SIZE) + INSET
    return (
        Line(stair.title, f"{block.left + INSET:.1f}", y, SLAB_SIZE, "title"),
        Line(stair.note, f"{beside:.1f}", y, NOTE_SIZE, "note"),
    )


def numeral(number: str, block: Block, ground_y: float) -> tuple[Line, ...]:
    """Return the stair's number in its middle, smaller where the stair is narrow."""
    size = 15 if block.width >= 18 else 11
    middle = (block.left + block.right) / 2
    y = ground_y - block.top + min(18.0, (block.top - block.foot) / 2 + size * 0.36)
    return (Line(number, f"{middle:.1f}", f"{y:.1f}", size, "title", middle=True),) if number else ()


def standing_marks(stair: Stair, block: Block, setting: Setting) -> tuple[PlacedMark, ...]:
    """Return the stair's marks upon it where their days lie, moved apart where they would touch."""
    ordered = sorted(stair.marks, key=lambda mark: -1e9 if mark.month is None else mark.month)
    middle = (block.left + block.right) / 2
    wanted = [middle if mark.month is None else setting.scale.x(mark.month) for mark in ordered]
    distance = max((width_of(mark) for mark in ordered), default=0.0)
    # On the ground the other stairs rise where its own months end.
    until = setting.scale.x(stair.month_to) if _is_slab(stair, setting) and stair.month_to else block.right
    places = spread(wanted, distance, block.left + INSET, until - INSET)
    y = setting.ground_y - block.top - MARK_RISE
    return tuple(place(mark, x, y) for mark, x in zip(ordered, places, strict=True))


def _is_slab(stair: Stair, setting: Setting) -> bool:
    return stair.ground and setting.today is None


def _room(block: Block, today_x: float | None) -> tuple[float, float]:
    """Return where the stair's text begins and how wide it may be: the wider side of today's line."""
    inset = NARROW_INSET if block.width < NARROW else INSET
    left, right = block.left + inset, block.right - inset
    if today_x is None or not block.left < today_x < block.right:
        return left, right - left
    before, after = today_x - TODAY_ROOM - left, right - today_x - TODAY_ROOM
    if max(before, after) < LEAST_ROOM:
        return left, right - left
    return (left, before) if before >= after else (today_x + TODAY_ROOM, after)
