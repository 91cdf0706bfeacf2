"""The dates that a module may have and the order in which they are tried; nothing about who is free."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from courses.plan.calendar import JULY, ONE_DAY, closure_on, days_between
from courses.plan.template import ModuleTemplate, TeamInput, concerns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FULL_DAY_MINUTES = 420
# Between training days there is preparation: articles to read, cases to prepare (design, section 3).
PREPARATION = timedelta(days=7)
LONGEST_DELAY = timedelta(days=60)
LONGEST_ADVANCE = timedelta(days=60)
LONGEST_ADVANCE_BEFORE_START = timedelta(days=90)


class Slot(NamedTuple):
    """A module that has its dates; `order` is its place in the tree."""

    order: int
    code: str
    first: date
    last: date


class LimitKind(StrEnum):
    """What a module must have ended before, or in which time."""

    PINNED = "pinned"
    START = "start"
    END = "end"
    DELAY = "delay"


class Limit(NamedTuple):
    """The last date that a module may reach, with the day (and the pinned session's code) that says so."""

    last: date
    kind: LimitKind
    day: date
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The dates on which a module may begin, around its target; empty when `first` lies after `last`.

    `after` is the module that keeps it from beginning on its target, if one does.
    """

    target: date
    first: date
    last: date
    nearest: bool
    limit: Limit
    after: Slot | None

    def by_preference(self) -> list[date]:
        """Return the dates, best first: from the target on and then back, or by how near they are, forward on ties."""

        def rank(day: date) -> tuple[int, int]:
            away, back = abs((day - self.target).days), int(day < self.target)
            return (away, back) if self.nearest else (back, away)

        return sorted(days_between(self.first, self.last), key=rank)


def window_for(
    module: ModuleTemplate, *, target: date, earliest: date, limits: Sequence[Limit], previous: Slot | None
) -> Window:
    """Return where the module may begin, given what comes before it and the limits on its last date.

    It may come before its target when it must end before the start or before a pinned module, or when it follows the
    previous one by days; but from July those go on, to August.
    """
    nights = timedelta(days=module.dates - 1)
    delay = Limit(target + LONGEST_DELAY + nights, LimitKind.DELAY, target)
    limit = min((*limits, delay), key=lambda found: found.last)
    nearest = module.days_after_previous is not None and target.month != JULY
    if module.month_offset < 0:
        first = max(earliest, target - LONGEST_ADVANCE_BEFORE_START)
    elif nearest or limit.kind == LimitKind.PINNED:
        first = max(earliest, target - LONGEST_ADVANCE)
    else:
        first = max(earliest, target)
    after = previous if earliest > target else None
    return Window(target=target, first=first, last=limit.last - nights, nearest=nearest, limit=limit, after=after)


def is_full_shared(module: ModuleTemplate) -> bool:
    """Whether the module is a full day or more that all teams have together."""
    return module.shared and module.minutes >= FULL_DAY_MINUTES


def distance(earlier: ModuleTemplate, later: ModuleTemplate) -> timedelta:
    """Return the least time from the last date of one module to the first date of one after it."""
    prepared = is_full_shared(earlier) and is_full_shared(later) and later.days_after_previous is None
    return PREPARATION if prepared else ONE_DAY


def deadlines(
    modules: Sequence[ModuleTemplate], team: TeamInput, pinned: Mapping[int, Sequence[Slot]]
) -> dict[int, Limit]:
    """Return by index the limit that the team's pinned modules (by index) set for the ones before them.

    Counted back from every pinned module, leaving room on open days for those in between; who is free is not asked.
    """
    found: dict[int, Limit] = {}
    later: list[tuple[ModuleTemplate, date, Limit]] = []
    for index in reversed(range(len(modules))):
        module = modules[index]
        limit = _tightest(module, later)
        if limit is not None:
            found[index] = limit
        later += [
            (module, slot.first, Limit(slot.first, LimitKind.PINNED, slot.first, slot.code))
            for slot in pinned.get(index, ())
        ]
        if limit is not None and index not in pinned and concerns(module, team):
            later.append((module, _latest_start(module, limit.last), limit))
    return found


def _tightest(module: ModuleTemplate, later: Sequence[tuple[ModuleTemplate, date, Limit]]) -> Limit | None:
    limits = (cause._replace(last=first - distance(module, other)) for other, first, cause in later)
    return min(limits, default=None)


def _latest_start(module: ModuleTemplate, last: date) -> date:
    nights = timedelta(days=module.dates - 1)
    first = last - nights
    for _attempt in range(LONGEST_ADVANCE.days):
        if all(closure_on(day) is None for day in days_between(first, first + nights)):
            break
        first -= ONE_DAY
    return first
