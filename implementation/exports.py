"""The list of a team's reports that leaves the product, with the English keys of the design as headers and values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from implementation.models import FIGURES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from courses.tables import Cell
    from implementation.report_months import ReportMonth
    from implementation.team_reports import TeamReports

REPORT_COLUMNS = ("month", "state", "timely", *FIGURES, "submitted_at")


def report_rows(reports: TeamReports) -> list[Sequence[Cell]]:
    """Return one row per month under REPORT_COLUMNS; a figure is empty where nobody has written it."""
    return [_row(one) for one in reports.months]


def _row(one: ReportMonth) -> Sequence[Cell]:
    timely = {True: "true", False: "false", None: ""}[one.is_timely]
    report = one.report
    at = report.submitted_at if report else None
    return (
        f"{one.month:%Y-%m}",
        one.state.value,
        timely,
        *(getattr(report, name) if report else None for name in FIGURES),
        timezone.localtime(at).isoformat(timespec="seconds") if at else "",
    )
