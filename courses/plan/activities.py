"""Finds the dates of the recurring activities of each team, spread over each programme year around the modules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from courses.plan.calendar import ONE_DAY, moment, open_days
from courses.plan.place import place_of
from courses.plan.proposal import Proposal, Unplaced
from courses.plan.reasons import should_be_held_by, why_no_day, would_come_after
from courses.plan.spread import Aim, Year, month_spans, neighbours, outward, spread, stagger

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from courses.plan.diary import Diary, Group
    from courses.plan.template import ActivityTemplate, IsoWeek


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One occurrence to be placed: its number in the programme and in the year, and the open days it may have."""

    occurrence: int
    of_year: int
    first: date
    last: date
    days: Sequence[date]
    aim: Aim


@dataclass(slots=True, kw_only=True)
class ActivityLine:
    """One activity of one team; `dated` holds its dates by occurrence, the fixed ones first, and grows.

    `position` is the team's place among the teams: it shifts the dates, so that teams do not all meet on the same day.
    """

    activity: ActivityTemplate
    group: Group
    position: int
    dated: dict[int, date]
    diary: Diary

    def place(self, years: Sequence[Year]) -> Iterator[Proposal | Unplaced]:
        """Yield every occurrence that is not fixed, in order."""
        # All aims first: once placed, an occurrence stands in `dated` too and would pass for a fixed one.
        dues = [due for year in years for due in self._due_in(year)]
        for due in dues:
            yield self._place_one(due)

    @property
    def _keeps_school_holidays(self) -> bool:
        return self.activity.place_rule != "model_owner"

    @property
    def _closed_weeks(self) -> frozenset[IsoWeek]:
        return self.group.closed_weeks if self._keeps_school_holidays else frozenset()

    def _due_in(self, year: Year) -> Iterator[Due]:
        per_year = self.activity.per_year * year.months // 12
        before = self.activity.per_year * (year.number - 1)
        numbers = range(before + 1, before + per_year + 1)
        spans = month_spans(year, self.activity.calendar_months, self._closed_weeks)
        if len(spans) < per_year or not spans:
            yield from self._due_between(year.first, year.end - ONE_DAY, numbers, before)
            return
        for number, (first, last) in zip(numbers, spans, strict=False):
            yield from self._due_between(first, last, [number], before)

    def _due_between(self, first: date, last: date, numbers: Sequence[int], before: int) -> Iterator[Due]:
        days = open_days(first, last, self._closed_weeks)
        for number, aim in spread(days, numbers, self.dated).items():
            yield Due(occurrence=number, of_year=number - before, first=first, last=last, days=days, aim=aim)

    def _place_one(self, due: Due) -> Proposal | Unplaced:
        after, before = neighbours(due.occurrence, self.dated)
        aimed = due.aim.target + stagger(self.position, due.aim.leeway)
        for day in outward(due.days, aimed, after=after, before=before):
            if self.diary.obstacle(day, self.group, local=self._keeps_school_holidays) is None:
                self.dated[due.occurrence] = day
                self.diary.take(day, day, self.group)
                return self._proposal(due, day)
        return Unplaced(code=self._code(due.occurrence), team=self.group.team, reason=self._why(due, after, before))

    def _why(self, due: Due, after: date, before: date) -> str:
        code = self._code(due.occurrence)
        first = due.first if after < due.first else after + ONE_DAY
        last = due.last if before > due.last else before - ONE_DAY
        if first <= last:
            return why_no_day(first, last, group=self.group, local=self._keeps_school_holidays, diary=self.diary)
        if before <= first:
            return would_come_after(code, self._code_on(before), before)
        return should_be_held_by(code, due.last, self._code_on(after), after)

    def _code(self, occurrence: int) -> str:
        return f"{self.activity.code_prefix}{occurrence}"

    def _code_on(self, day: date) -> str:
        return self._code(min(number for number, dated in self.dated.items() if dated == day))

    def _proposal(self, due: Due, day: date) -> Proposal:
        activity, extended = self.activity, due.of_year in self.activity.extended
        return Proposal(
            source="activity",
            key=activity.key,
            code=self._code(due.occurrence),
            team=self.group.team,
            occurrence=due.occurrence,
            extended=extended,
            title=activity.title,
            starts_at=moment(day, activity.starts),
            ends_at=moment(day, activity.extended_ends if extended else activity.ends),
            minutes=activity.extended_minutes if extended else activity.minutes,
            place=place_of(activity.place_rule, due.occurrence),
        )
