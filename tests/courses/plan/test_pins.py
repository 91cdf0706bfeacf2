"""Sessions that stay where they are, and how the others go around them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from courses.plan import generate
from tests.courses.plan.uturn import SUPERVISION, UTURN, at, dates, only, pin, team

START = date(2024, 9, 2)


def test_a_fixed_session_is_not_proposed_and_the_others_go_around_it() -> None:
    pinned = [pin("UDD3", date(2025, 2, 10))]
    plan = generate(only("UDD2", "UDD3", "UDD4"), start=START, teams=[team()], pinned=pinned)

    assert dates(plan.proposals) == {"UDD2": date(2024, 11, 4), "UDD4": date(2025, 2, 17)}


def test_what_comes_before_a_session_fixed_early_is_pulled_forward() -> None:
    pinned = [pin("UDD4", date(2024, 12, 16))]
    plan = generate(only("UDD2", "PRA1", "UDD3", "UDD4"), start=START, teams=[team()], pinned=pinned)

    assert dates(plan.proposals) == {
        "UDD2": date(2024, 11, 4),
        "PRA1": date(2024, 12, 2),
        "UDD3": date(2024, 12, 9),
    }
    assert plan.unplaced == ()


def test_what_is_pulled_forward_leaves_room_for_what_stands_in_between() -> None:
    pinned = [pin("UDD4", date(2024, 12, 9))]
    plan = generate(only("PRA1", "UDD3", "UDD4"), start=START, teams=[team()], pinned=pinned)

    assert dates(plan.proposals) == {"PRA1": date(2024, 11, 25), "UDD3": date(2024, 12, 2)}


def test_days_are_counted_from_the_module_before_even_when_another_was_moved_behind_it() -> None:
    pinned = [pin("FOR1", date(2025, 5, 12), team=1), pin("UDD6", date(2025, 6, 20))]
    plan = generate(only("UDD6", "FOR1", "FOR2"), start=START, teams=[team()], pinned=pinned)

    assert dates(plan.proposals) == {"FOR2": date(2025, 6, 23)}


def test_both_dates_of_a_fixed_internat_are_taken() -> None:
    two_days = replace(pin("INT", START), key=999, ends_at=at(START + timedelta(days=1), 16))
    plan = generate(only("BAS1"), start=START, teams=[team()], pinned=[two_days])

    assert dates(plan.proposals) == {"BAS1": date(2024, 9, 4)}


def test_a_fixed_supervision_leaves_the_others_evenly_spread_around_it() -> None:
    template = only(activities=(SUPERVISION,))
    plan = generate(template, start=START, teams=[team()], pinned=[pin("SUP2", date(2025, 1, 13), team=1)])
    days = list(dates(plan.proposals).values())[:7]

    assert "SUP2" not in dates(plan.proposals)
    assert days[0] < date(2025, 1, 13) < days[1]
    assert [(later - day).days for day, later in pairwise(days[1:])] == [29, 30, 34, 33, 62]


def test_a_session_fixed_for_one_team_is_proposed_to_the_others() -> None:
    pinned = [pin("UDD1", date(2024, 10, 7), team=1), pin("SUP1", date(2024, 9, 24), team=1)]
    plan = generate(UTURN, start=START, teams=[team(1), team(2)], pinned=pinned)

    assert [row.team for row in plan.proposals if row.code == "UDD1"] == [2]
    assert [row.team for row in plan.proposals if row.code == "SUP1"] == [2]
    assert [row.team for row in plan.proposals if row.code == "UDD2"] == [None]


def test_one_fixed_for_every_team_is_proposed_to_none() -> None:
    plan = generate(UTURN, start=START, teams=[team(1), team(2)], pinned=[pin("LED1", date(2024, 11, 19))])

    assert not [row for row in plan.proposals if row.code == "LED1"]
    assert not [row for row in plan.proposals if row.starts_at.date() == date(2024, 11, 19)]


def test_a_pinned_session_that_the_programme_no_longer_has_only_takes_its_date() -> None:
    gone = replace(pin("BAS1", START), key=999, code="OLD")
    by_hand = replace(pin("SUP1", date(2024, 9, 20)), code="SUPX", team=1)
    plan = generate(UTURN, start=START, teams=[team()], pinned=[gone, by_hand])

    assert dates(plan.proposals)["BAS1"] == date(2024, 9, 3)
    assert dates(plan.proposals)["SUP1"] == date(2024, 9, 23)
    assert len(plan.proposals) == 47


def test_a_pinned_session_late_in_the_evening_takes_the_date_in_copenhagen() -> None:
    late = replace(pin("BAS1", START), starts_at=at(date(2024, 9, 3), 0, 30), ends_at=at(date(2024, 9, 3), 2))
    plan = generate(only("BAS1", "BAS2"), start=START, teams=[team()], pinned=[late])

    assert dates(plan.proposals) == {"BAS2": date(2024, 9, 4)}
