"""What the page of a month's report shows: each figure with what it's held against, and what happened to the report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from implementation.enums import ReportState
from implementation.figures import figure_labels
from implementation.models import DataAgreement, DataSheet
from implementation.months import month_before, next_month
from implementation.plausibility import Background
from implementation.sheets.choices import SheetKind
from implementation.target_bars import target_bars

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.forms import BoundField

    from courses.models import Team
    from implementation.forms.reports import Asked, ReportForm
    from implementation.models import ActivityReport, ReportEvent
    from implementation.report_months import ReportMonth
    from implementation.target_bars import TargetBar
    from implementation.team_reports import TeamReports
    from implementation.team_targets import TeamTargets

COMPARED = 3
"""How many months before are looked at for what is sudden."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One figure: what is written, last month's, the year's target, and the field where it may be written."""

    label: str
    value: int | None
    last: int | None
    bar: TargetBar | None
    meanwhile: int | None
    field: BoundField | None
    asked: list[Asked]


@dataclass(frozen=True, slots=True)
class EventRow:
    """Something that happened to the report, with which figures were said to be right and which were not."""

    event: ReportEvent
    right: str
    unanswered: str

    @property
    def state(self) -> ReportState:
        """What it became, in words with a tone."""
        return ReportState(self.event.state)


def beside(
    reports: TeamReports,
    one: ReportMonth,
    yearly: TeamTargets,
    form: ReportForm | None,
    meanwhile: Mapping[str, int | None],
) -> list[FigureRow]:
    """Return the five figures in their order."""
    fields = {field.name: (field, asked) for field, asked in form.rows()} if form else {}
    bars = {bar.target.figure: bar for bar in target_bars(yearly)}
    last = reports.month(month_before(one.month))
    return [
        FigureRow(
            label=label,
            value=getattr(one.report, name, None),
            last=getattr(last.report, name, None) if last and last.is_handed_in else None,
            bar=bars.get(name),
            meanwhile=meanwhile.get(name),
            field=fields.get(name, (None, []))[0],
            asked=fields.get(name, (None, []))[1],
        )
        for name, label in figure_labels().items()
    ]


def background_of(reports: TeamReports, one: ReportMonth) -> Background:
    """Return what the month's figures are held against."""
    recent = [before.report.figures for before in reports.before(one.month, COMPARED) if before.report]
    return Background(
        recent=recent,
        new_persons_before=reports.sums(one.month.replace(month=1), one.month)["new_persons"],
        earlier_new_persons=_earlier_new_persons(one.report),
        enrolled_sheets=_enrolled_sheets(reports.team, one.month),
    )


def _enrolled_sheets(team: Team, month: date) -> int | None:
    """Return how many sheets of enrolled young people the team opened in the month, None where it keeps none."""
    if not DataAgreement.objects.filter(team=team).exists():
        return None
    opened = DataSheet.objects.filter(team=team, opened_on__gte=month, opened_on__lt=next_month(month))
    return opened.filter(kind=SheetKind.ENROLLED).count()


def _earlier_new_persons(report: ActivityReport | None) -> int | None:
    if report is None or report.submitted_at is None:
        return None
    last = report.events.filter(state=ReportState.SUBMITTED).last()
    return last.figures.get("new_persons") if last else None


def events_of(report: ActivityReport | None) -> list[EventRow]:
    """Return what happened to the report, the latest first."""
    if report is None:
        return []
    return [_event_row(event) for event in report.events.select_related("by").order_by("-at", "-pk")]


def _event_row(event: ReportEvent) -> EventRow:
    return EventRow(event, _named(event.questions, answer=True), _named(event.questions, answer=False))


def _named(questions: Mapping[str, bool], *, answer: bool) -> str:
    """Return the labels of the figures that were asked about and answered so."""
    asked = {key.partition("-")[2] for key, said in questions.items() if said == answer}
    return ", ".join(label for name, label in figure_labels().items() if name in asked)
