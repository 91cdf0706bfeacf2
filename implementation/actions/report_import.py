"""Applies a checked list of earlier months' reports: all of it or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from courses.models import Team
from implementation.enums import ReportState
from implementation.imports.reports import plan_report_import
from implementation.models import ActivityReport, ReportEvent
from implementation.permissions import report_rights
from implementation.team_reports import reports_of_teams
from people.audit import create_audited
from supervision.enums import Source

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from courses.tables import Table
    from implementation.imports.reports import NewReport, ReportChanges
    from people.models import User


class ChangesDiffer(Exception):  # noqa: N818 - two people at once are a situation, not a fault of the program
    """Somebody has reported since the changes were shown; ``changes`` is what the file would do now."""

    def __init__(self, changes: ReportChanges) -> None:
        self.changes = changes
        super().__init__()


@transaction.atomic
def import_reports(
    *, table: Table, teams: Sequence[Team], by: User, fingerprint: str | None = None, at: datetime | None = None
) -> ReportChanges:
    """Read the table and apply it; return what was changed. What the model owner imports is accepted.

    ``fingerprint`` is that of the changes a person was shown: raises ChangesDiffer when they aren't what would be done
    now. Raises PermissionDenied for others than the teams' model owner, and what plan_report_import raises.
    """
    moment = at or timezone.now()
    related = "cohort__programme__owner_organisation"
    rows = Team.objects.select_for_update(of=("self",)).select_related(related)
    locked = list(rows.filter(pk__in=[team.pk for team in teams]).order_by("pk"))
    for team in locked:
        report_rights(by, team).require("accept")
    changes = plan_report_import(table, reports_of_teams(locked, on=timezone.localtime(moment).date()))
    if fingerprint is not None and changes.fingerprint != fingerprint:
        raise ChangesDiffer(changes)
    _write(changes, by, moment)
    return changes


def _write(changes: ReportChanges, by: User, at: datetime) -> None:
    reports = [_report(one, by, at) for one in changes.new]
    create_audited(reports, by=by)
    create_audited([_event(one, ReportState.SUBMITTED, by, at) for one in reports], by=by)
    create_audited([_event(one, ReportState.ACCEPTED, by, at) for one in reports], by=by)


def _report(one: NewReport, by: User, at: datetime) -> ActivityReport:
    return ActivityReport(
        team=one.team,
        month=one.month,
        state=ReportState.ACCEPTED,
        source=Source.IMPORT,
        first_submitted_at=at,
        submitted_at=at,
        submitted_by=by,
        changed_at=at,
        **one.figures,
    )


def _event(report: ActivityReport, state: ReportState, by: User, at: datetime) -> ReportEvent:
    figures = report.figures if state == ReportState.SUBMITTED else {}
    return ReportEvent(report=report, state=state, figures=figures, by=by, at=at)
