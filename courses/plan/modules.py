"""Finds the dates of the modules, one after another in the order of the tree, around those that are pinned."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from courses.plan.calendar import ONE_DAY, add_months, days_between, moment
from courses.plan.place import place_of
from courses.plan.proposal import Proposal, Unplaced
from courses.plan.reasons import why_no_module_day
from courses.plan.window import Limit, LimitKind, Slot, Window, deadlines, distance, window_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from courses.plan.diary import Diary, Group
    from courses.plan.pins import Pins
    from courses.plan.template import ModuleTemplate, Place, PlanTemplate, TeamInput


class ModulePlanner:
    """Places modules; keeps the dates that each team has got so far, by team and place in the tree."""

    def __init__(
        self, template: PlanTemplate, *, start: date, teams: Sequence[TeamInput], pins: Pins, diary: Diary
    ) -> None:
        self._modules = template.modules
        self._start = start
        self._end = add_months(start, template.duration_months)
        self._pins = pins
        self._diary = diary
        self._slots = {team.id: [slot for slots in pins.slots(team).values() for slot in slots] for team in teams}
        self._deadlines = {team.id: deadlines(template.modules, team, pins.slots(team)) for team in teams}

    def place_all(self) -> list[Proposal | Unplaced]:
        """Return what was found for all modules, shared and local in one go: each has to follow the one before it."""
        found: list[Proposal | Unplaced] = []
        alternating = 0
        for index, module in enumerate(self._modules):
            alternating += module.place_rule == "alternating"
            place = place_of(module.place_rule, alternating)
            groups = self._fewest_choices_first(index, place, self._pins.groups(module, index))
            found += [self._place(index, group, place) for group in groups]
        return found

    def _fewest_choices_first(self, index: int, place: Place, groups: list[Group]) -> list[Group]:
        """Return the groups so that none is left without a date because one with more choice took its last."""

        def choices(group: Group) -> int:
            window = self._window(index, group)
            days = days_between(window.first, window.last)
            return sum(self._diary.obstacle(day, group, local=place == "local") is None for day in days)

        return sorted(groups, key=choices) if len(groups) > 1 else groups

    def _place(self, index: int, group: Group, place: Place) -> Proposal | Unplaced:
        module, local = self._modules[index], place == "local"
        window = self._window(index, group)
        for first in window.by_preference():
            last = first + timedelta(days=module.dates - 1)
            if self._is_free(first, last, group, local=local):
                self._take(Slot(index, module.code, first, last), group)
                return _proposal(module, group, place, first, last)
        reason = why_no_module_day(module.code, window, dates=module.dates, group=group, local=local, diary=self._diary)
        return Unplaced(code=module.code, team=group.team, reason=reason)

    def _is_free(self, first: date, last: date, group: Group, *, local: bool) -> bool:
        return all(self._diary.obstacle(day, group, local=local) is None for day in days_between(first, last))

    def _take(self, slot: Slot, group: Group) -> None:
        self._diary.take(slot.first, slot.last, group)
        for team in group.members:
            self._slots[team.id].append(slot)

    def _window(self, index: int, group: Group) -> Window:
        module = self._modules[index]
        before = [slot for team in group.members for slot in self._slots[team.id] if slot.order < index]
        floors = [(slot.last + distance(self._modules[slot.order], module), slot) for slot in before]
        earliest, previous = max(floors, default=(date.min, None))
        return window_for(
            module,
            target=self._target(module, before),
            earliest=earliest if module.month_offset < 0 else max(earliest, self._start),
            limits=self._limits(index, group),
            previous=previous,
        )

    def _target(self, module: ModuleTemplate, before: list[Slot]) -> date:
        if module.days_after_previous is None or not before:
            return add_months(self._start, module.month_offset)
        previous = max(before, key=lambda slot: (slot.order, slot.last))
        return previous.last + timedelta(days=module.days_after_previous)

    def _limits(self, index: int, group: Group) -> list[Limit]:
        limits = [Limit(self._end - ONE_DAY, LimitKind.END, self._end)]
        if self._modules[index].month_offset < 0:
            limits.append(Limit(self._start - ONE_DAY, LimitKind.START, self._start))
        pinned = (self._deadlines.get(team.id, {}).get(index) for team in group.members)
        return [*limits, *(limit for limit in pinned if limit is not None)]


def _proposal(module: ModuleTemplate, group: Group, place: Place, first: date, last: date) -> Proposal:
    return Proposal(
        source="module",
        key=module.key,
        code=module.code,
        team=group.team,
        occurrence=None,
        extended=False,
        title=module.title,
        starts_at=moment(first, module.starts),
        ends_at=moment(last, module.ends),
        minutes=module.minutes,
        place=place,
    )
