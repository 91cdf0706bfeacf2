"""The rules of the plan generator once more, by brute force and without a line of its code: the tests' oracle."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from tests.courses.plan.uturn import COPENHAGEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from courses.plan import ModuleTemplate, Pinned, Plan, PlanTemplate, Proposal, TeamInput

DAY = timedelta(days=1)


def easter(year: int) -> date:
    """The anonymous Gregorian algorithm."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@cache
def is_open(day: date) -> bool:
    moving = {-3, -2, 0, 1, 39, 49, 50} | ({26} if day.year < 2024 else set())
    if (day - easter(day.year)).days in moving or day.weekday() >= 5 or day.month == 7:
        return False
    return not ((day.month == 12 and day.day >= 20) or (day.month == 1 and day.day <= 2))


def months_after(day: date, months: int) -> date:
    month_index = day.year * 12 + day.month - 1 + months
    for last in (day.day, 30, 29, 28):
        try:
            return date(month_index // 12, month_index % 12 + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError


@dataclass(frozen=True)
class Entry:
    """A session that stands in the plan, proposed or pinned, with the teams that it is for."""

    code: str
    source: str
    order: int
    first: date
    last: date
    teams: frozenset[int]
    people: frozenset[int]
    proposal: Proposal | None

    @property
    def days(self) -> list[date]:
        return [self.first + n * DAY for n in range((self.last - self.first).days + 1)]


class Checker:
    def __init__(
        self,
        template: PlanTemplate,
        start: date,
        teams: Sequence[TeamInput],
        plan: Plan,
        pinned: Sequence[Pinned] = (),
        busy: Mapping[date, frozenset[int]] | None = None,
    ) -> None:
        self.template = template
        self.start = start
        self.end = months_after(start, template.duration_months)
        self.teams = {team.id: team for team in teams}
        self.plan = plan
        self.pinned = pinned
        self.busy = busy or {}
        self.modules = {module.key: module for module in template.modules}
        self.orders = {module.key: n for n, module in enumerate(template.modules)}
        self.entries = [self._entry(row) for row in (*plan.proposals, *pinned)]

    def _concerned(self, module: ModuleTemplate) -> frozenset[int]:
        step = module.optional_step
        return frozenset(t.id for t in self.teams.values() if step is None or step in t.optional_steps)

    def _entry(self, row: Proposal | Pinned) -> Entry:
        teams = frozenset({row.team}) if row.team is not None else frozenset(self.teams)
        if row.source == "module" and row.team is None:
            teams = self._concerned(self.modules[row.key])
        return Entry(
            code=row.code,
            source=row.source,
            order=self.orders[row.key] if row.source == "module" else -1,
            first=row.starts_at.astimezone(COPENHAGEN).date(),
            last=row.ends_at.astimezone(COPENHAGEN).date(),
            teams=teams,
            people=frozenset(person for key in teams for person in self.teams[key].people),
            proposal=row if hasattr(row, "place") else None,
        )

    def violations(self) -> list[str]:
        return [
            *self.closed_days(),
            *self.double_bookings(),
            *self.order(),
            *self.bounds(),
            *self.wall_times(),
            *self.completeness(),
        ]

    def closed_days(self) -> Iterator[str]:
        for entry in self.entries:
            for day in entry.days if entry.proposal else ():
                if not is_open(day):
                    yield f"{entry.code} on the closed {day}"
                if entry.proposal.place == "local" and self.school_is_closed(day, entry.teams):
                    yield f"{entry.code} in a school holiday, {day}"

    def school_is_closed(self, day: date, teams: frozenset[int]) -> bool:
        return any(tuple(day.isocalendar())[:2] in self.teams[key].closed_weeks for key in teams)

    def double_bookings(self) -> Iterator[str]:
        by_day = defaultdict(list)
        for entry in self.entries:
            for day in entry.days:
                by_day[day].append(entry)
        for day, entries in by_day.items():
            for one, other in combinations(entries, 2):
                shared = one.teams & other.teams or one.people & other.people
                if shared and (one.proposal or other.proposal):
                    yield f"{one.code} and {other.code} on {day}"
        for entry in self.entries:
            if entry.proposal and any(entry.people & self.busy.get(day, frozenset()) for day in entry.days):
                yield f"{entry.code} on {entry.first}, where someone is busy"

    def order(self) -> Iterator[str]:
        modules = sorted((e for e in self.entries if e.source == "module"), key=lambda e: e.order)
        for one, other in combinations(modules, 2):
            if one.order == other.order or not one.teams & other.teams or not (one.proposal or other.proposal):
                continue
            if other.first <= one.last:
                yield f"{other.code} on {other.first} not after {one.code} on {one.last}"
            if self.wants_preparation(one, other) and (other.first - one.last).days < 7:
                yield f"no time to prepare between {one.code} and {other.code}"
        for activity in self.template.activities:
            for team in self.teams:
                yield from self._order_of(activity.code_prefix, team)

    def _order_of(self, prefix: str, team: int) -> Iterator[str]:
        line = [e for e in self.entries if e.source == "activity" and e.code.startswith(prefix) and team in e.teams]
        line.sort(key=lambda e: int(e.code.removeprefix(prefix)))
        for one, other in combinations(line, 2):
            if other.first <= one.last and (one.proposal or other.proposal):
                yield f"{other.code} on {other.first} not after {one.code} on {one.first}"

    def wants_preparation(self, one: Entry, other: Entry) -> bool:
        first, second = self.template.modules[one.order], self.template.modules[other.order]
        full = all(module.shared and module.minutes >= 420 for module in (first, second))
        return full and second.days_after_previous is None

    def bounds(self) -> Iterator[str]:
        for entry in self.entries:
            before = entry.source == "module" and self.template.modules[entry.order].month_offset < 0
            if not entry.proposal:
                continue
            if before and entry.last >= self.start:
                yield f"{entry.code} ends after the start"
            if not before and not self.start <= entry.first <= entry.last < self.end:
                yield f"{entry.code} on {entry.first} is outside the programme"

    def wall_times(self) -> Iterator[str]:
        activities = {activity.key: activity for activity in self.template.activities}
        for row in self.plan.proposals:
            if row.source == "module":
                module = self.modules[row.key]
                n = [m.key for m in self.template.modules if m.place_rule == "alternating"]
                expected = (module.starts, module.ends, module.minutes, module.dates, False)
                rule, number = module.place_rule, n.index(row.key) + 1 if row.key in n else 0
            else:
                activity = activities[row.key]
                number = row.occurrence
                extended = (number - 1) % activity.per_year + 1 in activity.extended
                ends = activity.extended_ends if extended else activity.ends
                minutes = activity.extended_minutes if extended else activity.minutes
                expected = (activity.starts, ends, minutes, 1, extended)
                rule = activity.place_rule
            begin, end = row.starts_at.astimezone(COPENHAGEN), row.ends_at.astimezone(COPENHAGEN)
            got = (begin.time(), end.time(), row.minutes, (end.date() - begin.date()).days + 1, row.extended)
            place = {"alternating": "local" if number % 2 else "model_owner"}.get(rule, rule)
            if got != expected or row.place != place:
                yield f"{row.code}: {got}, {row.place} instead of {expected}, {place}"

    def completeness(self) -> Iterator[str]:
        """Every code once for every team, as a proposal, as unplaced or as pinned."""
        expected = sorted(self._expected())
        standing = [
            (row.code, key)
            for row, entry in zip(self.plan.proposals, self.entries, strict=False)
            for key in entry.teams
        ]
        unplaced = [(row.code, key) for row in self.plan.unplaced for key in self._teams_of(row.code, row.team)]
        pinned = {(entry.code, key) for entry in self.entries if not entry.proposal for key in entry.teams}
        if sorted([*standing, *unplaced, *pinned]) != expected:
            yield "a session is missing, or proposed twice"

    def _teams_of(self, code: str, team: int | None) -> frozenset[int]:
        if team is not None:
            return frozenset({team})
        return self._concerned(next(m for m in self.template.modules if m.code == code))

    def _expected(self) -> Iterator[tuple[str, int]]:
        for module in self.template.modules:
            yield from ((module.code, key) for key in self._concerned(module))
        for activity in self.template.activities:
            for n in range(activity.per_year * self.template.duration_months // 12):
                yield from ((f"{activity.code_prefix}{n + 1}", key) for key in self.teams)

    def better_module_dates(self) -> Iterator[str]:
        """Modules for which a date that the rules prefer was free; only for plans without pinned sessions."""
        modules = [entry for entry in self.entries if entry.source == "module"]
        for entry in modules:
            module = self.template.modules[entry.order]
            earlier = [e for e in modules if e.order < entry.order and e.teams & entry.teams]
            for day in preferred(module, self.target(module, earlier), self.start, entry.first):
                if self.would_fit(entry, day, earlier, modules):
                    yield f"{entry.code} on {entry.first} though {day} was free"

    def target(self, module: ModuleTemplate, earlier: Sequence[Entry]) -> date:
        if module.days_after_previous is None or not earlier:
            return months_after(self.start, module.month_offset)
        previous = max(entry.order for entry in earlier)
        return max(e.last for e in earlier if e.order == previous) + module.days_after_previous * DAY

    def would_fit(self, entry: Entry, first: date, earlier: Sequence[Entry], modules: Sequence[Entry]) -> bool:
        days = [first + n * DAY for n in range(len(entry.days))]
        module = self.template.modules[entry.order]
        if not all(is_open(day) and not entry.people & self.busy.get(day, frozenset()) for day in days):
            return False
        if entry.proposal.place == "local" and any(self.school_is_closed(day, entry.teams) for day in days):
            return False
        if (module.month_offset < 0) != (days[-1] < self.start):
            return False
        for other in earlier:
            if (first - other.last).days < (7 if self.wants_preparation(other, entry) else 1):
                return False
        others = [other for other in modules if other is not entry and other.people & entry.people]
        return not any(day in other.days for day in days for other in others)


def preferred(module: ModuleTemplate, target: date, start: date, chosen: date) -> Iterator[date]:
    """The dates that rank before the chosen one."""
    nearest = module.days_after_previous is not None and target.month != 7
    away = (chosen - target).days
    if nearest:
        for n in range(abs(away) + 1):
            for day in (target + n * DAY, target - n * DAY):
                if day == chosen:
                    return
                yield day
    elif away >= 0:
        yield from (target + n * DAY for n in range(away))
    else:
        yield from (target + n * DAY for n in range((start - target).days))
        yield from (target - n * DAY for n in range(1, -away))
