"""Where a cohort is in its programme, and how a team is staffed, said in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.teams.staffing import MINIMUM_FTE, fte_on

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from courses.models import Cohort, Participant


def month_sentence(cohort: Cohort, on: date) -> str:
    """Return how far the cohort has come on the date: "month 15 of 24", or when it begins, or that it is over."""
    if on < cohort.start_date:
        return _("begins on %(date)s") % {"date": date_format(cohort.start_date, "DATE_FORMAT")}
    if on >= cohort.end_date:
        return _("ended on %(date)s") % {"date": date_format(cohort.end_date, "DATE_FORMAT")}
    return _("month %(month)s of %(months)s") % {"month": cohort.month_at(on), "months": cohort.duration_months}


def fte_text(fte: Decimal | None) -> str:
    """Return full-time equivalents as they are written, without needless zeros; empty where nothing is known."""
    return "" if fte is None else number_format(fte.normalize() + 0)


@dataclass(frozen=True, slots=True)
class Staffing:
    """The team's full-time equivalents on a date, in words, and whether they are enough."""

    text: str
    enough: bool
    note: str


def staffing_on(staff: Iterable[Participant], on: date) -> Staffing:
    """Return the staffing of those who belong to the team on the date; they come with ``fte_changes`` fetched."""
    shares = [fte_on(one.fte_changes.all(), on) for one in staff if one.belonged_on(on)]
    total = sum((share for share in shares if share is not None), Decimal(0))
    return Staffing(
        text=fte_text(total) if total else "0",
        enough=total >= MINIMUM_FTE,
        note=_staffing_note(total, shares.count(None)),
    )


def _staffing_note(total: Decimal, unknown: int) -> str:
    notes = []
    if total < MINIMUM_FTE:
        notes.append(
            _("The model asks for at least %(minimum)s full-time equivalents.") % {"minimum": fte_text(MINIMUM_FTE)}
        )
    if unknown:
        text = ngettext(
            "Of %(count)s of the staff it is not known.", "Of %(count)s of the staff it is not known.", unknown
        )
        notes.append(text % {"count": unknown})
    return " ".join(notes)
