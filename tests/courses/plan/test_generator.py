"""The plan of one cohort, date by date, and what the generator does at the edges of its rules."""

from __future__ import annotations

import time as clock
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from courses.plan import generate
from tests.courses.plan.checker import Checker
from tests.courses.plan.uturn import MODULES, SUPERVISION, UTURN, dates, only, team

START = date(2024, 9, 2)

PLAN_OF_2_SEPTEMBER_2024 = """
INT Mon 2024-08-05 12:30, BAS1 Mon 2024-09-02 09:00, BAS2 Tue 2024-09-03 09:00, BAS3 Wed 2024-09-04 09:00,
SUP1 Fri 2024-09-20 09:00, UDD1 Wed 2024-10-02 09:00, SUP2 Wed 2024-10-30 09:00, UDD2 Mon 2024-11-04 09:00,
LED1 Tue 2024-11-19 09:00, PRA1 Mon 2024-12-02 09:00, SUP3 Mon 2024-12-09 09:00, UDD3 Fri 2025-01-03 09:00,
STA1 Mon 2025-01-20 09:00, SUP4 Thu 2025-01-30 09:00, UDD4 Mon 2025-02-03 09:00, PRA2 Mon 2025-03-03 09:00,
SUP5 Mon 2025-03-10 09:00, SUP6 Tue 2025-04-22 09:00, UDD5 Fri 2025-05-02 09:00, UDD6 Fri 2025-05-09 09:00,
FOR1 Mon 2025-05-12 17:00, LED2 Tue 2025-05-13 09:00, FOR2 Mon 2025-05-26 17:00, SUP7 Mon 2025-06-02 09:00,
FOR3 Tue 2025-06-10 17:00, STA2 Tue 2025-06-17 09:00, FOR4 Tue 2025-06-24 17:00, SUP8 Wed 2025-08-13 09:00,
SUP9 Mon 2025-09-22 09:00, FOR5 Tue 2025-09-23 17:00, UDD7 Thu 2025-10-02 09:00, SUP10 Thu 2025-10-30 09:00,
UDD8 Mon 2025-11-03 09:00, LED3 Wed 2025-11-19 09:00, PRA3 Tue 2025-12-02 09:00, SUP11 Tue 2025-12-09 09:00,
STA3 Mon 2026-01-19 09:00, SUP12 Fri 2026-01-30 09:00, UDD9 Mon 2026-02-02 09:00, SUP13 Tue 2026-03-10 09:00,
UDD10 Tue 2026-04-07 09:00, SUP14 Wed 2026-04-22 09:00, LED4 Tue 2026-05-12 09:00, PRA4 Tue 2026-06-02 09:00,
SUP15 Wed 2026-06-03 09:00, DAG1 Tue 2026-06-09 09:00, STA4 Tue 2026-06-16 09:00, DAG2 Mon 2026-08-03 09:00,
SUP16 Thu 2026-08-13 09:00
"""


def test_the_cohort_of_2_september_2024_gets_these_dates() -> None:
    plan = generate(UTURN, start=START, teams=[team(day_group=True)])
    expected = [line.strip() for line in PLAN_OF_2_SEPTEMBER_2024.replace("\n", " ").strip().split(",")]

    assert [f"{row.code} {row.starts_at:%a %Y-%m-%d %H:%M}" for row in plan.proposals] == expected
    assert plan.unplaced == ()


def test_a_team_without_the_day_group_gets_39_counted_sessions_and_8_meetings() -> None:
    plan = generate(UTURN, start=START, teams=[team()])
    meetings = [row for row in plan.proposals if row.code[:3] in ("STA", "LED")]
    counted = [row for row in plan.proposals if row not in meetings]

    assert (len(counted), len(meetings)) == (39, 8)
    assert sum(row.minutes for row in counted if not row.code.startswith("FOR")) == 11_130
    assert sum(row.minutes for row in counted) == 12_180


def test_an_internat_begins_on_one_date_and_ends_on_the_next() -> None:
    row = generate(UTURN, start=START, teams=[team()]).proposals[0]

    assert row.starts_at == datetime(2024, 8, 5, 10, 30, tzinfo=UTC)
    assert row.ends_at == datetime(2024, 8, 6, 14, 0, tzinfo=UTC)
    assert (row.minutes, row.place, row.team, row.occurrence) == (630, "model_owner", None, None)


def test_the_fourth_and_eighth_supervision_of_a_year_are_extended_and_places_alternate() -> None:
    rows = [row for row in generate(UTURN, start=START, teams=[team()]).proposals if row.code.startswith("SUP")]

    assert [row.occurrence for row in rows] == list(range(1, 17))
    assert [row.code for row in rows if row.extended] == ["SUP4", "SUP8", "SUP12", "SUP16"]
    assert [row.minutes for row in rows[:4]] == [180, 180, 180, 300]
    assert [(row.ends_at.hour, row.place) for row in rows[2:4]] == [(12, "local"), (14, "model_owner")]


def test_supervision_of_a_single_team_is_five_to_seven_weeks_apart_but_for_the_summer() -> None:
    rows = [row for row in generate(UTURN, start=START, teams=[team()]).proposals if row.code.startswith("SUP")]
    gaps = [(later.starts_at.date() - row.starts_at.date()).days for row, later in pairwise(rows)]

    assert gaps == [40, 40, 52, 39, 43, 41, 72, 40, 38, 40, 52, 39, 43, 42, 71]


def test_shared_modules_are_one_session_and_local_ones_one_per_team() -> None:
    plan = generate(UTURN, start=START, teams=[team(1), team(2), team(3, day_group=True)])

    assert [row.team for row in plan.proposals if row.code == "UDD1"] == [None]
    assert [row.team for row in plan.proposals if row.code == "FOR1"] == [1, 2, 3]
    assert [row.team for row in plan.proposals if row.code == "DAG1"] == [None]


def test_an_optional_step_that_no_team_chose_is_not_planned() -> None:
    plan = generate(UTURN, start=START, teams=[team()])

    assert not [row for row in (*plan.proposals, *plan.unplaced) if row.code.startswith("DAG")]


def test_teams_are_staggered_so_that_supervisions_do_not_fall_on_one_date() -> None:
    plan = generate(UTURN, start=START, teams=[team(number) for number in range(1, 6)])
    first = [row.starts_at.date() for row in plan.proposals if row.code == "SUP1"]

    assert len(set(first)) == 5
    assert (max(first) - min(first)).days <= 8


def test_a_cohort_without_people_yet_has_no_two_sessions_of_a_team_on_one_date() -> None:
    teams = [team(1, people=frozenset()), team(2, people=frozenset(), day_group=True)]

    assert Checker(UTURN, START, teams, generate(UTURN, start=START, teams=teams)).violations() == []


def test_an_evening_that_would_be_in_july_is_on_the_first_open_day_of_august() -> None:
    template = only("FOR1", "FOR2")
    plan = generate(template, start=date(2024, 10, 20), teams=[team()])

    assert dates(plan.proposals) == {"FOR1": date(2025, 6, 20), "FOR2": date(2025, 7, 4) + timedelta(days=28)}


def test_an_evening_in_the_christmas_break_goes_to_the_nearest_open_day() -> None:
    plan = generate(only("FOR1", "FOR2"), start=date(2024, 4, 9), teams=[team()])

    assert dates(plan.proposals) == {"FOR1": date(2024, 12, 9), "FOR2": date(2024, 12, 19)}


def test_local_sessions_avoid_the_school_holidays_and_shared_ones_do_not() -> None:
    week = frozenset({(2025, 20), (2024, 40)})
    plan = generate(UTURN, start=START, teams=[team(1), team(2, closed_weeks=week)])

    assert dates(plan.proposals, 1)["FOR1"] == date(2025, 5, 12)
    assert dates(plan.proposals, 2)["FOR1"] == date(2025, 5, 19)
    assert dates(plan.proposals, 2)["UDD1"] == date(2024, 10, 2)


def test_training_days_of_the_same_month_have_a_week_for_preparation() -> None:
    days = dates(generate(only("UDD5", "UDD6"), start=START, teams=[team()]).proposals)

    assert days["UDD6"] - days["UDD5"] == timedelta(days=7)


def test_days_after_an_internat_are_counted_from_its_last_date() -> None:
    internat = replace(MODULES[0], month_offset=0)
    later = replace(MODULES[1], days_after_previous=7)
    plan = generate(replace(UTURN, modules=(internat, later), activities=()), start=START, teams=[team()])

    assert dates(plan.proposals) == {"INT": date(2024, 9, 2), "BAS1": date(2024, 9, 10)}


def test_one_supervisor_of_six_teams_still_gets_to_every_status_meeting() -> None:
    teams = [team(number, people=frozenset({1})) for number in range(1, 7)]
    plan = generate(UTURN, start=date(2016, 5, 3), teams=teams)

    assert plan.unplaced == ()


def test_the_team_whose_school_holidays_begin_first_chooses_first() -> None:
    weeks = [frozenset((2025, week) for week in range(first, 33)) for first in (27, 27, 27, 27, 26, 26, 26)]
    teams = [team(number, people=frozenset({1}), closed_weeks=closed) for number, closed in enumerate(weeks, start=1)]
    plan = generate(only("UDD5", "UDD6", "FOR1"), start=date(2024, 10, 9), teams=teams)
    days = [row.starts_at.day for row in sorted(plan.proposals, key=lambda row: row.team or 0) if row.code == "FOR1"]

    assert days == [23, 24, 25, 26, 18, 19, 20]


def test_people_who_are_busy_elsewhere_are_left_alone() -> None:
    busy = {date(2024, 9, 2): frozenset({10}), date(2024, 9, 3): frozenset({99})}
    plan = generate(only("BAS1", "BAS2"), start=START, teams=[team(1)], busy=busy)

    assert dates(plan.proposals) == {"BAS1": date(2024, 9, 3), "BAS2": date(2024, 9, 4)}
    assert busy == {date(2024, 9, 2): frozenset({10}), date(2024, 9, 3): frozenset({99})}


def test_before_a_start_in_august_the_internat_is_in_june() -> None:
    plan = generate(only("INT"), start=date(2025, 8, 1), teams=[team()])

    assert dates(plan.proposals) == {"INT": date(2025, 6, 30) - timedelta(days=4)}


def test_months_that_are_fewer_than_the_meetings_are_not_used() -> None:
    activity = replace(SUPERVISION, per_year=2, extended=frozenset(), calendar_months=(1,))
    plan = generate(only(activities=(activity,)), start=START, teams=[team()])

    assert [row.starts_at.month for row in plan.proposals] == [11, 5, 11, 5]


def test_a_programme_of_eighteen_months_has_half_the_meetings_in_its_second_year() -> None:
    template = replace(only(activities=(SUPERVISION,)), duration_months=18)
    plan = generate(template, start=START, teams=[team()])

    assert [row.code for row in plan.proposals] == [f"SUP{number}" for number in range(1, 13)]
    assert plan.proposals[-1].starts_at.date() < date(2026, 3, 2)


def test_an_unknown_place_rule_is_refused() -> None:
    template = replace(UTURN, modules=(replace(MODULES[0], place_rule="somewhere"),))

    with pytest.raises(ValueError, match="unknown place rule: 'somewhere'"):
        generate(template, start=START, teams=[team()])


def test_without_teams_there_is_nothing_to_plan() -> None:
    assert generate(UTURN, start=START, teams=[]).proposals == ()


@pytest.mark.parametrize(("teams", "seconds"), [(5, 0.2), (98, 3)])
def test_a_plan_takes_no_time_that_a_person_would_notice(teams: int, seconds: float) -> None:
    rows = [team(number, day_group=number % 2 == 0) for number in range(1, teams + 1)]
    generate(UTURN, start=date(2025, 11, 1), teams=rows[:1])
    began = clock.process_time()
    plan = generate(UTURN, start=date(2025, 11, 1), teams=rows)

    assert clock.process_time() - began < seconds
    assert plan.unplaced == ()
