"""A naive second reading of the 80 % rule, from the text of the design (section 4) over plain rows; slow and plain.

It shares nothing with the product but the words of the design's table, and it compares exact fractions.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date, datetime


class Meeting(NamedTuple):
    """A session as a row; ``team`` is None where the whole cohort meets."""

    key: int
    cohort: int
    team: int | None
    minutes: int
    begins: datetime
    ends: datetime
    state: str = "published"
    counts: bool = True
    audience: str = "staff"
    optional_step: str | None = None


class Person(NamedTuple):
    """A participant as a row, with the start of their cohort and the optional steps that their team has chosen."""

    key: int
    cohort: int
    team: int
    role: str
    start: date
    joined: date
    left: date | None = None
    facilitator: bool = False
    chosen: frozenset[str] = frozenset()


@dataclass
class World:
    """All that is on record: lines by (person, meeting) as (status, minutes of a partial presence)."""

    meetings: list[Meeting]
    lines: dict[tuple[int, int], tuple[str, int | None]] = field(default_factory=dict)
    make_ups: list[tuple[int, int, int]] = field(default_factory=list)  # person, missed meeting, attended meeting
    exemptions: set[tuple[int, int]] = field(default_factory=set)

    def meeting(self, key: int) -> Meeting:
        return next(meeting for meeting in self.meetings if meeting.key == key)


class Figures(NamedTuple):
    planned: int
    held: int
    credited: int
    pending: int
    remaining: int
    reachable: int
    of_held: Fraction | None
    of_plan: Fraction | None
    still_possible: Fraction | None
    standing: str


def obligations(world: World, person: Person) -> list[Meeting]:
    """Sessions of the cohort or team, in force, that count, for this audience, step and person."""
    found = []
    for meeting in world.meetings:
        if meeting.cohort != person.cohort:
            continue
        if meeting.team is not None and meeting.team != person.team:
            continue
        if meeting.state != "published" or not meeting.counts:
            continue
        if not _is_meant(meeting.audience, person):
            continue
        if meeting.optional_step is not None and meeting.optional_step not in person.chosen:
            continue
        if (person.key, meeting.key) in world.exemptions:
            continue
        found.append(meeting)
    return found


def attended_minutes(world: World, person: Person, meeting: Meeting) -> int | None:
    """What the register says, None where it says nothing."""
    line = world.lines.get((person.key, meeting.key))
    if line is None:
        return None
    status, partial = line
    if status == "present":
        return meeting.minutes
    return partial if status == "partial" else 0


def made_up_minutes(world: World, person: Person, meeting: Meeting, at: datetime) -> int:
    """What sessions attended elsewhere bring to this one, once they are over."""
    total = 0
    for who, missed, instead in world.make_ups:
        guest = world.meeting(instead)
        if (who, missed) == (person.key, meeting.key) and guest.ends <= at:
            total += attended_minutes(world, person, guest) or 0
    return total


def ended_before_joining(person: Person, meeting: Meeting) -> bool:
    """Who is there from the start had joined in time for the internat, which lies before it."""
    late = person.joined > person.start
    return late and meeting.ends.date() < person.joined


def figures(world: World, person: Person, *, at: datetime, threshold: int) -> Figures:
    """All figures and the standing of the person at the moment (in the time zone of the dates)."""
    planned = held = credited = pending = 0
    to_come: list[int] = []
    for meeting in obligations(world, person):
        planned += meeting.minutes
        if meeting.ends > at:
            to_come.append(meeting.minutes)
            continue
        held += meeting.minutes
        joined_later = ended_before_joining(person, meeting)
        said = 0 if joined_later else attended_minutes(world, person, meeting)
        counted = (said or 0) + made_up_minutes(world, person, meeting, at)
        counted = min(counted, meeting.minutes)
        credited += counted
        if said is None:
            pending += meeting.minutes - counted
    reachable = credited + pending + sum(to_come)
    return Figures(
        planned,
        held,
        credited,
        pending,
        planned - held,
        reachable,
        _share(credited, held - pending),
        _share(credited, planned),
        _share(reachable, planned),
        _standing(person, planned, credited, pending, to_come, at, Fraction(threshold, 100)),
    )


def tenths_of_a_percent(share: Fraction | None) -> int | None:
    """Rounded half up."""
    if share is None:
        return None
    tenths, rest = divmod(share.numerator * 1000, share.denominator)
    return tenths + 1 if Fraction(rest, share.denominator) >= Fraction(1, 2) else tenths


def _is_meant(audience: str, person: Person) -> bool:
    if audience == "staff":
        return person.role == "staff"
    if audience == "leaders":
        return person.role == "leader"
    if audience == "staff_and_leaders":
        return person.role in ("staff", "leader")
    assert audience == "facilitators"
    return person.facilitator


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None


def _standing(
    person: Person, planned: int, credited: int, pending: int, to_come: list[int], at: datetime, threshold: Fraction
) -> str:
    if person.left is not None and at.date() >= person.left:
        return "left"
    if planned == 0:
        return "no_plan"
    enough = Fraction(credited, planned) >= threshold
    if enough and not to_come and pending == 0:
        return "earned"
    if enough:
        return "secured"
    if Fraction(credited + pending + sum(to_come), planned) < threshold:
        return "out_of_reach"
    without_longest = sorted(to_come)[:-1]
    if Fraction(credited + pending + sum(without_longest), planned) < threshold:
        return "at_risk"
    return "on_track"
