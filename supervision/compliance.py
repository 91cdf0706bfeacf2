"""How a team's supervision keeps to the model: dose, place, records and themes. Facts in, figures out.

No database and no clock live here; the moment is an argument. How many a year stands in the programme, not here.
Source: design, section 5; Model U-turn, section 15 ("Otte gange årligt modtager det lokale U-turn team supervision …
mens to gange afholdes som en udvidet supervision", "foregår skiftevis i den lokale kommune og i U-turn København").
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from supervision.enums import HeldAt, Rhythm
from supervision.policies import SIGNED_WITHIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

UNTOUCHED_AFTER = timedelta(weeks=26)
"""A theme without a score for half a year is not followed up: all five are to be, every time (section 16)."""
LATE_AFTER, OVERDUE_AFTER = timedelta(weeks=6), timedelta(weeks=9)
"""Eight a year are one every six and a half weeks; after nine one was left out. Holidays are not left out yet."""
MONTHS_IN_A_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """When a cohort runs: its first date, its months, and whether it is under way by its state (published)."""

    start: date
    months: int
    is_published: bool = True

    @property
    def end(self) -> date:
        """The first date after the last month."""
        return self.start + relativedelta(months=self.months)

    @property
    def years(self) -> int:
        """How many programme years it has; the last may be a part of one."""
        return -(-self.months // MONTHS_IN_A_YEAR)

    def year_of(self, day: date) -> int:
        """Return the programme year of the date from 1; before the start it is the first, after the end the last."""
        gap = relativedelta(day, self.start)
        month = gap.years * MONTHS_IN_A_YEAR + gap.months
        return min(max(month // MONTHS_IN_A_YEAR, 0), self.years - 1) + 1

    def begins(self, year: int) -> date:
        """Return the first date of the programme year."""
        return self.start + relativedelta(months=MONTHS_IN_A_YEAR * (year - 1))

    def months_of(self, year: int) -> int:
        """Return how many months the programme year has: twelve, the last one maybe fewer."""
        return min(MONTHS_IN_A_YEAR, self.months - MONTHS_IN_A_YEAR * (year - 1))

    def is_under_way(self, day: date) -> bool:
        """Whether supervision is due on the date."""
        return self.is_published and self.start <= day < self.end


@dataclass(frozen=True, slots=True)
class Target:
    """What a line of the programme asks of a whole year: so many, and which of them are extended, e.g. 4 and 8."""

    per_year: int
    extended_numbers: frozenset[int] = frozenset()

    def planned(self, months: int) -> int:
        """Return how many a year of so many months has."""
        return self.per_year * months // MONTHS_IN_A_YEAR

    def extended(self, months: int) -> int:
        """Return how many of them are extended."""
        return sum(number <= self.planned(months) for number in self.extended_numbers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervision:
    """A published supervision as its session, register and record tell of it.

    ``present`` counts those whom the register says were there, None without a register; ``leaders`` those of them who
    lead. ``held_at`` and ``signed_at`` are the signed record's, None without one.
    """

    code: str
    on: date
    ends_at: datetime
    extended: bool = False
    present: int | None = None
    leaders: int = 0
    held_at: HeldAt | None = None
    signed_at: datetime | None = None
    imported: bool = False

    def has_ended(self, at: datetime) -> bool:
        """Whether it is over at the moment."""
        return self.ends_at <= at

    def is_held(self, at: datetime) -> bool:
        """Whether it is over and somebody was there; an imported record stands for the register that is not here."""
        return self.has_ended(at) and bool(self.imported if self.present is None else self.present)

    def lacks_register(self, at: datetime) -> bool:
        """Whether it is over and nobody has said who was there."""
        return self.has_ended(at) and self.present is None and not self.imported

    def awaits_record(self, at: datetime) -> bool:
        """Whether its record is to be written: it is over, and not because nobody came."""
        return self.has_ended(at) and self.signed_at is None and self.present != 0

    def is_signed_late(self) -> bool:
        """Whether its record was signed after its time; an imported one says nothing of that."""
        return self.signed_at is not None and not self.imported and self.signed_at > self.ends_at + SIGNED_WITHIN

    def is_record_overdue(self, at: datetime) -> bool:
        """Whether its record is still missing after its time."""
        return self.awaits_record(at) and at > self.ends_at + SIGNED_WITHIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """A team's supervision in one programme year: how many, and by their codes those to talk about."""

    number: int
    begins: date
    planned: int
    in_plan: int
    expected: int
    held: int
    extended_planned: int
    extended_held: int
    with_leaders: int
    signed: int
    without_register: tuple[str, ...]
    nobody_came: tuple[str, ...]
    without_leaders: tuple[str, ...]
    same_place: tuple[tuple[str, str, HeldAt], ...]
    online: tuple[str, ...]
    signed_late: tuple[str, ...]
    records_overdue: tuple[str, ...]
    records_waiting: tuple[str, ...]

    @property
    def records_late(self) -> int:
        """How many records were signed after their time, or are still missing after it."""
        return len(self.signed_late) + len(self.records_overdue)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compliance:
    """A team's supervision at a moment. ``years`` are those begun, the first always; weeks are whole ones."""

    years: tuple[Year, ...]
    rhythm: Rhythm
    last_held: date | None
    weeks_since_last: int | None
    untouched: tuple[str, ...]

    @property
    def now(self) -> Year:
        """The programme year of the moment, the last one when all are over."""
        return self.years[-1]


def compliance(
    supervisions: Iterable[Supervision],
    *,
    run: Run,
    targets: Sequence[Target],
    themes: Sequence[str],
    scored: Mapping[str, date],
    at: datetime,
) -> Compliance:
    """Return how the supervisions keep to the model at the moment.

    ``themes`` are the keys of the form in force, ``scored`` the date of the last signed score by key.
    """
    rows, today = in_time(supervisions), timezone.localtime(at).date()
    last = max((one.on for one in rows if one.is_held(at)), default=None)
    begun = range(1, run.year_of(today) + 1)
    return Compliance(
        years=tuple(_year(number, rows, run, targets, at) for number in begun),
        rhythm=rhythm(last, run, today),
        last_held=last,
        weeks_since_last=None if last is None else (today - last).days // 7,
        untouched=untouched(themes, scored, run, today),
    )


def in_time(supervisions: Iterable[Supervision]) -> list[Supervision]:
    """Return the supervisions in the order of time, by code where they end together."""
    return sorted(supervisions, key=lambda one: (one.ends_at, one.code))


def rhythm(last: date | None, run: Run, today: date) -> Rhythm:
    """Return whether supervision comes in time: counted from the last that was held, else from the cohort's start."""
    if not run.is_under_way(today):
        return Rhythm.NOT_RUNNING
    gap = today - (last or run.start)
    if gap > OVERDUE_AFTER:
        return Rhythm.OVERDUE
    return Rhythm.LATE if gap > LATE_AFTER else Rhythm.STEADY


def untouched(themes: Sequence[str], scored: Mapping[str, date], run: Run, today: date) -> tuple[str, ...]:
    """Return the keys without a score for too long, counted from the cohort's start and until its end."""
    day = min(today, run.end)
    return tuple(key for key in themes if day - max(scored.get(key, run.start), run.start) > UNTOUCHED_AFTER)


def same_places(rows: Iterable[Supervision]) -> list[tuple[Supervision, Supervision]]:
    """Return the pairs in a row, in the order of time, that were held at the same of the two places.

    One held online is at neither place: it stands in no pair.
    """
    told = [one for one in rows if one.held_at is not None]
    return [
        (first, second)
        for first, second in pairwise(told)
        if first.held_at == second.held_at and second.held_at != HeldAt.ONLINE
    ]


def _year(number: int, rows: Sequence[Supervision], run: Run, targets: Sequence[Target], at: datetime) -> Year:
    own = [one for one in rows if run.year_of(one.on) == number]
    extended = [one for one in own if one.extended and one.is_held(at)]
    led = [one for one in extended if one.leaders]
    pairs = [(first, second) for first, second in same_places(rows) if second in own]
    months = run.months_of(number)
    return Year(
        number=number,
        begins=run.begins(number),
        planned=sum(target.planned(months) for target in targets),
        in_plan=len(own),
        expected=sum(one.has_ended(at) for one in own),
        held=sum(one.is_held(at) for one in own),
        extended_planned=sum(target.extended(months) for target in targets),
        extended_held=len(extended),
        with_leaders=len(led),
        signed=sum(one.signed_at is not None for one in own),
        without_register=_codes(one for one in own if one.lacks_register(at)),
        nobody_came=_codes(one for one in own if one.has_ended(at) and one.present == 0),
        without_leaders=_codes(one for one in extended if not one.leaders),
        same_place=tuple((first.code, second.code, second.held_at) for first, second in pairs if second.held_at),
        online=_codes(one for one in own if one.held_at == HeldAt.ONLINE),
        signed_late=_codes(one for one in own if one.is_signed_late()),
        records_overdue=_codes(one for one in own if one.is_record_overdue(at)),
        records_waiting=_codes(one for one in own if one.awaits_record(at) and not one.is_record_overdue(at)),
    )


def _codes(rows: Iterable[Supervision]) -> tuple[str, ...]:
    return tuple(one.code for one in rows)
