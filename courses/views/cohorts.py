"""Cohorts: the list, a new one, one cohort's participants with their standings, closing and reopening."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from courses.actions.cohorts import close_cohort, create_cohort, reopen_cohort
from courses.cohort_sentences import month_sentence
from courses.enums import CohortState
from courses.finding import permitted_cohort, visible_cohort
from courses.forms.cohorts import CohortForm, StandingFilterForm
from courses.forms.refusals import refusals_told_by
from courses.models import Cohort, Participant, Team
from courses.permissions import may_manage_cohorts, may_on_cohort, teams_with_readable_attendance
from courses.standing_rows import cohort_figures, sort_columns, sorted_rows, standing_rows
from people.models import Organisation
from people.policies import Refused
from people.roles import Permission

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.http import HttpResponse

    from people.requests import PersonRequest

PAGE_LENGTH = 200


@require_GET
def cohort_list(request: PersonRequest) -> HttpResponse:
    """Show the cohorts in the person's scope, the latest first."""
    today = timezone.localdate()
    found = Cohort.objects.visible_to(request.user).select_related("programme").order_by("-start_date", "code")
    page = Paginator(_with_counts(found), PAGE_LENGTH).get_page(request.GET.get("page"))
    may_create = may_manage_cohorts(request.user)
    context = {
        "heading": _("Cohorts"),
        "actions": [(_("New cohort"), reverse("courses:cohort_create"))] if may_create else [],
        "may_create": may_create,
        "page_obj": page,
        "rows": [(cohort, CohortState(cohort.state), month_sentence(cohort, today)) for cohort in page],
    }
    return render(request, "courses/cohort_list.html", context)


def _with_counts(cohorts: QuerySet[Cohort]) -> QuerySet[Cohort]:
    """Return the cohorts with ``team_count`` and ``participant_count``, those who have left not counted."""
    today = timezone.localdate()
    live = Q(teams__participants__left_on=None) | Q(teams__participants__left_on__gt=today)
    return cohorts.annotate(
        team_count=Count("teams", distinct=True),
        participant_count=Count("teams__participants", filter=live, distinct=True),
    )


def cohort_create(request: PersonRequest) -> HttpResponse:
    """Make a cohort of one's own programme with its teams."""
    if not may_manage_cohorts(request.user):
        raise PermissionDenied
    form = CohortForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        with refusals_told_by(form):
            made = create_cohort(**form.cleaned_data, by=request.user)
            messages.success(request, _("The cohort %(code)s is created.") % {"code": made.code})
            return redirect("courses:cohort", made.code)
    context = {
        "heading": _("New cohort"),
        "breadcrumb": [(_("Cohorts"), reverse("courses:cohort_list"))],
        "form": form,
        "submit_label": _("Create the cohort"),
        "cancel_url": reverse("courses:cohort_list"),
        "municipalities": Organisation.objects.municipalities().order_by("name"),
    }
    return render(request, "courses/cohort_create.html", context, status=422 if form.errors else 200)


@require_GET
def cohort(request: PersonRequest, code: str) -> HttpResponse:
    """Show a cohort: to its model owner with everybody's standing, to others the part that is theirs.

    Others in scope are trainers (their sessions), leaders and supervisors (their teams), staff (nothing of others).
    """
    found = visible_cohort(request.user, code)
    if may_on_cohort(request.user, Permission.READ_TEAM_ATTENDANCE, found):
        return _whole_cohort(request, found)
    context = _head(found) | {
        "teams": Team.objects.filter(teams_with_readable_attendance(request.user), cohort=found),
        "sessions": found.sessions.published().filter(trainers=request.user).select_related("team"),
        "takes_part": Participant.objects.filter(user=request.user, team__cohort=found).exists(),
    }
    return render(request, "courses/cohort_part.html", context)


def _whole_cohort(request: PersonRequest, found: Cohort) -> HttpResponse:
    teams = list(found.teams.all())
    participants = Participant.objects.filter(team__cohort=found).select_related("user", "team__cohort")
    everybody = standing_rows(participants, at=timezone.now())
    form = StandingFilterForm(request.GET, teams=teams)
    wanted = form.wanted
    rows = sorted_rows([row for row in everybody if wanted.allows(row)], form.order)
    context = _head(found) | {
        "teams": teams,
        "figures": cohort_figures(everybody),
        "form": form,
        "columns": sort_columns(form.order),
        "page_obj": Paginator(rows, PAGE_LENGTH).get_page(request.GET.get("page")),
        "total": len(everybody),
        "is_draft": found.state == CohortState.DRAFT,
        "is_closed": found.state == CohortState.CLOSED,
    }
    return render(request, "courses/cohort.html", context)


def _head(found: Cohort) -> dict[str, Any]:
    state = CohortState(found.state)
    return {
        "cohort": found,
        "heading": found.code,
        "state": state,
        "last_date": found.end_date - timedelta(days=1),
        "month": month_sentence(found, timezone.localdate()),
        "breadcrumb": [(_("Cohorts"), reverse("courses:cohort_list"))],
    }


@require_POST
def cohort_close(request: PersonRequest, code: str) -> HttpResponse:
    """Close a cohort: nothing about its teams and participants changes from then on."""
    return _change_state(request, code, close_cohort, _("The cohort %(code)s is closed."))


@require_POST
def cohort_reopen(request: PersonRequest, code: str) -> HttpResponse:
    """Reopen a closed cohort."""
    return _change_state(request, code, reopen_cohort, _("The cohort %(code)s is open again."))


def _change_state(request: PersonRequest, code: str, change: Callable[..., Cohort], said: str) -> HttpResponse:
    found = permitted_cohort(request.user, code, Permission.MANAGE_COHORT)
    try:
        change(cohort=found, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said % {"code": found.code})
    return redirect("courses:cohort", found.code)
