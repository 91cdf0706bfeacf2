"""Tests of the compliance calculation: properties, and the same figures counted the slow way, day by day."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from supervision.compliance import Run, Supervision, Target, compliance, in_time, rhythm, same_places, untouched
from supervision.enums import HeldAt, Rhythm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from supervision.compliance import Compliance

START = date(2024, 9, 2)
EIGHT = Target(8, frozenset({4, 8}))
NOON = time(12, 0)


def moment(day: date) -> datetime:
    return datetime.combine(day, NOON, UTC)


def told(day: int, **fields: object) -> Supervision:
    """A supervision that ends at noon, so many days after the start."""
    on = START + timedelta(days=day)
    return Supervision(**{"code": f"SUP{day}", "on": on, "ends_at": moment(on), **fields})  # type: ignore[arg-type]


def at(day: int) -> datetime:
    return moment(START + timedelta(days=day))


def of(
    rows: Sequence[Supervision], day: int, *, months: int = 24, themes: Sequence[str] = "", **scored: int
) -> Compliance:
    return compliance(
        rows,
        run=Run(start=START, months=months),
        targets=[EIGHT],
        themes=list(themes),
        scored={key: START + timedelta(days=on) for key, on in scored.items()},
        at=at(day),
    )


days = st.integers(-40, 800)
supervisions = st.builds(
    told,
    days,
    code=st.text("ABCDEF", min_size=3, max_size=5),
    extended=st.booleans(),
    present=st.none() | st.integers(0, 4),
    leaders=st.integers(0, 2),
    held_at=st.none() | st.sampled_from(HeldAt),
    imported=st.booleans(),
)
signings = st.none() | st.integers(0, 60)


@st.composite
def histories(draw: st.DrawFn) -> list[Supervision]:
    rows = draw(st.lists(supervisions, max_size=20, unique_by=lambda one: one.code))
    after = [draw(signings) for _row in rows]
    return [
        row if days is None else replace(row, signed_at=row.ends_at + timedelta(days=days))
        for row, days in zip(rows, after, strict=True)
    ]


# -- what was held ----------------------------------------------------------------------------------------------------


@given(histories(), days)
def test_no_more_is_held_than_has_ended_and_everything_that_ended_is_told_of(rows: list[Supervision], day: int) -> None:
    for year in of(rows, day).years:
        assert year.held + len(year.without_register) + len(year.nobody_came) == year.expected <= year.in_plan
        assert year.with_leaders + len(year.without_leaders) == year.extended_held <= year.held


@given(histories(), days, st.integers(0, 800))
def test_one_more_that_was_held_never_lowers_what_was_held(rows: list[Supervision], day: int, new: int) -> None:
    before, after = of(rows, day), of([*rows, told(new, present=3, code="NEW")], day)
    for one, other in zip(before.years, after.years, strict=True):
        assert one.held <= other.held
        assert one.expected <= other.expected


@given(histories(), st.integers(0, 720), st.integers(0, 80))
def test_nothing_that_was_held_is_taken_back_later(rows: list[Supervision], day: int, later: int) -> None:
    for one, other in zip(of(rows, day).years, of(rows, day + later).years, strict=False):
        assert (one.held, one.expected) <= (other.held, other.expected)


@given(histories().flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))), days)
def test_the_order_of_the_rows_does_not_matter(both: tuple[list[Supervision], list[Supervision]], day: int) -> None:
    rows, shuffled = both
    assert of(rows, day) == of(shuffled, day)


def slow_year(day: date) -> int:
    """The programme year, found by walking from one year's first date to the next."""
    first = START + relativedelta(years=1)
    return 2 if day >= first else 1


@given(histories(), days)
def test_the_figures_are_those_counted_one_by_one(rows: list[Supervision], day: int) -> None:
    now = at(day)
    for year in of(rows, day).years:
        held = expected = leaders = 0
        late = set()
        for row in rows:
            if slow_year(row.on) != year.number:
                continue
            if row.ends_at <= now:
                expected += 1
                if row.imported if row.present is None else row.present > 0:
                    held += 1
                    leaders += row.extended and row.leaders > 0
            if row.signed_at is not None and (row.signed_at - row.ends_at).days >= 14 and not row.imported:
                late |= {row.code} if row.signed_at != row.ends_at + timedelta(days=14) else set()
            if row.signed_at is None and row.present != 0 and now - row.ends_at > timedelta(days=14):
                late.add(row.code)
        assert (year.held, year.expected, year.with_leaders) == (held, expected, leaders)
        assert {*year.signed_late, *year.records_overdue} == late
        assert year.records_late == len(late)


@pytest.mark.parametrize(
    ("months", "asked"),
    [(24, [(8, 2), (8, 2)]), (18, [(8, 2), (4, 1)]), (12, [(8, 2)]), (14, [(8, 2), (1, 0)])],
)
def test_a_part_of_a_year_asks_for_its_part(months: int, asked: list[tuple[int, int]]) -> None:
    found = of([], 800, months=months).years
    assert [(year.planned, year.extended_planned) for year in found] == asked


def test_several_lines_of_a_programme_are_added_up() -> None:
    found = compliance(
        [],
        run=Run(start=START, months=12),
        targets=[Target(6), Target(2, frozenset({1, 2}))],
        themes=[],
        scored={},
        at=at(0),
    )
    assert (found.now.planned, found.now.extended_planned) == (8, 2)


def test_what_lies_outside_the_two_years_counts_in_the_nearer_one() -> None:
    rows = [told(-10, present=1), told(0, present=1), told(364, present=1), told(365, present=1), told(790, present=1)]
    assert [year.held for year in of(rows, 800).years] == [3, 2]


def test_a_year_that_has_not_begun_is_not_shown() -> None:
    assert [year.number for year in of([], -5).years] == [1]
    assert [year.number for year in of([], 364).years] == [1]
    assert [year.number for year in of([], 365).years] == [1, 2]


# -- the place --------------------------------------------------------------------------------------------------------


@given(histories())
def test_places_alternate_where_no_two_in_a_row_are_alike(rows: list[Supervision]) -> None:
    found = [(first.code, second.code) for first, second in same_places(in_time(rows))]
    ordered = [one for one in in_time(rows) if one.held_at]
    alike = []
    for number in range(1, len(ordered)):
        places = {ordered[number - 1].held_at, ordered[number].held_at}
        if places in ({HeldAt.LOCAL}, {HeldAt.MODEL_OWNER}):
            alike.append((ordered[number - 1].code, ordered[number].code))
    assert found == alike
    told_of = [pair[:2] for year in of(rows, 800).years for pair in year.same_place]
    assert sorted(told_of) == sorted(alike)


def test_one_held_online_is_named_and_breaks_no_alternation() -> None:
    places = [HeldAt.LOCAL, HeldAt.ONLINE, HeldAt.LOCAL, HeldAt.LOCAL]
    rows = [told(30 * number, held_at=place, present=2) for number, place in enumerate(places)]
    found = of(rows, 200).now
    assert (found.online, found.same_place) == (("SUP30",), (("SUP60", "SUP90", HeldAt.LOCAL),))


# -- the records ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("signed_after", "late"), [(0, 0), (14, 0), (15, 1)])
def test_a_record_is_signed_in_time_up_to_the_fourteenth_day(signed_after: int, late: int) -> None:
    row = replace(told(10, present=2), signed_at=at(10 + signed_after))
    assert of([row], 100).now.records_late == late
    assert of([replace(row, imported=True)], 100).now.records_late == 0


@pytest.mark.parametrize(("day", "state"), [(9, ""), (10, "waiting"), (24, "waiting"), (25, "overdue")])
def test_a_record_waits_until_it_is_overdue(day: int, state: str) -> None:
    found = of([told(10, present=2)], day).now
    waits, overdue = found.records_waiting, found.records_overdue
    assert (bool(waits), bool(overdue)) == (state == "waiting", state == "overdue")


def test_where_nobody_came_no_record_is_asked_for() -> None:
    found = of([told(10, present=0)], 100).now
    assert (found.nobody_came, found.records_overdue, found.held) == (("SUP10",), (), 0)


def test_an_imported_record_stands_for_the_register_that_was_never_kept_here() -> None:
    row = replace(told(30), present=None)
    assert (of([row], 100).now.held, of([row], 100).now.without_register) == (0, (row.code,))
    imported = of([replace(row, imported=True)], 100).now
    assert (imported.held, imported.without_register) == (1, ())


def test_a_missing_register_is_told_apart_from_a_supervision_that_was_not_held() -> None:
    found = of([told(10), told(20, present=0)], 100).now
    assert (found.without_register, found.nobody_came, found.held) == (("SUP10",), ("SUP20",), 0)


# -- the rhythm -------------------------------------------------------------------------------------------------------


@given(histories(), days)
def test_the_weeks_are_those_that_can_be_counted_off(rows: list[Supervision], day: int) -> None:
    found, today = of(rows, day), START + timedelta(days=day)
    there = [row for row in rows if (row.imported if row.present is None else row.present)]
    held = [row.on for row in there if row.ends_at <= at(day)]
    if not held:
        assert (found.last_held, found.weeks_since_last) == (None, None)
        return
    weeks = 0
    while max(held) + timedelta(weeks=weeks + 1) <= today:
        weeks += 1
    assert (found.last_held, found.weeks_since_last) == (max(held), weeks)


@pytest.mark.parametrize(
    ("gap", "expected"),
    [(0, Rhythm.STEADY), (42, Rhythm.STEADY), (43, Rhythm.LATE), (63, Rhythm.LATE), (64, Rhythm.OVERDUE)],
)
def test_more_than_six_weeks_are_late_and_more_than_nine_are_overdue(gap: int, expected: Rhythm) -> None:
    run = Run(start=START, months=24)
    assert rhythm(None, run, START + timedelta(days=gap)) == expected
    last = START + timedelta(days=100)
    assert rhythm(last, run, last + timedelta(days=gap)) == expected


@pytest.mark.parametrize(
    ("day", "published"),
    [(START - timedelta(days=1), True), (START + relativedelta(months=24), True), (START, False)],
    ids=["before", "after", "not published"],
)
def test_nothing_is_late_where_the_cohort_does_not_run(day: date, published: bool) -> None:
    run = Run(start=START, months=24, is_published=published)
    assert rhythm(None, run, day) == Rhythm.NOT_RUNNING


# -- the themes -------------------------------------------------------------------------------------------------------


@given(st.dictionaries(st.sampled_from("ABCDE"), days), days)
def test_a_theme_is_untouched_after_more_than_half_a_year(scored: dict[str, int], day: int) -> None:
    run = Run(start=START, months=24)
    end = min(day, (run.end - START).days)
    expected = [key for key in "ABCDE" if end - max(scored.get(key, 0), 0) > 26 * 7]
    dates = {key: START + timedelta(days=on) for key, on in scored.items()}
    assert list(untouched("ABCDE", dates, run, START + timedelta(days=day))) == expected


def test_themes_are_asked_for_until_the_cohort_ends() -> None:
    found = of([], 5000, themes="AB", A=700, B=500)
    assert found.untouched == ("B",)
