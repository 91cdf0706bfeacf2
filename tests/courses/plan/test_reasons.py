"""Why a session has no date, as the sentence that a coordinator reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from django.utils.formats import date_format

from courses.plan import Unplaced, generate
from tests.courses.plan.uturn import MODULES, SUPERVISION, UTURN, only, pin, team

START = date(2024, 9, 2)


def reason(template_codes: str, **options: object) -> str:
    plan = generate(only(*template_codes.split()), **{"start": START, "teams": [team()], **options})
    return plan.unplaced[-1].reason


def test_a_summer_that_is_closed_is_named() -> None:
    weeks = frozenset((2025, week) for week in range(26, 37))
    sentence = reason("FOR1", start=date(2024, 10, 23), teams=[team(closed_weeks=weeks)])
    first, last = date_format(date(2025, 6, 23)), date_format(date(2025, 8, 22))

    assert sentence == (f"No free working day between {first} and {last}: July is closed, there are school holidays.")


def test_people_who_are_always_busy_are_named() -> None:
    busy = {START + timedelta(days=n): frozenset({11}) for n in range(100)}
    first, last = date_format(START), date_format(date(2024, 11, 1))

    assert reason("BAS1", busy=busy) == (
        f"No free working day between {first} and {last}: the people have other sessions."
    )


def test_an_internat_names_the_two_days_that_it_needs() -> None:
    busy = {date(2024, 5, 1) + timedelta(days=n): frozenset({10}) for n in range(0, 200, 2)}

    assert reason("INT", busy=busy) == (
        f"No free working day between {date_format(date(2024, 5, 4))} and {date_format(date(2024, 9, 1))}: "
        "July is closed, there are public holidays, the people have other sessions, it takes 2 days in a row."
    )


def test_what_comes_after_the_end_says_so() -> None:
    template = replace(only("UDD1"), duration_months=1)
    plan = generate(template, start=START, teams=[team()])

    assert plan.unplaced[0].reason == f"UDD1 would come after the programme's end on {date_format(date(2024, 10, 2))}."


def test_what_is_pushed_too_far_names_the_session_before_it() -> None:
    sentence = reason("UDD1 UDD2", pinned=[pin("UDD1", date(2025, 1, 13))])
    target, previous = date_format(date(2024, 11, 2)), date_format(date(2025, 1, 13))

    assert sentence == (
        f"UDD2 would come more than 60 days after {target}, the date that the programme asks for. "
        f"UDD2 has to follow UDD1 on {previous}."
    )


def test_what_cannot_end_before_the_start_says_so() -> None:
    first = replace(MODULES[0], key=100, code="PRE", dates=1)
    template = replace(UTURN, modules=(first, MODULES[0]), activities=())
    fixed = replace(pin("INT", date(2024, 8, 30)), key=100, code="PRE")
    plan = generate(template, start=START, teams=[team()], pinned=[fixed])

    assert plan.unplaced[0].reason == (
        f"INT would end after the programme's start on {date_format(START)}. "
        f"INT has to follow PRE on {date_format(date(2024, 8, 30))}."
    )


def test_a_day_found_neither_before_a_fixed_session_nor_elsewhere_names_the_fixed_one() -> None:
    busy = {START + timedelta(days=n): frozenset({10}) for n in range(90)}
    sentence = reason("UDD1 UDD2", pinned=[pin("UDD2", date(2024, 10, 21))], busy=busy)

    assert sentence.endswith(f"UDD1 must end before UDD2, which is fixed on {date_format(date(2024, 10, 21))}.")


def test_supervisions_between_fixed_ones_say_why_there_is_no_room() -> None:
    template = only(activities=(SUPERVISION,))
    pinned = [pin("SUP1", date(2024, 10, 1), team=1), pin("SUP3", date(2024, 10, 2), team=1)]
    plan = generate(template, start=START, teams=[team()], pinned=pinned)
    late = generate(template, start=START, teams=[team()], pinned=[pin("SUP7", date(2025, 9, 1), team=1)])

    assert [row.reason for row in plan.unplaced] == [
        f"SUP2 would come after SUP3, which is fixed on {date_format(date(2024, 10, 2))}."
    ]
    assert [row.reason for row in late.unplaced] == [
        f"SUP8 should be held by {date_format(date(2025, 9, 1))}, but SUP7 is on {date_format(date(2025, 9, 1))}."
    ]


def test_a_meeting_whose_month_is_closed_names_the_month() -> None:
    july = replace(SUPERVISION, per_year=1, calendar_months=(7,))
    plan = generate(only(activities=(july,)), start=START, teams=[team()])

    assert [row.code for row in plan.unplaced] == ["SUP1", "SUP2"]
    assert plan.unplaced[0].reason == (
        f"No free working day between {date_format(date(2025, 7, 1))} and {date_format(date(2025, 7, 31))}: "
        "July is closed."
    )


def test_a_session_without_room_before_a_fixed_one_says_so() -> None:
    pinned = [pin("UDD2", date(2024, 11, 11)), pin("UDD3", date(2024, 11, 18))]
    plan = generate(only("UDD2", "PRA1", "UDD3"), start=START, teams=[team()], pinned=pinned)
    fixed = date_format(date(2024, 11, 18))

    assert plan.proposals == ()
    assert plan.unplaced == (
        Unplaced(code="PRA1", team=None, reason=f"PRA1 would come after UDD3, which is fixed on {fixed}."),
    )
