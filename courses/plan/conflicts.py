"""What is wrong with a plan as it stands after people edited it; proposes nothing and changes nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from courses.plan.calendar import Closure, add_months, closure_on, days_between, holiday_name, local_date
from courses.plan.diary import Group

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date, datetime

    from courses.plan.template import Source, TeamInput

OVERLAP = "overlap"
ORDER = "order"
BEFORE_START = "before_start"
AFTER_END = "after_end"

CLOSED = {
    Closure.WEEKEND: _("%(session)s is on a weekend, %(day)s."),
    Closure.PUBLIC_HOLIDAY: _("%(session)s is on a public holiday, %(holiday)s, %(day)s."),
    Closure.JULY: _("%(session)s is on %(day)s, and July is closed."),
    Closure.CHRISTMAS: _("%(session)s is on %(day)s, and 20 December–2 January is closed."),
    Closure.SCHOOL_HOLIDAY: _("%(session)s is local and on %(day)s, in a school holiday."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSession:
    """One session that stands in the plan and is not cancelled.

    `order` is a module's place in the tree, None for all others. `optional_step` leaves a shared session to the teams
    that chose the step; `before_start` says that the module has to end before the programme starts.
    """

    id: int
    code: str
    team: int | None
    source: Source | None
    order: int | None
    starts_at: datetime
    ends_at: datetime
    local: bool
    optional_step: int | None = None
    before_start: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One thing wrong with a session, as a sentence in the active language.

    `kind` is a `Closure` or one of `OVERLAP`, `ORDER`, `BEFORE_START`, `AFTER_END`.
    """

    session: int
    code: str
    kind: str
    sentence: str


def find_conflicts(
    sessions: Sequence[PlannedSession], teams: Sequence[TeamInput], *, start: date, duration_months: int
) -> tuple[Conflict, ...]:
    """Return every conflict with the rules of the plan, by the time of the session (design, section 3).

    Two sessions of one person are reported on both, and only when their times overlap: two on one date are allowed to
    a person who plans, though the generator never proposes them.
    """
    check = _Check(sessions, teams, start, add_months(start, duration_months))
    return tuple(conflict for session in check.sessions for conflict in check.conflicts_of(session))


class _Check:
    """The rows of one check, joined once: who takes part in what, what overlaps, what comes too early."""

    def __init__(self, sessions: Sequence[PlannedSession], teams: Sequence[TeamInput], start: date, end: date) -> None:
        self.sessions = sorted(sessions, key=lambda session: (session.starts_at, session.id))
        self._start = start
        self._end = end
        self._names = {team.id: team.name for team in teams}
        self._groups = {session.id: _group(session, teams) for session in sessions}
        self._overlaps = _overlaps(self.sessions, self._groups)
        self._too_early = _too_early(self.sessions, self._groups)

    def conflicts_of(self, session: PlannedSession) -> Iterator[Conflict]:
        """Yield the session's conflicts: its days, other sessions, the order, the programme's start and end."""
        found = [
            *self._closed(session),
            *self._overlapping(session),
            *self._out_of_order(session),
            *self._outside(session),
        ]
        yield from (
            Conflict(session=session.id, code=session.code, kind=str(kind), sentence=sentence)
            for kind, sentence in found
        )

    def _closed(self, session: PlannedSession) -> Iterator[tuple[str, str]]:
        closed_weeks = self._groups[session.id].closed_weeks if session.local else frozenset()
        seen = set()
        for day in days_between(local_date(session.starts_at), local_date(session.ends_at)):
            closure = closure_on(day, closed_weeks)
            if closure is not None and closure not in seen:
                seen.add(closure)
                holiday = holiday_name(day, (get_language() or "en")[:2])
                names = {"session": self._label(session), "day": date_format(day), "holiday": holiday}
                yield closure, CLOSED[closure] % names

    def _overlapping(self, session: PlannedSession) -> Iterator[tuple[str, str]]:
        for other, people in self._overlaps.get(session.id, []):
            names = {"session": self._label(session), "other": self._label(other), "people": people}
            if not people:
                yield OVERLAP, _("%(session)s overlaps with %(other)s of the same team.") % names
                continue
            yield (
                OVERLAP,
                ngettext(
                    "%(session)s overlaps with %(other)s for %(people)d person.",
                    "%(session)s overlaps with %(other)s for %(people)d people.",
                    people,
                )
                % names,
            )

    def _out_of_order(self, session: PlannedSession) -> Iterator[tuple[str, str]]:
        previous = self._too_early.get(session.id)
        if previous is not None:
            names = {"session": self._label(session), "previous": self._label(previous)}
            yield ORDER, _("%(session)s starts before %(previous)s has ended, which comes first.") % names

    def _outside(self, session: PlannedSession) -> Iterator[tuple[str, str]]:
        last = local_date(session.ends_at)
        if session.before_start and last >= self._start:
            names = {"session": self._label(session), "day": date_format(self._start)}
            yield BEFORE_START, _("%(session)s has to end before the programme starts on %(day)s.") % names
        if last >= self._end:
            names = {"session": self._label(session), "day": date_format(self._end)}
            yield AFTER_END, _("%(session)s comes after the programme's end on %(day)s.") % names

    def _label(self, session: PlannedSession) -> str:
        return f"{session.code} ({self._names[session.team]})" if session.team in self._names else session.code


def _group(session: PlannedSession, teams: Sequence[TeamInput]) -> Group:
    if session.team is not None:
        return Group.of_all([team for team in teams if team.id == session.team])
    step = session.optional_step
    return Group.of_all([team for team in teams if step is None or step in team.optional_steps])


def _overlaps(
    sessions: Sequence[PlannedSession], groups: Mapping[int, Group]
) -> dict[int, list[tuple[PlannedSession, int]]]:
    """Return by session the ones that overlap with it and for how many people; 0 when only the team is the same."""
    people: Counter[tuple[PlannedSession, PlannedSession]] = Counter()
    by_person: defaultdict[int, list[PlannedSession]] = defaultdict(list)
    by_team: defaultdict[int, list[PlannedSession]] = defaultdict(list)
    for session in sessions:
        for person in groups[session.id].people:
            by_person[person].append(session)
        for team in groups[session.id].members:
            by_team[team.id].append(session)
    for theirs in by_person.values():
        people.update(_overlapping_pairs(theirs))
    for theirs in by_team.values():
        people.update(dict.fromkeys(_overlapping_pairs(theirs), 0))
    found: defaultdict[int, list[tuple[PlannedSession, int]]] = defaultdict(list)
    for (first, second), count in people.items():
        found[first.id].append((second, count))
        found[second.id].append((first, count))
    return {key: sorted(others, key=lambda pair: (pair[0].starts_at, pair[0].id)) for key, others in found.items()}


def _overlapping_pairs(sessions: Sequence[PlannedSession]) -> Iterator[tuple[PlannedSession, PlannedSession]]:
    """Yield the pairs that overlap among sessions ordered by start."""
    running: list[PlannedSession] = []
    for session in sessions:
        running = [earlier for earlier in running if earlier.ends_at > session.starts_at]
        yield from ((earlier, session) for earlier in running)
        running.append(session)


def _too_early(sessions: Sequence[PlannedSession], groups: Mapping[int, Group]) -> dict[int, PlannedSession]:
    """Return by module session the one before it in the tree that ends last, where that is after its own start."""
    by_team: defaultdict[int, list[PlannedSession]] = defaultdict(list)
    for session in sessions:
        if session.source == "module" and session.order is not None:
            for team in groups[session.id].members:
                by_team[team.id].append(session)
    found: dict[int, PlannedSession] = {}
    for theirs in by_team.values():
        for session, previous in _too_early_in_line(theirs):
            known = found.get(session.id)
            if known is None or previous.ends_at > known.ends_at:
                found[session.id] = previous
    return found


def _too_early_in_line(sessions: Sequence[PlannedSession]) -> Iterator[tuple[PlannedSession, PlannedSession]]:
    latest: PlannedSession | None = None
    for _order, same in groupby(sorted(sessions, key=_tree_order), key=_tree_order):
        group = list(same)
        if latest is not None:
            yield from ((session, latest) for session in group if session.starts_at < latest.ends_at)
        latest = max([*([latest] if latest else []), *group], key=lambda session: session.ends_at)


def _tree_order(session: PlannedSession) -> int:
    return session.order or 0
