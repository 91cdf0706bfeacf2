"""What the pages of data sheets show: rows ready for the templates, which ask for nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from implementation.models.sheet import BACKGROUND
from implementation.sheets.choices import ActivityKind, FollowUpKind
from implementation.sheets.rules import reports_of
from implementation.sheets_due import due_of, follow_up_of

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import TextChoices

    from implementation.models import DataAgreement, DataSheet, SheetReported
    from implementation.sheets_due import SheetDue

BRIDGING = (ActivityKind.JOB_CENTRE, ActivityKind.SCHOOL, ActivityKind.DOCTOR, ActivityKind.PSYCHIATRY)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A sheet in the list, with what comes next and whether it's due."""

    sheet: DataSheet
    next: str
    is_due: bool


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report to a register: when it falls due, and its tick."""

    what: TextChoices
    tick: SheetReported | None
    due: str
    is_due: bool


def waiting_rows(waiting: list[SheetDue]) -> list[tuple[DataSheet, str]]:
    """Return the sheets that wait for something, each once with all it waits for, those that wait longest first."""
    by_sheet: dict[DataSheet, list[SheetDue]] = {}
    for due in waiting:
        by_sheet.setdefault(due.sheet, []).append(due)
    return [(sheet, _since(dues)) for sheet, dues in by_sheet.items()]


def _since(dues: list[SheetDue]) -> str:
    what = ", ".join(str(due.what.label) for due in dues)
    return _("%(what)s: since %(day)s") % {"what": what, "day": _short(dues[0].due_on)}


def sheet_row(sheet: DataSheet, on: date) -> SheetRow:
    """Return the sheet as the list shows it."""
    waiting = due_of(sheet, on)
    if waiting:
        return SheetRow(sheet, due_sentence(waiting[0]), is_due=True)
    next_one = follow_up_of(sheet)
    text = f"{next_one.kind.label}: {_short(next_one.due_on)}" if next_one else ""
    return SheetRow(sheet, text, is_due=False)


def due_sentence(due: SheetDue) -> str:
    """Return what the sheet waits for, and since when."""
    return _("%(what)s, due %(day)s") % {"what": due.what.label, "day": _short(due.due_on)}


def background_of(sheet: DataSheet) -> list[tuple[str, str]]:
    """Return the background as names and values, with the legal basis and when the sheet is deleted."""
    basis, deleted_on = sheet.legal_basis, sheet.delete_after
    return [
        (_("Opened"), _short(sheet.opened_on)),
        (_("Closed"), _short(sheet.closed_on) if sheet.closed_on else ""),
        *((_label(sheet, name), getattr(sheet, f"get_{name}_display")()) for name in BACKGROUND),
        (_("Legal basis"), str(basis.label) if basis else ""),
        (_("Is deleted on"), _short(deleted_on) if deleted_on else ""),
    ]


def activities_of(sheet: DataSheet) -> list[tuple[str, list[tuple[ActivityKind, int]]]]:
    """Return how often each activity has been, in two groups with their headings."""
    counts = {row.kind: row.count for row in sheet.activities.all()}
    own = [(kind, counts.get(kind.value, 0)) for kind in ActivityKind if kind not in BRIDGING]
    return [("", own), (_("Bridging"), [(kind, counts.get(kind.value, 0)) for kind in BRIDGING])]


def report_rows(sheet: DataSheet, on: date) -> list[ReportRow]:
    """Return the reports to the register with their ticks."""
    ticks = {row.what: row for row in sheet.reported.all()}
    return [
        ReportRow(
            what=report.what,
            tick=ticks.get(report.what),
            due=_short(report.due_on) if report.due_on else "",
            is_due=report.due_on is not None and report.due_on <= on,
        )
        for report in reports_of(sheet.course)
    ]


def next_sentence(sheet: DataSheet, on: date) -> tuple[str, str]:
    """Return which follow-up comes next and when, with its tone; empty where none does."""
    next_one = follow_up_of(sheet)
    if next_one is None:
        return "", ""
    said = {"what": FollowUpKind(next_one.kind).label, "day": _short(next_one.due_on)}
    if next_one.due_on <= on:
        return _("%(what)s has been due since %(day)s.") % said, "warn"
    return _("%(what)s falls due on %(day)s.") % said, ""


def terms_of(agreement: DataAgreement) -> list[tuple[str, str]]:
    """Return the terms of the data agreement as names and values."""
    months = _("%(count)s months")
    return [
        (_("In force from"), _short(agreement.since)),
        (_("A sheet is deleted"), _("%(count)s months after closure") % {"count": agreement.retention_months}),
        (_("Followed up every"), months % {"count": agreement.follow_up_months}),
        (_("The model owner"), _("may read the sheets") if agreement.owner_may_read else _("does not read the sheets")),
    ]


def _label(sheet: DataSheet, name: str) -> str:
    return str(sheet._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _short(day: Any) -> str:
    return date_format(day, "DATE_FORMAT")
