"""The pinned sessions, looked up by what they stand for: a team's module, or one occurrence of its activity."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from courses.plan.calendar import local_date
from courses.plan.diary import Diary, Group
from courses.plan.template import ActivityTemplate, ModuleTemplate, Pinned, PlanTemplate, TeamInput, concerns
from courses.plan.window import Slot

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


class Pins:
    """Pinned sessions by team; one for every team counts for each that the module concerns."""

    def __init__(self, template: PlanTemplate, teams: Sequence[TeamInput], pinned: Sequence[Pinned]) -> None:
        self._teams = teams
        self._modules = {module.key: module for module in template.modules}
        self._pinned = sorted(pinned, key=lambda pin: (pin.starts_at, pin.ends_at, pin.code))
        self._modules_of: defaultdict[int, defaultdict[int, list[Slot]]] = defaultdict(lambda: defaultdict(list))
        self._activities_of: defaultdict[tuple[int, int], list[Pinned]] = defaultdict(list)
        indexes = {module.key: index for index, module in enumerate(template.modules)}
        for pin in self._pinned:
            for team in self._whom(pin):
                if pin.source == "activity":
                    self._activities_of[pin.key, team.id].append(pin)
                elif pin.key in indexes:
                    slot = Slot(indexes[pin.key], pin.code, local_date(pin.starts_at), local_date(pin.ends_at))
                    self._modules_of[team.id][slot.order].append(slot)

    def _whom(self, pin: Pinned) -> list[TeamInput]:
        if pin.team is not None:
            return [team for team in self._teams if team.id == pin.team]
        module = self._modules.get(pin.key) if pin.source == "module" else None
        return [team for team in self._teams if module is None or concerns(module, team)]

    def enter(self, diary: Diary) -> None:
        """Take the dates of every pinned session in the diary."""
        for pin in self._pinned:
            diary.take(local_date(pin.starts_at), local_date(pin.ends_at), Group.of_all(self._whom(pin)))

    def slots(self, team: TeamInput) -> dict[int, list[Slot]]:
        """Return the team's pinned modules by their place in the tree."""
        return dict(self._modules_of[team.id])

    def groups(self, module: ModuleTemplate, index: int) -> list[Group]:
        """Return the groups that still need the module: all teams at once if it is shared and pinned for none."""
        concerned = [team for team in self._teams if concerns(module, team)]
        waiting = [team for team in concerned if index not in self._modules_of[team.id]]
        if module.shared and waiting and waiting == concerned:
            return [Group.of_all(concerned)]
        return [Group.of_one(team) for team in waiting]

    def occurrences(self, activity: ActivityTemplate, team: TeamInput) -> dict[int, date]:
        """Return the dates of the team's pinned occurrences by number; a code without a number only takes its date."""
        numbered = {}
        for pin in self._activities_of[activity.key, team.id]:
            number = pin.code.removeprefix(activity.code_prefix)
            if number.isdecimal():
                numbered[int(number)] = local_date(pin.starts_at)
        return numbered
