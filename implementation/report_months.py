"""The months a team reports, each with what has been said of it and whether it is due. Pure: rows and dates in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.utils import timezone

from implementation.enums import MonthMark, ReportState
from implementation.months import is_exempt, locked_from, months_between, next_month, timely_until
from supervision.enums import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from implementation.models import ActivityReport
    from implementation.months import Pause


@dataclass(frozen=True, slots=True)
class ReportMonth:
    """A month on a day: whether the team was paused all of it, and its report if somebody has begun one."""

    month: date
    on: date
    is_exempt: bool = False
    report: ActivityReport | None = None

    @property
    def is_handed_in(self) -> bool:
        """Whether its report is with the model owner."""
        return self.report is not None and self.report.is_handed_in

    @property
    def due_state(self) -> ReportState:
        """Which of four it is: submitted, exempt, expected (not due yet) or missing. Exactly one, on every day."""
        if self.is_handed_in:
            return ReportState.SUBMITTED
        if self.is_exempt:
            return ReportState.EXEMPT
        return ReportState.EXPECTED if self.on <= self.timely_until else ReportState.MISSING

    @property
    def state(self) -> ReportState:
        """The state as it is shown: what is stored, where something is and the month is asked for."""
        if self.report is None or (self.is_exempt and not self.is_handed_in):
            return self.due_state
        return self.report.status

    @property
    def mark(self) -> MonthMark:
        """How it looks on the map; a draft is nothing yet."""
        if self.is_handed_in:
            return self._handed_in_mark
        if self.state == ReportState.REOPENED:
            return MonthMark.REOPENED
        marks = {ReportState.EXEMPT: MonthMark.EXEMPT, ReportState.MISSING: MonthMark.MISSING}
        return marks.get(self.due_state, MonthMark.NOT_DUE)

    @property
    def _handed_in_mark(self) -> MonthMark:
        if self.is_timely is None:
            return MonthMark.IMPORTED
        return MonthMark.TIMELY if self.is_timely else MonthMark.LATE

    @property
    def waits(self) -> bool:
        """Whether it waits for the model owner to accept it."""
        return self.state == ReportState.SUBMITTED

    @property
    def is_timely(self) -> bool | None:
        """Whether it was handed in in time the first time; None for one that was not, or that was imported."""
        if self.report is None or self.report.first_submitted_at is None or self.report.source == Source.IMPORT:
            return None
        return timezone.localtime(self.report.first_submitted_at).date() <= self.timely_until

    @property
    def is_open(self) -> bool:
        """Whether its figures may be written: it has begun, is asked for, not handed in, and no lock has closed it."""
        closed = self.is_handed_in or self.is_exempt or (self.is_past_lock and self.state != ReportState.REOPENED)
        return self.has_begun and not closed

    @property
    def is_to_be_handed_in(self) -> bool:
        """Whether it waits for the team: it's over, and open."""
        return self.is_over and self.is_open

    @property
    def has_begun(self) -> bool:
        """Whether the month's first day has come."""
        return self.on >= self.month

    @property
    def is_over(self) -> bool:
        """Whether the month's last day has gone."""
        return self.on >= self.begins_after

    @property
    def begins_after(self) -> date:
        """The first day after the month."""
        return next_month(self.month)

    @property
    def timely_until(self) -> date:
        """The last day on which its report is timely."""
        return timely_until(self.month)

    @property
    def locked_from(self) -> date:
        """The day from which it's locked."""
        return locked_from(self.month)

    @property
    def is_past_lock(self) -> bool:
        """Whether the day has come from which only the model owner opens it; what they opened stays open."""
        return self.on >= self.locked_from


def report_months(
    start: date, end: date, *, pauses: Iterable[Pause], reports: Mapping[date, ActivityReport], on: date
) -> list[ReportMonth]:
    """Return every month from the start's until the end's as it stands on the day."""
    rests = list(pauses)
    return [ReportMonth(month, on, is_exempt(month, rests), reports.get(month)) for month in months_between(start, end)]


class Tally(NamedTuple):
    """How many months are what; together they are all the months of the period."""

    handed_in: int
    missing: int
    not_due: int
    exempt: int

    @property
    def due(self) -> int:
        """How many should have been handed in by now, or have been."""
        return self.handed_in + self.missing


def tally(months: Iterable[ReportMonth]) -> Tally:
    """Return how many of the months are handed in, missing, not due yet and exempt."""
    counts = Counter(one.due_state for one in months)
    return Tally(
        counts[ReportState.SUBMITTED],
        counts[ReportState.MISSING],
        counts[ReportState.EXPECTED],
        counts[ReportState.EXEMPT],
    )
