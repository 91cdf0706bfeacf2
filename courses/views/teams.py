"""Teams: who is in them and how they stand, a new one, changes, and their supervisors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from courses.actions.cohorts import create_team, edit_team
from courses.actions.supervisors import assign_supervisor, end_supervision
from courses.cohort_sentences import staffing_on
from courses.finding import permitted_cohort, permitted_team
from courses.forms.cohorts import EndSupervisionForm, SupervisorForm, TeamForm
from courses.forms.refusals import refusals_told_by
from courses.models import Supervisor, Team
from courses.permissions import may_on_cohort, roles_on_team
from courses.teams.page import members_of, supervisors_of
from people.roles import Permission, any_role_grants

if TYPE_CHECKING:
    from django.forms import BaseForm
    from django.http import HttpResponse

    from courses.models import Cohort
    from people.requests import PersonRequest


@require_GET
def team(request: PersonRequest, pk: int) -> HttpResponse:
    """Show a team to its leaders, its supervisors and the model owner."""
    found = permitted_team(request.user, pk, Permission.READ_TEAM_ATTENDANCE)
    at = timezone.now()
    # Before the start the question is whether the team will be staffed when it begins.
    day = max(timezone.localdate(), found.cohort.start_date)
    members = members_of(found, at=at, on=day)
    roles = roles_on_team(request.user, found)
    staff = [member.participant for member in members if member.participant.may_earn_certificate]
    context = {
        "team": found,
        "cohort": found.cohort,
        "municipalities": found.municipalities.all(),
        "optional_steps": found.optional_steps.all(),
        "members": members,
        "supervisors": supervisors_of(found, on=timezone.localdate()),
        "staffing": staffing_on(staff, day),
        "staffing_day": day,
        "may_manage": any_role_grants(roles, Permission.MANAGE_COHORT),
        "may_read_reports": any_role_grants(roles, Permission.READ_REPORTS),
        "may_read_sheets": any_role_grants(roles, Permission.READ_DATA_SHEETS),
        "may_set_agreement": any_role_grants(roles, Permission.SET_DATA_AGREEMENT),
        "may_invite": any_role_grants(roles, Permission.INVITE_TO_TEAM),
    }
    return render(request, "courses/team.html", context)


def team_create(request: PersonRequest, code: str) -> HttpResponse:
    """Add a team to a cohort."""
    cohort = permitted_cohort(request.user, code, Permission.MANAGE_COHORT)
    form = TeamForm(request.POST or None, cohort=cohort)
    if request.method == "POST" and form.is_valid():
        with refusals_told_by(form):
            made = create_team(cohort=cohort, **form.cleaned_data, by=request.user)
            messages.success(request, _("The team %(name)s is created.") % {"name": made.name})
            return redirect("courses:team", made.pk)
    cancel = reverse("courses:cohort", args=[cohort.code])
    return _form_page(request, form, _("New team"), _way_to(cohort), cancel)


def team_edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change a team's municipalities, name and optional steps."""
    found = permitted_team(request.user, pk, Permission.MANAGE_COHORT)
    form = TeamForm(request.POST or None, cohort=found.cohort, team=found)
    if request.method == "POST" and form.is_valid():
        with refusals_told_by(form):
            edit_team(team=found, **form.cleaned_data, by=request.user)
            messages.success(request, _("Saved."))
            return redirect("courses:team", found.pk)
    return _team_form(request, form, found, _("Change the team"))


def supervisor_assign(request: PersonRequest, pk: int) -> HttpResponse:
    """Assign a supervisor to a team."""
    found = permitted_team(request.user, pk, Permission.MANAGE_COHORT)
    form = SupervisorForm(request.POST or None, team=found)
    if request.method == "POST" and form.is_valid():
        with refusals_told_by(form):
            made = assign_supervisor(team=found, **form.cleaned_data, by=request.user)
            messages.success(request, _("%(name)s supervises the team.") % {"name": made.user})
            return redirect("courses:team", found.pk)
    return _team_form(request, form, found, _("Assign a supervisor"))


def supervisor_end(request: PersonRequest, pk: int) -> HttpResponse:
    """End a supervisor's assignment to a team."""
    supervisor = _permitted_supervisor(request, pk)
    form = EndSupervisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_told_by(form):
            end_supervision(supervisor=supervisor, until=form.cleaned_data["until"], by=request.user)
            messages.success(request, _("Saved."))
            return redirect("courses:team", supervisor.team_id)
    heading = _("End %(name)s's supervision") % {"name": supervisor.user}
    return _team_form(request, form, supervisor.team, heading)


def _permitted_supervisor(request: PersonRequest, pk: int) -> Supervisor:
    visible = Team.objects.visible_to(request.user)
    related = ("user", "team__cohort__programme__owner_organisation")
    supervisor = get_object_or_404(Supervisor.objects.filter(team__in=visible).select_related(*related), pk=pk)
    if not may_on_cohort(request.user, Permission.MANAGE_COHORT, supervisor.team.cohort):
        raise PermissionDenied
    return supervisor


def _team_form(request: PersonRequest, form: BaseForm, found: Team, heading: str) -> HttpResponse:
    address = reverse("courses:team", args=[found.pk])
    return _form_page(request, form, heading, [*_way_to(found.cohort), (found.name, address)], address)


def _form_page(
    request: PersonRequest, form: BaseForm, heading: str, way: list[tuple[str, str]], cancel: str
) -> HttpResponse:
    context: dict[str, Any] = {"heading": heading, "breadcrumb": way, "form": form, "cancel_url": cancel}
    return render(request, "_components/form_page.html", context, status=422 if form.errors else 200)


def _way_to(cohort: Cohort) -> list[tuple[str, str]]:
    return [
        (_("Cohorts"), reverse("courses:cohort_list")),
        (cohort.code, reverse("courses:cohort", args=[cohort.code])),
    ]
