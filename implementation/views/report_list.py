"""All months that a team reports, and how its year stands against the targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from courses.cohort_sentences import fte_text
from implementation import trail
from implementation.enums import MonthMark
from implementation.figures import figure_labels
from implementation.target_bars import target_bars
from implementation.team_targets import programme_year, team_targets
from implementation.views.report_finding import find_team

if TYPE_CHECKING:
    from django.http import HttpResponse

    from implementation.report_months import ReportMonth
    from implementation.views.report_finding import Found
    from people.requests import PersonRequest


@require_GET
def report_list(request: PersonRequest, pk: int) -> HttpResponse:
    """Show the map of the months, the targets of the programme year and the figures."""
    found = find_team(request, pk)
    yearly = team_targets(found.reports, month=found.today, on=found.today)
    pauses = list(found.team.pauses.all())
    context = {
        "heading": _("Activity reports"),
        "subtitle": f"{found.team.name} · {found.team.cohort.code}",
        "breadcrumb": trail.to_team(found.team, found.rights),
        "team": found.team,
        "tally": found.reports.tally,
        "years": _years(found),
        "marks": list(MonthMark),
        "labels": list(figure_labels().values()),
        "next": _next(found),
        "yearly": yearly,
        "bars": target_bars(yearly),
        "basis": fte_text(yearly.fte),
        "pauses": pauses,
        "is_paused": any(one.until is None for one in pauses),
        "rights": found.rights,
        "actions": _actions(found),
    }
    return render(request, "implementation/report_list.html", context)


def _years(found: Found) -> list[tuple[int, list[ReportMonth]]]:
    """Return the months by programme year."""
    years: dict[int, list[ReportMonth]] = {}
    for one in found.reports.months:
        number, _first, _end = programme_year(found.team.cohort, one.month)
        years.setdefault(number, []).append(one)
    return list(years.items())


def _next(found: Found) -> ReportMonth | None:
    """Return the month to report next: the oldest that is over, open and not handed in."""
    return next((one for one in found.reports.months if one.is_to_be_handed_in), None)


def _actions(found: Found) -> list[tuple[str, str]]:
    one = _next(found)
    if one is None or not found.rights.write:
        return []
    return [(_("Write the next report"), reverse("implementation:report", args=[found.team.pk, one.month]))]
