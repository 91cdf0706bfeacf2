"""Makes and writes data sheets, and sets the agreement that they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from implementation.models import DataAgreement, DataSheet, SheetActivity, SheetFollowUp, SheetReported
from implementation.sheets.choices import FollowUpKind
from implementation.sheets.permissions import may_set_agreement, may_write_sheets
from implementation.sheets.policies import (
    agreement_of,
    kinds_to_write,
    why_closed,
    why_no_follow_up,
    why_no_sheet,
    why_not_closed,
    why_not_counted,
    why_not_followed_up_on,
    why_not_on,
    why_not_reopened,
    why_not_reported,
)
from implementation.sheets.pseudonym import draw_pseudonym
from people.policies import refuse_if

if TYPE_CHECKING:
    from datetime import date

    from courses.models import Team
    from implementation.sheets.choices import ActivityKind, Reporting, SheetKind
    from people.models import User


@transaction.atomic
def set_agreement(*, team: Team, by: User, **terms: Any) -> DataAgreement:
    """Return the team's data agreement with the terms: since, months, who reads. It holds for its sheets of before too.

    Raises PermissionDenied for others than the model owner, ValidationError for terms out of range.
    """
    if not may_set_agreement(by, team):
        raise PermissionDenied
    agreement = agreement_of(team) or DataAgreement(team=team)
    for name, value in terms.items():
        setattr(agreement, name, value)
    agreement.full_clean()
    agreement.save()
    return agreement


@transaction.atomic
def open_sheet(*, team: Team, kind: SheetKind, opened_on: date, by: User, **background: str) -> DataSheet:
    """Return a new sheet under a pseudonym of its own.

    Raises PermissionDenied for others than the team's staff, Refused without a data agreement in force,
    ValidationError for what is wrong with a date or a choice.
    """
    if not may_write_sheets(by, team):
        raise PermissionDenied
    refuse_if(why_no_sheet(agreement_of(team)))
    _refuse_date("opened_on", why_not_on(opened_on))
    sheet = DataSheet(team=team, kind=kind, opened_on=opened_on, created_by=by, pseudonym=_unused(), **background)
    sheet.full_clean()
    sheet.save()
    return sheet


def _unused() -> str:
    while DataSheet.objects.filter(pseudonym=(drawn := draw_pseudonym())).exists():
        pass
    return drawn


@transaction.atomic
def change_background(*, sheet: DataSheet, by: User, **background: str) -> DataSheet:
    """Return the sheet with another background; raises as ``open_sheet`` does."""
    _require_writer(by, sheet)
    for name, value in background.items():
        setattr(sheet, name, value)
    sheet.full_clean()
    sheet.save()
    return sheet


@transaction.atomic
def count_activity(*, sheet: DataSheet, kind: ActivityKind, more: int, by: User) -> SheetActivity:
    """Return how often the activity has been, once more or once less; raises Refused outside 0 to 999."""
    _require_writer(by, sheet)
    refuse_if(why_closed(sheet))
    activity, _made = SheetActivity.objects.select_for_update().get_or_create(sheet=sheet, kind=kind)
    refuse_if(why_not_counted(activity.count + more))
    activity.count += more
    activity.save()
    return activity


@transaction.atomic
def follow_up(*, sheet: DataSheet, kind: FollowUpKind, done_on: date, by: User, **change: Any) -> SheetFollowUp:
    """Return the written follow-up: under way while the sheet is open, and what comes after closure once each.

    Raises PermissionDenied, Refused where nothing is to be followed up, ValidationError for a date or a choice.
    """
    _require_writer(by, sheet)
    refuse_if(why_no_follow_up(sheet))
    if kind not in kinds_to_write(sheet):
        raise ValidationError({"kind": _("This follow-up cannot be written now.")})
    _refuse_date("done_on", why_not_followed_up_on(sheet, kind, done_on))
    return _written(sheet, kind, done_on, by, change)


@transaction.atomic
def close_sheet(*, sheet: DataSheet, closed_on: date, by: User, **change: Any) -> DataSheet:
    """Return the sheet, closed with what has changed since it was opened; raises as ``follow_up`` does."""
    _require_writer(by, sheet)
    refuse_if(why_closed(sheet))
    too_early = why_not_on(closed_on, opened_on=sheet.opened_on) or why_not_closed(sheet, closed_on)
    _refuse_date("closed_on", too_early)
    _written(sheet, FollowUpKind.CLOSURE, closed_on, by, change)
    sheet.closed_on = closed_on
    sheet.full_clean()
    sheet.save()
    return sheet


@transaction.atomic
def reopen_sheet(*, sheet: DataSheet, by: User) -> DataSheet:
    """Return the sheet, open as if it had not been closed; raises Refused once it was followed up after closure."""
    _require_writer(by, sheet)
    refuse_if(why_not_reopened(sheet))
    for closure in sheet.follow_ups.filter(kind=FollowUpKind.CLOSURE):
        closure.delete()
    sheet.closed_on = None
    sheet.save()
    return sheet


@transaction.atomic
def tick_reported(*, sheet: DataSheet, what: Reporting, by: User) -> SheetReported:
    """Return the tick of today that says that the report was made; ticking twice changes nothing."""
    _require_writer(by, sheet)
    refuse_if(why_not_reported(sheet, what))
    today = timezone.localdate()
    return SheetReported.objects.get_or_create(sheet=sheet, what=what, defaults={"ticked_on": today, "ticked_by": by})[
        0
    ]


@transaction.atomic
def untick_reported(*, sheet: DataSheet, what: Reporting, by: User) -> None:
    """Take the tick back."""
    _require_writer(by, sheet)
    for row in SheetReported.objects.filter(sheet=sheet, what=what):
        row.delete()


@transaction.atomic
def delete_sheet(*, sheet: DataSheet, by: User) -> None:
    """Delete a sheet that was made by mistake, or whose young person asks for it: really, with all that hangs on it."""
    _require_writer(by, sheet)
    sheet.delete()


def _written(sheet: DataSheet, kind: FollowUpKind, done_on: date, by: User, change: dict[str, Any]) -> SheetFollowUp:
    written = SheetFollowUp(sheet=sheet, kind=kind, done_on=done_on, written_by=by, **change)
    written.full_clean()
    written.save()
    return written


def _require_writer(by: User, sheet: DataSheet) -> None:
    if not may_write_sheets(by, sheet.team):
        raise PermissionDenied


def _refuse_date(field: str, sentence: str | None) -> None:
    if sentence:
        raise ValidationError({field: sentence})
