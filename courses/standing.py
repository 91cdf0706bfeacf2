"""The 80 % rule: rows in, standing out. No database and no clock live here; the moment is an argument.

Source: design, section 4; Model U-turn, section 15 ("Deltagelsen skal være minimum 80 % for at opnå uddannelsesbevis").
All sums are whole minutes; no floating point decides anything.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, NamedTuple

from courses.enums import ActivityKind, StandingKey

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime


class Obligation(NamedTuple):
    """One session that one participant is obliged to: what it counts and what the register says of it.

    ``attended`` is in minutes, None where there is no register yet; ``made_up`` is in minutes.
    """

    session_id: int
    kind: str
    minutes: int
    ends_at: datetime
    ended_before_joining: bool = False
    attended: int | None = None
    made_up: int = 0

    def credited(self) -> int:
        """Return the minutes that count: attended and made up, at most the session's."""
        attended = 0 if self.ended_before_joining else self.attended or 0
        return min(self.minutes, attended + self.made_up)

    def awaits_register(self) -> bool:
        """Whether nobody has said yet if the participant was there."""
        return self.attended is None and not self.ended_before_joining

    def pending(self) -> int:
        """Return the minutes that the register may still bring: what a make-up has covered needs no register."""
        return self.minutes - self.credited() if self.awaits_register() else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one participant stands: all figures in whole minutes, shares in tenths of a percent or None."""

    key: StandingKey
    threshold: int
    planned: int
    held: int
    credited: int
    pending: int
    longest_remaining: int

    @property
    def remaining(self) -> int:
        """Minutes of what has not ended yet."""
        return self.planned - self.held

    @property
    def reachable(self) -> int:
        """The most minutes the participant can still end at."""
        return self.credited + self.pending + self.remaining

    @property
    def required(self) -> int:
        """The least number of credited minutes that meets the threshold."""
        return -(-self.threshold * self.planned // 100)

    @property
    def slack(self) -> int:
        """Minutes that may still be missed; negative: minutes that must be made up."""
        return self.reachable - self.required

    @property
    def of_held(self) -> int | None:
        """Credited of what has been held and registered."""
        return permille(self.credited, self.held - self.pending)

    @property
    def of_plan(self) -> int | None:
        """Credited of the whole plan."""
        return permille(self.credited, self.planned)

    @property
    def still_possible(self) -> int | None:
        """Reachable of the whole plan."""
        return permille(self.reachable, self.planned)


def permille(part: int, whole: int) -> int | None:
    """Return the share in tenths of a percent, rounded half up; None where the whole is nothing."""
    return (2000 * part + whole) // (2 * whole) if whole else None


def evaluate(
    obligations: Iterable[Obligation], *, at: datetime, threshold: int, left_on: date | None = None
) -> Standing:
    """Return the standing at the moment.

    ``threshold`` is in percent; ``left_on`` is the first date on which the participant no longer belongs to the team,
    compared with the date of ``at`` in the time zone that ``at`` carries.
    """
    planned = held = credited = pending = longest = 0
    # Rows come in UTC: compared with a moment in UTC, they need no look into a time zone's table.
    moment = at.astimezone(UTC)
    for obligation in obligations:
        planned += obligation.minutes
        if obligation.ends_at > moment:
            longest = max(longest, obligation.minutes)
            continue
        held += obligation.minutes
        credited += obligation.credited()
        pending += obligation.pending()
    has_left = left_on is not None and left_on <= at.date()
    key = _key(planned, held, credited, pending, longest, threshold, has_left=has_left)
    return Standing(
        key=key,
        threshold=threshold,
        planned=planned,
        held=held,
        credited=credited,
        pending=pending,
        longest_remaining=longest,
    )


def _key(
    planned: int, held: int, credited: int, pending: int, longest: int, threshold: int, *, has_left: bool
) -> StandingKey:
    """Return the first standing that holds, in the order of the design's table."""
    remaining = planned - held
    reachable = credited + pending + remaining
    needed = threshold * planned
    rules = (
        (has_left, StandingKey.LEFT),
        (planned == 0, StandingKey.NO_PLAN),
        (remaining == 0 and pending == 0 and credited * 100 >= needed, StandingKey.EARNED),
        (credited * 100 >= needed, StandingKey.SECURED),
        (reachable * 100 < needed, StandingKey.OUT_OF_REACH),
        ((reachable - longest) * 100 < needed, StandingKey.AT_RISK),
    )
    return next((key for holds, key in rules if holds), StandingKey.ON_TRACK)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What may still be missed, in minutes, and said in whole sessions of the kind that people reckon by.

    ``kind`` is empty where nothing remains, and where the minutes reach beyond all that remains of each kind.
    """

    kind: str
    sessions: int
    minutes: int


def allowance(obligations: Iterable[Obligation], standing: Standing, *, at: datetime) -> Allowance:
    """Return how many of the longest remaining sessions may be missed within the slack.

    A kind with fewer sessions left than may be missed is passed over, because "at most" would be too little; a training
    day comes before other sessions of the same length, because people plan by training days.
    """
    slack = max(0, standing.slack)
    left = Counter((o.minutes, o.kind) for o in obligations if o.ends_at > at)
    longest_first = sorted(left, key=lambda sort: (-sort[0], sort[1] != ActivityKind.TRAINING_DAY, sort[1]))
    for minutes, kind in longest_first:
        if slack // minutes <= left[minutes, kind]:
            return Allowance(kind=kind, sessions=slack // minutes, minutes=slack)
    return Allowance(kind="", sessions=0, minutes=slack)
