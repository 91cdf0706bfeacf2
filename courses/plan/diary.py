"""Who is taken on which date, and what stands in the way of a session on a day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from courses.plan.calendar import closure_on, days_between
from courses.plan.template import IsoWeek, TeamInput

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

BUSY = "busy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The teams that one session is for; `team` is the session's team, None when it is shared."""

    team: int | None
    members: tuple[TeamInput, ...]
    people: frozenset[int]
    closed_weeks: frozenset[IsoWeek]

    @classmethod
    def of_one(cls, team: TeamInput) -> Group:
        """Return the group of a session that a team has alone."""
        return cls(team=team.id, members=(team,), people=team.people, closed_weeks=team.closed_weeks)

    @classmethod
    def of_all(cls, teams: Sequence[TeamInput]) -> Group:
        """Return the group of a shared session."""
        return cls(
            team=None,
            members=tuple(teams),
            people=frozenset[int]().union(*(team.people for team in teams)),
            closed_weeks=frozenset[IsoWeek]().union(*(team.closed_weeks for team in teams)),
        )


class Diary:
    """The taken dates of people and of teams; a team counts too, because a plan is often made before it has people."""

    def __init__(self, busy: Mapping[date, frozenset[int]]) -> None:
        self._people: defaultdict[date, set[int]] = defaultdict(set, {day: set(ids) for day, ids in busy.items()})
        self._teams: defaultdict[date, set[int]] = defaultdict(set)

    def take(self, first: date, last: date, group: Group) -> None:
        """Enter a session of the group on every date from first to last."""
        for day in days_between(first, last):
            self._people[day].update(group.people)
            self._teams[day].update(team.id for team in group.members)

    def obstacle(self, day: date, group: Group, *, local: bool) -> str | None:
        """Return what stands in the way on that day: a `Closure`, `BUSY`, or None when the day is free."""
        closure = closure_on(day, group.closed_weeks if local else frozenset())
        if closure is None and self._is_taken(day, group):
            return BUSY
        return closure

    def _is_taken(self, day: date, group: Group) -> bool:
        taken = self._teams.get(day)
        if taken and any(team.id in taken for team in group.members):
            return True
        return not group.people.isdisjoint(self._people.get(day, ()))
