"""Which of implementation tracking's tables are under audit, and what of them: of data sheets nothing but who and when.

That a field of a sheet was written is logged, what stood in it is not, so a deleted sheet lives on in no log.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditlog.models import LogEntry
from auditlog.registry import auditlog

from implementation.models import (
    ActivityReport,
    DataAgreement,
    DataSheet,
    Milestone,
    MilestoneEntry,
    ReportEvent,
    SheetActivity,
    SheetFollowUp,
    SheetReported,
    StepPause,
    TeamPause,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model

    from courses.models import Team
    from people.models import User

AUDITED = (ActivityReport, DataAgreement, Milestone, ReportEvent, StepPause, TeamPause)
OF_SHEETS = (DataSheet, SheetActivity, SheetFollowUp, SheetReported)
SHOWN = {"id", "team", "sheet", "created_by", "created_at", "written_by", "written_at", "ticked_by"}
"""The columns of sheets that say nothing of the young person."""
NOT_KEPT = "–"


def register_audited_models() -> None:
    """Put the tables under audit."""
    for audited in AUDITED:
        auditlog.register(audited)
    # What somebody wrote about a milestone stands in its own log, once.
    auditlog.register(MilestoneEntry, exclude_fields=["text", "link", "filename"])
    for model in OF_SHEETS:
        auditlog.register(model, mask_fields=hidden_fields(model), mask_callable=f"{__name__}.not_kept")


def hidden_fields(model: type[Model]) -> list[str]:
    """Return the columns whose values the audit does not keep."""
    return [field.name for field in model._meta.concrete_fields if field.name not in SHOWN]


def not_kept(_value: str) -> str:
    """Return what stands in the log in place of a value."""
    return NOT_KEPT


def log_sheet_read(sheet: DataSheet, *, by: User) -> None:
    """Log that the person has read the sheet."""
    LogEntry.objects.log_create(sheet, force_log=True, action=LogEntry.Action.ACCESS, actor=by, actor_email=by.email)


def log_list_read(team: Team, sheets: Iterable[DataSheet], *, by: User) -> None:
    """Log that the person has read a list of the team's sheets: one entry that names the sheets by their keys."""
    read = {"data_sheets": sorted(sheet.pk for sheet in sheets)}
    LogEntry.objects.log_create(
        team, force_log=True, action=LogEntry.Action.ACCESS, actor=by, actor_email=by.email, additional_data=read
    )
