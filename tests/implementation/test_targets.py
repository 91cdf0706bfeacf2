"""The yearly minimum for three full-time equivalents, scaled, and what was to be expected by a day; exact fractions."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from implementation.target_bars import fraction_text
from implementation.targets import MINIMUM, Target, targets

YEAR = (date(2025, 9, 1), date(2026, 9, 1))


def of(figure: str, *, on: date, fte: str | None = "3", so_far: int = 0) -> Target:
    (found,) = [one for one in targets({figure: so_far}, fte=_fte(fte), year=YEAR, on=on) if one.figure == figure]
    return found


def _fte(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def test_three_take_care_of_what_the_model_says() -> None:
    found = {one.figure: one.minimum for one in targets({}, fte=Decimal(3), year=YEAR, on=YEAR[0])}
    assert found == {"enrolled": 24, "new_persons": 75, "parent_courses": 2, "consultant_tasks": 36}


@pytest.mark.parametrize(
    ("fte", "minimum"),
    [("3", Fraction(24)), ("4.5", Fraction(36)), ("2.55", Fraction(204, 10)), ("1", Fraction(8)), ("0", 0), (None, 24)],
)
def test_the_minimum_scales_with_the_staffing_and_is_taken_as_it_is_where_that_is_not_known(
    fte: str | None, minimum: Fraction
) -> None:
    assert of("enrolled", on=YEAR[0], fte=fte).minimum == minimum


@pytest.mark.parametrize(
    ("on", "expected", "left"),
    [
        (date(2025, 8, 31), Fraction(0), 365),
        (date(2025, 9, 1), Fraction(24, 365), 364),
        (date(2025, 9, 30), Fraction(24 * 30, 365), 335),
        (date(2026, 8, 31), Fraction(24), 0),
        (date(2026, 12, 24), Fraction(24), 0),
    ],
)
def test_what_is_expected_grows_by_the_day_from_the_first_to_the_last(on: date, expected: Fraction, left: int) -> None:
    found = of("enrolled", on=on)
    assert (found.expected, found.left_days) == (expected, left)


def test_just_as_much_as_expected_is_on_course_and_one_less_is_not() -> None:
    last = YEAR[1] - timedelta(days=1)
    assert of("enrolled", on=last, so_far=24).is_on_course
    assert not of("enrolled", on=last, so_far=23).is_on_course


@pytest.mark.parametrize(
    ("on", "so_far", "needed"),
    [
        (date(2025, 8, 31), 0, Fraction(2)),
        (date(2025, 11, 12), 24, Fraction(0)),
        (date(2025, 11, 12), 30, Fraction(0)),
        # 73 days have gone, 292 are left: 9.6 months for 24.
        (date(2025, 11, 12), 0, Fraction(5, 2)),
        (date(2026, 8, 31), 20, Fraction(4)),
    ],
)
def test_the_pace_that_is_needed_in_the_days_that_are_left(on: date, so_far: int, needed: Fraction) -> None:
    assert of("enrolled", on=on, so_far=so_far).needed_a_month == needed


@given(st.dates(date(2024, 1, 1), date(2028, 1, 1)), st.none() | st.decimals(0, 12, places=2), st.integers(0, 200))
def test_what_is_expected_never_falls_nor_passes_the_minimum(on: date, fte: Decimal | None, so_far: int) -> None:
    figures = dict.fromkeys(MINIMUM, so_far)
    today, tomorrow = (targets(figures, fte=fte, year=YEAR, on=day) for day in (on, on + timedelta(days=1)))
    for now, later in zip(today, tomorrow, strict=True):
        assert 0 <= now.expected <= later.expected <= now.minimum
        assert later.left_days <= now.left_days
        assert now.needed_a_month >= 0
        assert (now.needed_a_month == 0) == (so_far >= now.minimum)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(24), "24"),
        (Fraction(75, 2), "37,5"),
        (Fraction(1, 3), "0,3"),
        (Fraction(999, 100), "10"),
        (Fraction(0), "0"),
    ],
)
def test_a_fraction_is_written_with_one_decimal_where_it_is_no_whole_number(value: Fraction, text: str) -> None:
    assert fraction_text(value) == text
