"""What a data sheet's legal basis is, and when something about it falls due. Pure: choices and dates in, dates out.

Sources: model U-turn, section 8 (legal basis) and section 16 (DanRIS from 18 years on, UngMap below; 1 and 6 months
after). How often a change is followed up on the way stands in the team's data agreement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dateutil.relativedelta import relativedelta

from implementation.sheets.choices import AgeBand, FollowUpKind, LegalBasis, Register, Reporting, SheetKind

if TYPE_CHECKING:
    from datetime import date

AFTER = {FollowUpKind.MONTH_AFTER: 1, FollowUpKind.HALF_YEAR_AFTER: 6}
"""How many months after closure the two last follow-ups fall due."""


class Course(NamedTuple):
    """What the rules ask of a sheet: kind, age, when it was opened and closed, how often it is followed up."""

    kind: SheetKind
    age_band: AgeBand
    opened_on: date
    closed_on: date | None
    follow_up_months: int


class ReportDue(NamedTuple):
    """A report to a register, and the day from which it is due; None while that hangs on the closure."""

    what: Reporting
    due_on: date | None


class FollowUpDue(NamedTuple):
    """A follow-up that is to be written, and the day from which it is due."""

    kind: FollowUpKind
    due_on: date


def months_after(day: date, months: int) -> date:
    """Return the date so many months later; the month's last day where it's shorter."""
    return day + relativedelta(months=months)


def legal_basis(kind: SheetKind, age_band: AgeBand) -> LegalBasis | None:
    """Return by which paragraphs help is given; None where the age of somebody enrolled is not known."""
    if kind == SheetKind.ANONYMOUS:
        return LegalBasis.ANONYMOUS
    if age_band == AgeBand.UNKNOWN:
        return None
    return LegalBasis.MINOR if age_band.is_under_18 else LegalBasis.ADULT


def register_of(kind: SheetKind, age_band: AgeBand) -> Register | None:
    """Return the register that the course is reported to; anonymous counselling is reported to none."""
    basis = legal_basis(kind, age_band)
    return {LegalBasis.MINOR: Register.UNGMAP, LegalBasis.ADULT: Register.DANRIS}.get(basis) if basis else None


def reports_of(course: Course) -> list[ReportDue]:
    """Return what is reported about the course, in its order."""
    register = register_of(course.kind, course.age_band)
    if register == Register.DANRIS:
        return _danris(course.opened_on, course.closed_on)
    return _ungmap(course) if register == Register.UNGMAP else []


def _danris(opened_on: date, closed_on: date | None) -> list[ReportDue]:
    return [
        ReportDue(Reporting.DANRIS_ENROLMENT, opened_on),
        ReportDue(Reporting.DANRIS_ASI, opened_on),
        ReportDue(Reporting.DANRIS_SERVICES, closed_on),
        ReportDue(Reporting.DANRIS_DISCHARGE, closed_on),
        ReportDue(Reporting.DANRIS_MONTH_AFTER, closed_on and months_after(closed_on, 1)),
        ReportDue(Reporting.DANRIS_HALF_YEAR_AFTER, closed_on and months_after(closed_on, 6)),
    ]


def _ungmap(course: Course) -> list[ReportDue]:
    under_way = months_after(course.opened_on, course.follow_up_months)
    followed_up = course.closed_on is None or under_way < course.closed_on
    return [
        ReportDue(Reporting.UNGMAP_ENROLMENT, course.opened_on),
        *([ReportDue(Reporting.UNGMAP_FOLLOW_UP, under_way)] if followed_up else []),
        ReportDue(Reporting.UNGMAP_CLOSURE, course.closed_on),
    ]


def next_follow_up(course: Course, done: dict[FollowUpKind, date]) -> FollowUpDue | None:
    """Return the follow-up that comes next, given the last date on which each kind was written; None for none.

    While the course goes on there is always one. After it, only who is reported to DanRIS is followed up.
    """
    if course.closed_on is None:
        last = done.get(FollowUpKind.FOLLOW_UP, course.opened_on)
        return FollowUpDue(FollowUpKind.FOLLOW_UP, months_after(last, course.follow_up_months))
    if register_of(course.kind, course.age_band) != Register.DANRIS:
        return None
    if FollowUpKind.HALF_YEAR_AFTER in done:
        return None
    kind = FollowUpKind.HALF_YEAR_AFTER if FollowUpKind.MONTH_AFTER in done else FollowUpKind.MONTH_AFTER
    return FollowUpDue(kind, months_after(course.closed_on, AFTER[kind]))
