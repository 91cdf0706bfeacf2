"""Supervision at a glance: a supervisor's own, the model owner's teams, and one team's page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from courses.models import ProgrammePage, Team
from courses.permissions import roles_on_team
from courses.scope import owned_organisations
from courses.trail import to_cohort, to_my_course
from people.permissions import membership_roles
from people.roles import Permission, Role, any_role_grants
from supervision.forms.teams import TeamFilterForm
from supervision.my_supervisions import consultations_to_record, is_supervisor, my_supervisions
from supervision.team_list import owned_teams, owner_page, sort_columns
from supervision.team_page import TeamSupervision

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from courses.trail import Trail
    from people.requests import PersonRequest


@require_GET
def overview(request: PersonRequest) -> HttpResponse:
    """Show a supervisor their supervisions and a model owner all teams; who is both sees both."""
    at = timezone.now()
    roles = membership_roles(request.user)
    supervises, owns = is_supervisor(request.user, roles), Role.MODEL_OWNER in roles
    if not (supervises or owns):
        raise PermissionDenied
    context = {
        "heading": _("Supervision"),
        "mine": my_supervisions(request.user, at) if supervises else None,
        "owns": owns,
        "consultations": consultations_to_record(request.user, at) if owns else (),
        **(_teams(request, at) if owns else {}),
    }
    return render(request, "supervision/overview.html", context)


def _teams(request: PersonRequest, at: datetime) -> dict[str, Any]:
    teams = list(owned_teams(request.user))
    codes = sorted({(team.cohort.start_date, team.cohort.code) for team in teams}, reverse=True)
    form = TeamFilterForm(request.GET, codes=[code for _start, code in codes])
    wanted = form.wanted()
    page, rows = owner_page(teams, wanted, request.GET.get("page", ""), at=at)
    return {
        "form": form,
        "page_obj": page,
        "rows": rows,
        "columns": sort_columns(wanted.sort),
        "has_teams": bool(teams),
        "programmes": ProgrammePage.objects.filter(owner_organisation__in=owned_organisations(request.user)),
    }


@require_GET
def team(request: PersonRequest, pk: int) -> HttpResponse:
    """Show how a team's supervision goes, to the team, its supervisors and the model owner."""
    related = "cohort__programme__owner_organisation"
    found = get_object_or_404(Team.objects.visible_to(request.user).select_related(related), pk=pk)
    roles = roles_on_team(request.user, found)
    if not any_role_grants(roles, Permission.READ_SUPERVISION):
        raise PermissionDenied
    context = {
        "team": found,
        "breadcrumb": _way_to(found, roles),
        "page": TeamSupervision(found, request.user, roles, timezone.now()),
    }
    return render(request, "supervision/team.html", context)


def _way_to(team: Team, roles: set[Role]) -> Trail:
    """Return the way by which the reader came: from the overview, else from the team or their own course."""
    if roles & {Role.SUPERVISOR, Role.MODEL_OWNER}:
        return [(_("Supervision"), reverse("supervision:overview"))]
    if Role.LEADER in roles:
        return [*to_cohort(team.cohort), (team.name, reverse("courses:team", args=[team.pk]))]
    return to_my_course()
