"""What becomes of a month's report: saved, handed in, accepted, reopened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models import Team
from implementation.enums import ReportState
from implementation.models import FIGURES, ActivityReport, ReportEvent
from implementation.permissions import report_rights
from implementation.policies import why_not_accepted, why_not_reopened, why_not_submitted, why_not_written
from implementation.team_reports import reports_of
from people.policies import Refused, refuse_if
from supervision.policies import why_not_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from implementation.report_months import ReportMonth
    from people.models import Organisation, User

    Figures = Mapping[str, int | None]

LONGEST_REASON = 300


class Conflict(Exception):  # noqa: N818 - two people at once are a situation, not a fault of the program
    """Somebody else has saved the report since it was shown; ``report`` is how it stands now."""

    def __init__(self, report: ActivityReport) -> None:
        super().__init__()
        self.report = report


def version_of(report: ActivityReport | None) -> str:
    """Return the mark of how the report stands; empty where there is none."""
    return report.changed_at.isoformat() if report else ""


@transaction.atomic
def save_report(
    *, team: Team, month: date, figures: Figures, by: User, seen: str | None = None, at: datetime | None = None
) -> ActivityReport:
    """Return the month's report with the figures as far as they are known; handed in it is not.

    ``seen`` is the version that the person was shown: raises Conflict when somebody else has saved since. Raises
    PermissionDenied, and Refused for a month that is not open.
    """
    report_rights(by, team).require("write")
    moment = at or timezone.now()
    one, team = _locked(team, month, moment)
    refuse_if(why_not_written(one, _owner(team)))
    return _written(one, team, figures, seen, moment)


@transaction.atomic
def submit_report(
    *,
    team: Team,
    month: date,
    figures: Figures,
    by: User,
    questions: Mapping[str, bool] | None = None,
    seen: str | None = None,
    at: datetime | None = None,
) -> ActivityReport:
    """Return the month's report, handed in with all five figures; 0 is one.

    ``questions`` are what was asked about the figures, and whether the person said that they are right. Whether the
    report is timely goes by the first time it's handed in. Raises what save_report raises, and Refused for less than
    five figures.
    """
    report_rights(by, team).require("submit")
    moment = at or timezone.now()
    one, team = _locked(team, month, moment)
    refuse_if(why_not_submitted(one, _owner(team)))
    if any(figures.get(name) is None for name in FIGURES):
        raise Refused(_("All five figures are needed. Write 0 where there was nothing."))
    report = _written(one, team, figures, seen, moment)
    report.state, report.submitted_at, report.submitted_by = ReportState.SUBMITTED, moment, by
    report.first_submitted_at = report.first_submitted_at or moment
    report.save()
    _log(report, by, moment, figures=report.figures, questions=dict(questions or {}))
    return report


@transaction.atomic
def accept_report(*, team: Team, month: date, by: User, at: datetime | None = None) -> ActivityReport:
    """Return the month's report, accepted by the model owner; one that is accepted stays as it is."""
    report_rights(by, team).require("accept")
    moment = at or timezone.now()
    one, team = _locked(team, month, moment)
    if one.report is not None and one.state == ReportState.ACCEPTED:
        return one.report
    if one.report is None or why_not_accepted(one):
        raise Refused(why_not_accepted(one) or "")
    return _become(one.report, ReportState.ACCEPTED, by, moment)


@transaction.atomic
def reopen_report(*, team: Team, month: date, reason: str, by: User, at: datetime | None = None) -> ActivityReport:
    """Return the month's report, open until it's handed in again; also one that was never begun before it was locked.

    Raises PermissionDenied, and Refused without a reason, or where the lock is for somebody else to lift.
    """
    rights = report_rights(by, team)
    rights.require("reopen")
    moment = at or timezone.now()
    one, team = _locked(team, month, moment)
    refuse_if(why_not_reopened(one, _owner(team), as_owner=rights.accept))
    if not reason.strip():
        raise Refused(_("Write why the report is opened again."))
    refuse_if(why_not_text(reason.strip(), longest=LONGEST_REASON))
    report = one.report or ActivityReport(team=team, month=month)
    return _become(report, ReportState.REOPENED, by, moment, reason=reason.strip())


def _locked(team: Team, month: date, at: datetime) -> tuple[ReportMonth, Team]:
    """Return the month as it is now; whoever else writes for the team waits until the transaction ends."""
    related = "cohort__programme__owner_organisation"
    locked = Team.objects.select_for_update(of=("self",)).select_related(related).get(pk=team.pk)
    one = reports_of(locked, on=timezone.localtime(at).date()).month(month)
    if one is None:
        raise Refused(_("The team reports from the month in which the programme begins until it ends."))
    return one, locked


def _owner(team: Team) -> Organisation:
    return team.cohort.programme.owner_organisation


def _written(one: ReportMonth, team: Team, figures: Figures, seen: str | None, at: datetime) -> ActivityReport:
    if one.report is not None and seen is not None and seen != version_of(one.report):
        raise Conflict(one.report)
    report = one.report or ActivityReport(team=team, month=one.month)
    for name in FIGURES:
        setattr(report, name, figures.get(name))
    report.changed_at = at
    report.save()
    return report


def _become(report: ActivityReport, state: ReportState, by: User, at: datetime, *, reason: str = "") -> ActivityReport:
    report.state, report.changed_at = state, at
    report.save()
    _log(report, by, at, reason=reason)
    return report


def _log(report: ActivityReport, by: User, at: datetime, **said: object) -> None:
    ReportEvent.objects.create(report=report, state=report.state, by=by, at=at, **said)
