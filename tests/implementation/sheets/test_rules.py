"""The rules of data sheets, in every combination of age and kind: legal basis, reports, follow-ups; and pseudonyms."""

from __future__ import annotations

from datetime import date

import pytest

from implementation.sheets.choices import AgeBand, FollowUpKind, LegalBasis, Register, Reporting, SheetKind
from implementation.sheets.pseudonym import ALPHABET, draw_pseudonym
from implementation.sheets.rules import (
    Course,
    FollowUpDue,
    ReportDue,
    legal_basis,
    next_follow_up,
    register_of,
    reports_of,
)

ENROLLED, ANONYMOUS = SheetKind.ENROLLED, SheetKind.ANONYMOUS
OPENED, CLOSED = date(2026, 1, 31), date(2026, 8, 31)
EXPECTED: dict[tuple[SheetKind, AgeBand], tuple[LegalBasis | None, Register | None]] = {
    (ENROLLED, AgeBand.FROM_13): (LegalBasis.MINOR, Register.UNGMAP),
    (ENROLLED, AgeBand.FROM_16): (LegalBasis.MINOR, Register.UNGMAP),
    (ENROLLED, AgeBand.FROM_18): (LegalBasis.ADULT, Register.DANRIS),
    (ENROLLED, AgeBand.FROM_22): (LegalBasis.ADULT, Register.DANRIS),
    (ENROLLED, AgeBand.UNKNOWN): (None, None),
    (ANONYMOUS, AgeBand.FROM_13): (LegalBasis.ANONYMOUS, None),
    (ANONYMOUS, AgeBand.FROM_16): (LegalBasis.ANONYMOUS, None),
    (ANONYMOUS, AgeBand.FROM_18): (LegalBasis.ANONYMOUS, None),
    (ANONYMOUS, AgeBand.FROM_22): (LegalBasis.ANONYMOUS, None),
    (ANONYMOUS, AgeBand.UNKNOWN): (LegalBasis.ANONYMOUS, None),
}
EVERY = [(kind, band) for kind in SheetKind for band in AgeBand]


def course(
    kind: SheetKind, age_band: AgeBand, *, opened: date = OPENED, closed: date | None = None, months: int = 3
) -> Course:
    return Course(kind, age_band, opened, closed, months)


@pytest.mark.parametrize(("kind", "age_band"), EVERY)
def test_legal_basis_and_register_follow_from_kind_and_age(kind: SheetKind, age_band: AgeBand) -> None:
    assert (legal_basis(kind, age_band), register_of(kind, age_band)) == EXPECTED[kind, age_band]


@pytest.mark.parametrize("closed", [None, CLOSED])
@pytest.mark.parametrize(("kind", "age_band"), EVERY)
def test_what_is_reported_and_when_follows_from_kind_age_and_the_two_dates(
    kind: SheetKind, age_band: AgeBand, closed: date | None
) -> None:
    month, half_year = (date(2026, 9, 30), date(2027, 2, 28)) if closed else (None, None)
    wanted = {
        Register.DANRIS: [
            ReportDue(Reporting.DANRIS_ENROLMENT, OPENED),
            ReportDue(Reporting.DANRIS_ASI, OPENED),
            ReportDue(Reporting.DANRIS_SERVICES, closed),
            ReportDue(Reporting.DANRIS_DISCHARGE, closed),
            ReportDue(Reporting.DANRIS_MONTH_AFTER, month),
            ReportDue(Reporting.DANRIS_HALF_YEAR_AFTER, half_year),
        ],
        Register.UNGMAP: [
            ReportDue(Reporting.UNGMAP_ENROLMENT, OPENED),
            ReportDue(Reporting.UNGMAP_FOLLOW_UP, date(2026, 4, 30)),
            ReportDue(Reporting.UNGMAP_CLOSURE, closed),
        ],
        None: [],
    }[EXPECTED[kind, age_band][1]]
    assert reports_of(course(kind, age_band, closed=closed)) == wanted


def test_a_course_that_ends_before_its_first_follow_up_has_none_to_report() -> None:
    reports = reports_of(course(ENROLLED, AgeBand.FROM_16, closed=date(2026, 3, 1)))
    assert [report.what for report in reports] == [Reporting.UNGMAP_ENROLMENT, Reporting.UNGMAP_CLOSURE]


@pytest.mark.parametrize(("kind", "age_band"), EVERY)
def test_an_open_course_of_any_kind_is_followed_up_as_often_as_agreed(kind: SheetKind, age_band: AgeBand) -> None:
    first = next_follow_up(course(kind, age_band, months=2), {})
    assert first == FollowUpDue(FollowUpKind.FOLLOW_UP, date(2026, 3, 31))
    later = next_follow_up(course(kind, age_band, months=2), {FollowUpKind.FOLLOW_UP: date(2026, 5, 1)})
    assert later == FollowUpDue(FollowUpKind.FOLLOW_UP, date(2026, 7, 1))


@pytest.mark.parametrize(("kind", "age_band"), EVERY)
def test_after_closure_only_who_is_reported_to_danris_is_followed_up(kind: SheetKind, age_band: AgeBand) -> None:
    ended, done = course(kind, age_band, closed=CLOSED), {FollowUpKind.CLOSURE: CLOSED}
    month = FollowUpDue(FollowUpKind.MONTH_AFTER, date(2026, 9, 30))
    half_year = FollowUpDue(FollowUpKind.HALF_YEAR_AFTER, date(2027, 2, 28))
    is_danris = EXPECTED[kind, age_band][1] == Register.DANRIS
    assert next_follow_up(ended, done) == (month if is_danris else None)
    done[FollowUpKind.MONTH_AFTER] = date(2026, 10, 1)
    assert next_follow_up(ended, done) == (half_year if is_danris else None)
    done[FollowUpKind.HALF_YEAR_AFTER] = date(2027, 3, 1)
    assert next_follow_up(ended, done) is None


def test_who_was_reached_half_a_year_after_is_not_asked_for_the_first_month() -> None:
    done = {FollowUpKind.CLOSURE: CLOSED, FollowUpKind.HALF_YEAR_AFTER: date(2027, 3, 1)}
    assert next_follow_up(course(ENROLLED, AgeBand.FROM_18, closed=CLOSED), done) is None


def test_pseudonyms_take_no_letter_for_another_and_make_no_word() -> None:
    assert not set(ALPHABET) & set("0O1IL2Z5S8BUVAEIOUYÆØÅ")
    assert len(set(ALPHABET)) == len(ALPHABET)
    for _draw in range(200):
        first, dash, last = draw_pseudonym().partition("-")
        assert dash == "-"
        assert len(first) == len(last) == 3
        assert set(first + last) <= set(ALPHABET)


def test_pseudonyms_follow_no_order() -> None:
    drawn = [draw_pseudonym() for _draw in range(50)]
    assert len(set(drawn)) > 45
    assert drawn not in (sorted(drawn), sorted(drawn, reverse=True))
