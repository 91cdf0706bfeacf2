"""What the check of an edited plan finds, and what it leaves alone."""

from __future__ import annotations

import time as clock
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

from django.utils.formats import date_format
from hypothesis import given
from hypothesis import strategies as st

from courses.plan import Conflict, PlannedSession, find_conflicts, generate
from tests.courses.plan.test_properties import planned
from tests.courses.plan.uturn import DAY_GROUP, UTURN, at, team

START = date(2024, 9, 2)
MONDAY = date(2024, 10, 7)


def session(
    number: int,
    code: str,
    day: date = MONDAY,
    hours: tuple[int, int] = (9, 16),
    *,
    team: int | None = None,
    order: int | None = None,
    local: bool = False,
) -> PlannedSession:
    return PlannedSession(
        id=number,
        code=code,
        team=team,
        source="activity" if order is None else "module",
        order=order,
        starts_at=at(day, hours[0]),
        ends_at=at(day, hours[1]),
        local=local,
    )


def conflicts(*sessions: PlannedSession, teams: int = 2) -> tuple[Conflict, ...]:
    rows = [team(number, closed_weeks=frozenset({(2024, 42)} if number == 1 else ())) for number in range(1, teams + 1)]
    return find_conflicts(sessions, rows, start=START, duration_months=24)


def found(*sessions: PlannedSession) -> list[tuple[str, str]]:
    return [(conflict.code, conflict.kind) for conflict in conflicts(*sessions)]


def test_closed_days_are_named_with_their_reason() -> None:
    days = {
        "A": date(2024, 10, 5),
        "B": date(2025, 4, 21),
        "C": date(2025, 7, 1),
        "D": date(2024, 12, 20),
    }
    sentences = {
        row.code: (row.kind, row.sentence)
        for row in conflicts(*(session(n, code, day) for n, (code, day) in enumerate(days.items())))
    }

    assert sentences == {
        "A": ("weekend", f"A is on a weekend, {date_format(days['A'])}."),
        "B": ("public_holiday", f"B is on a public holiday, Easter Monday, {date_format(days['B'])}."),
        "C": ("july", f"C is on {date_format(days['C'])}, and July is closed."),
        "D": ("christmas", f"D is on {date_format(days['D'])}, and 20 December–2 January is closed."),
    }


def test_a_school_holiday_counts_for_local_sessions_of_that_team() -> None:
    day = date(2024, 10, 14)

    assert found(session(1, "SUP1", day, team=1, local=True)) == [("SUP1", "school_holiday")]
    assert found(session(1, "SUP1", day, local=True)) == [("SUP1", "school_holiday")]
    assert found(session(1, "SUP2", day, team=1)) == []
    assert found(session(1, "SUP1", day, team=2, local=True)) == []


def test_both_dates_of_an_internat_are_looked_at_and_a_reason_is_given_once() -> None:
    weekend = replace(session(1, "INT", date(2024, 10, 4)), ends_at=at(date(2024, 10, 6), 16))

    assert found(weekend) == [("INT", "weekend")]


def test_sessions_that_overlap_name_each_other_and_for_how_many() -> None:
    supervision = session(1, "SUP1", hours=(9, 12), team=1)
    training = session(2, "UDD1", hours=(11, 16), order=4)

    assert [(row.session, row.kind, row.sentence) for row in conflicts(supervision, training)] == [
        (1, "overlap", "SUP1 (Team 001) overlaps with UDD1 for 5 people."),
        (2, "overlap", "UDD1 overlaps with SUP1 (Team 001) for 5 people."),
    ]


def test_one_person_in_two_teams_is_one_person() -> None:
    teams = [team(1, people=frozenset({1, 11})), team(2, people=frozenset({1, 21}))]
    rows = [session(1, "SUP1", team=1), session(2, "SUP1", team=2)]
    sentences = [row.sentence for row in find_conflicts(rows, teams, start=START, duration_months=24)]

    assert sentences == [
        "SUP1 (Team 001) overlaps with SUP1 (Team 002) for 1 person.",
        "SUP1 (Team 002) overlaps with SUP1 (Team 001) for 1 person.",
    ]


def test_a_team_without_people_overlaps_with_itself() -> None:
    rows = [session(1, "SUP1", team=1), session(2, "LED1", team=1)]
    found = find_conflicts(rows, [team(1, people=frozenset())], start=START, duration_months=24)

    assert found[0].sentence == "SUP1 (Team 001) overlaps with LED1 (Team 001) of the same team."


def test_sessions_one_after_the_other_and_of_other_teams_are_no_conflict() -> None:
    morning, afternoon = session(1, "SUP1", hours=(9, 12), team=1), session(2, "LED1", hours=(12, 14), team=1)

    assert found(morning, afternoon, session(3, "SUP1", hours=(9, 14), team=2)) == []


def test_an_optional_step_concerns_only_the_teams_that_chose_it() -> None:
    teams = [team(1, day_group=True), team(2)]
    day_group = replace(session(1, "DAG1", order=23), optional_step=DAY_GROUP)
    rows = [day_group, session(2, "SUP1", team=2)]

    assert find_conflicts(rows, teams, start=START, duration_months=24) == ()


def test_a_module_before_its_turn_names_the_one_that_ends_last() -> None:
    rows = [
        session(1, "UDD1", MONDAY + timedelta(days=21), order=1),
        session(2, "UDD2", MONDAY + timedelta(days=28), order=2),
        session(3, "UDD3", MONDAY, order=3),
    ]

    assert [(row.session, row.kind, row.sentence) for row in conflicts(*rows)] == [
        (3, "order", "UDD3 starts before UDD2 has ended, which comes first.")
    ]


def test_a_shared_module_names_the_team_that_ends_last() -> None:
    evenings = [session(n, "FOR1", MONDAY + timedelta(days=7 * n), team=n, order=1) for n in (1, 2)]
    found = conflicts(*evenings, session(3, "UDD7", order=2))

    assert [row.sentence for row in found] == ["UDD7 starts before FOR1 (Team 002) has ended, which comes first."]


def test_the_order_holds_within_a_team_and_for_modules_only() -> None:
    later = MONDAY + timedelta(days=14)

    assert found(session(1, "FOR1", later, team=1, order=1), session(2, "FOR2", team=2, order=2)) == []
    assert found(session(1, "UDD1", later, order=1), session(2, "SUP1", team=1)) == []
    assert found(session(1, "UDD1", later, order=1), replace(session(2, "X", order=2), source="activity")) == []
    assert found(session(1, "UDD1", later, order=1), session(2, "FOR1", team=1, order=2)) == [("FOR1", "order")]
    assert found(session(1, "UDD1", later, order=1), session(2, "UDD1", order=1)) == []


def test_the_internat_has_to_end_before_the_start_and_all_before_the_end() -> None:
    internat = replace(session(1, "INT", START, order=0), before_start=True)

    assert [(row.kind, row.sentence) for row in conflicts(internat)] == [
        ("before_start", f"INT has to end before the programme starts on {date_format(START)}.")
    ]
    assert found(replace(session(1, "INT", START - timedelta(days=3), order=0), before_start=True)) == []
    assert found(session(1, "SUP16", date(2026, 9, 1), team=1)) == []
    assert [(row.kind, row.sentence) for row in conflicts(session(1, "SUP16", date(2026, 9, 2)))] == [
        ("after_end", f"SUP16 comes after the programme's end on {date_format(date(2026, 9, 2))}.")
    ]


@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.integers(8, 15), st.integers(1, 5), st.sampled_from([None, 1, 2])), max_size=12
    )
)
def test_overlaps_are_those_that_comparing_all_with_all_finds(rows: list[tuple[int, int, int, int | None]]) -> None:
    teams = [team(1, people=frozenset({1, 2})), team(2, people=frozenset({2, 3}))]
    people = {None: {1, 2, 3}, 1: {1, 2}, 2: {2, 3}}
    sessions = [
        session(n, f"X{n}", MONDAY + timedelta(days=day), (hour, hour + length), team=whom)
        for n, (day, hour, length, whom) in enumerate(rows)
    ]
    expected = set()
    for one, other in combinations(sessions, 2):
        if one.starts_at < other.ends_at and other.starts_at < one.ends_at and people[one.team] & people[other.team]:
            expected |= {(one.id, other.code), (other.id, one.code)}
    got = [
        (row.session, row.sentence.split(" overlaps with ")[1].split(" ")[0])
        for row in find_conflicts(sessions, teams, start=START, duration_months=24)
    ]

    assert sorted(got) == sorted(expected)


def test_the_check_of_98_teams_takes_less_than_two_seconds() -> None:
    teams = [team(number) for number in range(1, 99)]
    rows = planned(UTURN, generate(UTURN, start=START, teams=teams).proposals)
    began = clock.process_time()

    assert find_conflicts(rows, teams, start=START, duration_months=24) == ()
    assert clock.process_time() - began < 2
