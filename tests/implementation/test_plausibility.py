"""What looks odd in a month's figures: the questions ask about the right figure, and about nothing else."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from implementation.models import FIGURES
from implementation.plausibility import Background, questions
from tests.implementation.world import FIGURES as USUAL


def keys(background: Background | None = None, **figures: Any) -> list[str]:
    return [one.key for one in questions(USUAL | figures, background or Background())]


def before(**months: list[int]) -> Background:
    count = len(next(iter(months.values())))
    return Background(recent=[{name: values[number] for name, values in months.items()} for number in range(count)])


def test_usual_figures_raise_no_question() -> None:
    months = [USUAL, USUAL, USUAL]
    assert keys(Background(recent=months, earlier_new_persons=6, new_persons_before=12, enrolled_sheets=2)) == []


@pytest.mark.parametrize(
    ("said", "months", "asks"),
    [
        (200, [20, 20, 20], True),
        (199, [20, 20, 20], False),
        (67, [6, 7, 7], True),
        (66, [6, 7, 7], False),
        (9, [0, 0, 0], False),
        (10, [0, 0, 0], True),
        (10, [1, 0, 0], True),
        (500, [], False),
        (30, [3], True),
    ],
)
def test_ten_times_the_average_of_the_months_before_is_sudden(said: int, months: list[int], asks: bool) -> None:
    found = keys(before(contacts=months) if months else None, contacts=said)
    assert ("sudden-contacts" in found) == asks


@given(st.integers(0, 2000), st.lists(st.integers(0, 300), min_size=1, max_size=3))
def test_sudden_is_exactly_ten_times_the_average_where_that_is_one_or_more(said: int, months: list[int]) -> None:
    average = max(Fraction(sum(months), len(months)), Fraction(1))
    assert ("sudden-contacts" in keys(before(contacts=months), contacts=said)) == (said >= 10 * average)


@pytest.mark.parametrize(("said", "asks"), [(5, True), (6, False), (7, False)])
def test_fewer_first_time_persons_than_the_same_month_said_before_is_asked_about(said: int, asks: bool) -> None:
    background = Background(new_persons_before=30, earlier_new_persons=6)
    found = questions(USUAL | {"new_persons": said}, background)
    assert [one.key for one in found] == (["fewer-new_persons"] if asks else [])
    if asks:
        assert "35" in found[0].text
        assert "36" in found[0].text


@pytest.mark.parametrize(
    ("persons", "contacts", "asks"), [(6, 6, False), (7, 6, True), (None, 0, False), (7, None, False)]
)
def test_more_first_time_persons_than_contacts_is_asked_about(
    persons: int | None, contacts: int | None, asks: bool
) -> None:
    assert keys(new_persons=persons, contacts=contacts) == (["more-new_persons"] if asks else [])


@pytest.mark.parametrize(("sheets", "asks"), [(None, False), (2, False), (1, True), (3, True)])
def test_another_number_of_enrolled_than_of_data_sheets_is_asked_about_where_that_is_known(
    sheets: int | None, asks: bool
) -> None:
    assert keys(Background(enrolled_sheets=sheets)) == (["sheets-enrolled"] if asks else [])


@given(st.fixed_dictionaries({name: st.none() | st.integers(0, 9999) for name in FIGURES}), st.integers(0, 9999))
def test_a_figure_that_nobody_has_written_is_not_asked_about_and_the_order_is_that_of_the_figures(
    figures: dict[str, int | None], other: int
) -> None:
    background = Background(recent=[dict.fromkeys(FIGURES, 1)], earlier_new_persons=other, enrolled_sheets=other)
    asked = [one.figure for one in questions(figures, background)]
    assert all(figures[name] is not None for name in asked)
    assert asked == sorted(asked, key=list(figures).index)
