"""The plan drawn as a timeline: sessions in, coordinates out. No database and no words about permissions live here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

WIDTH = 1120
LEFT = 150
RIGHT = 16
TOP = 48
MARK = 13
ROW = 20
LANE_PADDING = 8
SHAPES = {
    "practice_day": "circle",
    "parent_group": "triangle",
    "supervision": "circle",
    "extended_supervision": "large-circle",
    "status_meeting": "diamond",
    "leadership_consultation": "diamond",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineSession:
    """One session as the timeline needs it; ``lane`` is the team's id, None for what all teams share."""

    lane: int | None
    day: date
    kind: str
    state: str
    has_conflict: bool
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One session as drawn: its centre, its shape and what it says."""

    x: float
    y: float
    shape: str
    state: str
    has_conflict: bool
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of the timeline: the shared sessions or one team's."""

    title: str
    top: float
    height: float
    marks: tuple[Mark, ...]

    @property
    def middle(self) -> float:
        """The height at which the title stands."""
        return self.top + self.height / 2 + 5


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole drawing; ``months`` are (x, number, date) of the grid, ``today`` is an x, None outside the drawing."""

    width: int
    height: float
    left: int
    months: tuple[tuple[float, int, date], ...]
    lanes: tuple[Lane, ...]
    today: float | None


def draw_timeline(
    sessions: Iterable[TimelineSession],
    lanes: Sequence[tuple[int | None, str]],
    *,
    start: date,
    duration_months: int,
    today: date,
) -> Timeline:
    """Return the drawing of the plan from a month before the start to a month after the end."""
    scale = _Scale(start + relativedelta(months=-1), start + relativedelta(months=duration_months + 1))
    by_lane: dict[int | None, list[TimelineSession]] = {key: [] for key, _title in lanes}
    for session in sorted(sessions, key=lambda session: (session.day, session.label)):
        by_lane[session.lane].append(session)
    drawn: list[Lane] = []
    top = float(TOP)
    for key, title in lanes:
        lane = _lane(title, by_lane[key], top, scale)
        drawn.append(lane)
        top += lane.height
    quarters = [(month, start + relativedelta(months=month)) for month in range(0, duration_months + 1, 3)]
    months = [(scale.x(day), month, day) for month, day in quarters]
    within = scale.first <= today <= scale.last
    return Timeline(WIDTH, top + 8, LEFT, tuple(months), tuple(drawn), scale.x(today) if within else None)


class _Scale:
    """Turns dates into x."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last

    def x(self, day: date) -> float:
        """Return the x of the day, kept within the drawing."""
        share = (day - self.first).days / (self.last - self.first).days
        return round(LEFT + MARK + min(max(share, 0), 1) * (WIDTH - LEFT - RIGHT - 2 * MARK), 1)


def _lane(title: str, sessions: Sequence[TimelineSession], top: float, scale: _Scale) -> Lane:
    """Return the lane; sessions too close to stand side by side go to a row beneath."""
    ends: list[float] = []
    marks = []
    for session in sessions:
        x = scale.x(session.day)
        row = next((index for index, end in enumerate(ends) if end <= x), len(ends))
        ends[row : row + 1] = [x + MARK + 2]
        y = top + LANE_PADDING + ROW * row + ROW / 2
        shape = SHAPES.get(session.kind, "square")
        marks.append(Mark(x, y, shape, session.state, session.has_conflict, session.label, session.url))
    return Lane(title, top, 2 * LANE_PADDING + ROW * max(1, len(ends)), tuple(marks))
