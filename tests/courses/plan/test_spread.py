"""Even spreading, staggering and calendar months, as numbers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.plan.place import place_of
from courses.plan.spread import Year, month_spans, outward, programme_years, spread, stagger

DAYS = [date(2024, 9, 2) + timedelta(days=n) for n in range(160)]


def targets(fixed: dict[int, date]) -> dict[int, int]:
    return {number: aim.target for number, aim in spread(DAYS, range(1, 9), fixed).items()}


def test_eight_of_160_days_aim_at_the_middle_of_each_eighth() -> None:
    assert targets({}) == {1: 10, 2: 30, 3: 50, 4: 70, 5: 90, 6: 110, 7: 130, 8: 150}


def test_halves_are_rounded_up() -> None:
    assert [aim.target for aim in spread(DAYS[:15], [1, 2, 3], {}).values()] == [3, 8, 13]


def test_one_fixed_where_it_belongs_leaves_the_others_where_they_were() -> None:
    assert targets({4: DAYS[70]}) == {1: 10, 2: 30, 3: 50, 5: 90, 6: 110, 7: 130, 8: 150}


def test_the_rest_share_the_room_that_fixed_ones_leave() -> None:
    assert targets({1: DAYS[85]}) == {2: 95, 3: 105, 4: 115, 5: 125, 6: 135, 7: 145, 8: 155}
    assert targets({2: DAYS[40], 5: DAYS[70]}) == {1: 13, 3: 50, 4: 60, 6: 96, 7: 121, 8: 147}


def test_one_fixed_in_the_next_year_takes_no_room_in_this_one() -> None:
    assert targets({8: DAYS[-1] + timedelta(days=10)})[1] == 11


@given(count=st.integers(1, 12), size=st.integers(0, 250))
def test_targets_are_in_order_and_symmetrical(count: int, size: int) -> None:
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(size)]
    aims = [aim.target for aim in spread(days, range(1, count + 1), {}).values()]

    assert aims == sorted(aims)
    assert all(abs(one + other - size) <= 1 for one, other in zip(aims, reversed(aims), strict=True))


def test_teams_are_shifted_to_both_sides_within_the_leeway() -> None:
    assert [stagger(position, 2) for position in range(7)] == [0, 1, -1, 2, -2, 0, 1]
    assert [stagger(position, 0) for position in range(3)] == [0, 0, 0]


@given(count=st.integers(1, 12), size=st.integers(24, 250), position=st.integers(0, 99))
def test_the_shift_is_less_than_half_the_way_to_the_neighbour(count: int, size: int, position: int) -> None:
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(size)]
    aims = spread(days, range(1, count + 1), {}).values()
    shifted = [aim.target + stagger(position, aim.leeway) for aim in aims]

    assert shifted[0] >= 0
    assert shifted[-1] < size
    assert all(abs(stagger(position, aim.leeway)) * 2 < size / count for aim in aims)


def test_days_are_tried_outward_and_the_later_one_first() -> None:
    tried = outward(DAYS, 5, after=DAYS[2], before=DAYS[9])

    assert list(tried) == [DAYS[n] for n in (5, 6, 4, 7, 3, 8)]


def test_programme_years_count_from_the_start() -> None:
    assert programme_years(date(2024, 9, 2), 18) == [
        Year(1, date(2024, 9, 2), date(2025, 9, 2), 12),
        Year(2, date(2025, 9, 2), date(2026, 3, 2), 6),
    ]


def test_months_come_in_the_order_of_the_programme_year() -> None:
    autumn, spring = programme_years(date(2024, 9, 2), 12)[0], programme_years(date(2024, 2, 1), 12)[0]

    assert month_spans(autumn, (1, 6)) == [
        (date(2025, 1, 1), date(2025, 1, 31)),
        (date(2025, 6, 1), date(2025, 6, 30)),
    ]
    assert [first.month for first, _last in month_spans(spring, (1, 6))] == [6, 1]


def test_a_month_cut_in_two_is_taken_where_it_has_more_open_days() -> None:
    year = programme_years(date(2024, 6, 12), 12)[0]

    assert month_spans(year, (6,)) == [(date(2024, 6, 12), date(2024, 6, 30))]
    assert month_spans(year, (6,), frozenset({(2024, 25), (2024, 26)})) == [(date(2025, 6, 1), date(2025, 6, 11))]


def test_a_month_outside_a_short_year_is_left_out() -> None:
    assert month_spans(programme_years(date(2024, 9, 2), 6)[0], (1, 6)) == [(date(2025, 1, 1), date(2025, 1, 31))]


def test_places_alternate_and_begin_locally() -> None:
    assert [place_of("alternating", n) for n in (1, 2, 3)] == ["local", "model_owner", "local"]
    assert (place_of("local", 2), place_of("model_owner", 1)) == ("local", "model_owner")
    with pytest.raises(ValueError, match="somewhere"):
        place_of("somewhere", 1)
