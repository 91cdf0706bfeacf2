"""The rule itself: properties, and agreement with a naive second reading of the design."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.enums import StandingKey
from courses.standing import Obligation, Standing, evaluate, permille
from tests.courses import standing_oracle as oracle
from tests.courses.standing_oracle import Meeting, Person, World

START = datetime(2024, 9, 2, 9, tzinfo=UTC)
DAYS = 12
LINES = st.one_of(
    st.sampled_from([("present", None), ("absent", None), ("excused", None)]),
    st.tuples(st.just("partial"), st.integers(1, 200)),
)


@st.composite
def meetings(draw: st.DrawFn) -> list[Meeting]:
    """Sessions of the own cohort, 0, and of another, 1, some of them long, overlapping or on the same day."""
    found = []
    for key in range(draw(st.integers(0, 9))):
        minutes = draw(st.sampled_from([60, 180, 210, 300, 420, 630]))
        begins = START + timedelta(days=draw(st.integers(-3, DAYS)))
        found.append(
            Meeting(
                key,
                cohort=draw(st.sampled_from([0, 0, 0, 1])),
                team=draw(st.sampled_from([None, None, 7, 8])),
                minutes=minutes,
                begins=begins,
                ends=begins + timedelta(minutes=draw(st.sampled_from([minutes, minutes + 60, 2000]))),
                state=draw(st.sampled_from(["published"] * 5 + ["draft", "cancelled"])),
                counts=draw(st.sampled_from([True, True, True, False])),
                audience=draw(st.sampled_from(["staff", "staff", "staff_and_leaders", "leaders", "facilitators"])),
                optional_step=draw(st.sampled_from([None, None, None, "day_group"])),
            )
        )
    return found


@st.composite
def people(draw: st.DrawFn) -> Person:
    joined = START.date() + timedelta(days=draw(st.sampled_from([-1, 0, 0, 0, 3, 8])))
    stays = draw(st.sampled_from([None, None, 0, 2, 6, 20]))
    return Person(
        key=1,
        cohort=0,
        team=7,
        role=draw(st.sampled_from(["staff", "staff", "staff", "leader", "associate"])),
        start=START.date(),
        joined=joined,
        left=None if stays is None else joined + timedelta(days=stays),
        facilitator=draw(st.booleans()),
        chosen=draw(st.sampled_from([frozenset(), frozenset({"day_group"})])),
    )


@st.composite
def worlds(draw: st.DrawFn) -> tuple[World, Person]:
    """A person and what is on record about them, also lines that no register would take."""
    world, person = World(draw(meetings())), draw(people())
    for meeting in world.meetings:
        line = draw(st.one_of(st.none(), LINES))
        if line:
            world.lines[person.key, meeting.key] = (line[0], min(line[1], meeting.minutes) if line[1] else None)
    own = [meeting.key for meeting in world.meetings if meeting.cohort == 0]
    for guest in (meeting.key for meeting in world.meetings if meeting.cohort == 1):
        if own and draw(st.booleans()):
            world.make_ups.append((person.key, draw(st.sampled_from(own)), guest))
    world.exemptions = {(person.key, key) for key in own if draw(st.sampled_from([False] * 7 + [True]))}
    return world, person


moments = st.builds(
    lambda days, minutes: START + timedelta(days=days, minutes=minutes), st.integers(-1, DAYS + 2), st.integers(0, 1439)
)
thresholds = st.sampled_from([1, 50, 79, 80, 80, 100])


def as_obligations(world: World, person: Person, at: datetime) -> list[Obligation]:
    return [
        Obligation(
            meeting.key,
            "training_day",
            meeting.minutes,
            meeting.ends,
            oracle.ended_before_joining(person, meeting),
            oracle.attended_minutes(world, person, meeting),
            oracle.made_up_minutes(world, person, meeting, at),
        )
        for meeting in oracle.obligations(world, person)
    ]


def standing_of(world: World, person: Person, at: datetime, threshold: int = 80) -> Standing:
    return evaluate(as_obligations(world, person, at), at=at, threshold=threshold, left_on=person.left)


@settings(max_examples=200, deadline=None)
@given(worlds(), moments, thresholds)
def test_every_figure_agrees_with_a_naive_reading_of_the_design(
    made: tuple[World, Person], at: datetime, threshold: int
) -> None:
    world, person = made
    standing = standing_of(world, person, at, threshold)
    expected = oracle.figures(world, person, at=at, threshold=threshold)
    assert (standing.planned, standing.held, standing.credited, standing.pending) == expected[:4]
    assert (standing.remaining, standing.reachable) == (expected.remaining, expected.reachable)
    shares = (expected.of_held, expected.of_plan, expected.still_possible)
    assert (standing.of_held, standing.of_plan, standing.still_possible) == tuple(
        oracle.tenths_of_a_percent(share) for share in shares
    )
    assert standing.key.value == expected.standing


@settings(max_examples=60, deadline=None)
@given(worlds(), moments)
def test_credited_never_exceeds_what_was_held_nor_reachable_what_is_planned(
    made: tuple[World, Person], at: datetime
) -> None:
    standing = standing_of(*made, at)
    assert 0 <= standing.credited <= standing.held <= standing.planned
    assert standing.credited + standing.pending <= standing.held
    assert standing.credited <= standing.reachable <= standing.planned


@settings(max_examples=60, deadline=None)
@given(worlds(), moments, st.integers(0, 5 * 1440))
def test_time_alone_never_brings_back_what_is_out_of_reach(
    made: tuple[World, Person], at: datetime, minutes: int
) -> None:
    world, person = made
    world.make_ups.clear()
    before, after = standing_of(world, person, at), standing_of(world, person, at + timedelta(minutes=minutes))
    assert after.reachable <= before.reachable
    if before.key == StandingKey.OUT_OF_REACH:
        assert after.key in {StandingKey.OUT_OF_REACH, StandingKey.LEFT}


@settings(max_examples=60, deadline=None)
@given(worlds(), moments, st.data())
def test_one_more_presence_never_lowers_anything(made: tuple[World, Person], at: datetime, data: st.DataObject) -> None:
    world, person = made
    obliged = oracle.obligations(world, person)
    if not obliged:
        return
    before = standing_of(world, person, at)
    meeting = data.draw(st.sampled_from(obliged))
    world.lines[person.key, meeting.key] = ("present", None)
    after = standing_of(world, person, at)
    assert after.credited >= before.credited
    assert after.reachable >= before.reachable


@settings(max_examples=60, deadline=None)
@given(worlds(), moments)
def test_secured_stays_secured_whatever_is_missed_from_now_on(made: tuple[World, Person], at: datetime) -> None:
    world, person = made
    if standing_of(world, person, at).key != StandingKey.SECURED:
        return
    for meeting in oracle.obligations(world, person):
        if meeting.ends > at or oracle.attended_minutes(world, person, meeting) is None:
            world.lines[person.key, meeting.key] = ("absent", None)
    after = evaluate(as_obligations(world, person, at), at=START + timedelta(days=99), threshold=80)
    assert after.key == StandingKey.EARNED


@settings(max_examples=60, deadline=None)
@given(worlds(), moments)
def test_at_risk_is_exactly_one_absence_before_out_of_reach(made: tuple[World, Person], at: datetime) -> None:
    world, person = made
    obligations = as_obligations(world, person, at)
    standing = evaluate(obligations, at=at, threshold=80, left_on=person.left)
    to_come = [one for one in obligations if one.ends_at > at]
    if standing.key not in {StandingKey.AT_RISK, StandingKey.ON_TRACK} or not to_come:
        return
    longest = max(to_come, key=lambda one: one.minutes)
    absence = Obligation(longest.session_id, longest.kind, longest.minutes, ends_at=at, attended=0)
    obligations[obligations.index(longest)] = absence
    missed = evaluate(obligations, at=at, threshold=80)
    assert (missed.key == StandingKey.OUT_OF_REACH) == (standing.key == StandingKey.AT_RISK)


@given(st.integers(0, 20_000), st.integers(1, 20_000))
def test_shares_are_rounded_half_up_to_one_decimal(part: int, whole: int) -> None:
    assert permille(part, whole) == oracle.tenths_of_a_percent(Fraction(part, whole))


@pytest.mark.parametrize(
    ("part", "whole", "tenths"),
    [(1, 2000, 1), (1, 2001, 0), (8003, 10000, 800), (8005, 10000, 801), (1, 3, 333), (2, 3, 667), (7, 7, 1000)],
)
def test_a_half_of_a_tenth_goes_up(part: int, whole: int, tenths: int) -> None:
    assert permille(part, whole) == tenths


def test_a_share_of_nothing_is_undefined() -> None:
    assert permille(0, 0) is None
