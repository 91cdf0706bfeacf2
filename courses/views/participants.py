"""Participants: the list across cohorts, one person's standing in full, and what can change about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from courses.actions.participants import (
    add_participant,
    change_fte,
    edit_participant,
    leave,
    remove_participant,
)
from courses.cohort_sentences import fte_text
from courses.finding import permitted_participant, permitted_team, visible_participant
from courses.forms.participants import (
    FteForm,
    LeaveForm,
    NewParticipantForm,
    ParticipantFilterForm,
    ParticipantForm,
)
from courses.forms.refusals import refusals_told_by
from courses.history import history_of
from courses.models import Cohort, Team
from courses.participant_search import ParticipantPaginator, ParticipantSearch, participants_in_order
from courses.permissions import (
    may_manage_cohorts,
    may_read_standing,
    roles_on_team,
    teams_with_readable_attendance,
)
from courses.policies.cohorts import why_closed, why_gone, why_not_removed
from courses.standing_rows import standing_row, standing_rows
from courses.teams.page import period_text
from courses.teams.staffing import fte_on
from people.actions.invitations import invite
from people.policies import Refused, refuse_if
from people.roles import Permission, any_role_grants

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.forms import BaseForm
    from django.http import HttpResponse

    from courses.models import Participant
    from people.requests import PersonRequest

PAGE_LENGTH = 25


@require_GET
def participant_list(request: PersonRequest) -> HttpResponse:
    """Show all participants whose attendance the person may read, by name, with their standings."""
    teams = Team.objects.filter(teams_with_readable_attendance(request.user)).order_by()
    cohorts = Cohort.objects.filter(pk__in=teams.values("cohort")).order_by("-start_date", "code")
    codes = list(cohorts.values_list("code", flat=True))
    if not (codes or may_manage_cohorts(request.user)):
        raise PermissionDenied
    form = ParticipantFilterForm(request.GET, codes=codes)
    page = ParticipantPaginator(_search(teams, form), PAGE_LENGTH).get_page(request.GET.get("page"))
    context = {
        "heading": _("Participants"),
        "form": form,
        "page_obj": page,
        "rows": standing_rows(participants_in_order(page.object_list), at=timezone.now()),
    }
    return render(request, "courses/participant_list.html", context)


def _search(teams: QuerySet[Team], form: ParticipantFilterForm) -> ParticipantSearch:
    wanted = form.cleaned_data if form.is_valid() else {}
    if wanted.get("cohort"):
        teams = teams.filter(cohort__code=wanted["cohort"])
    return ParticipantSearch(teams, text=wanted.get("q", ""), role=wanted.get("role", ""))


@require_GET
def participant(request: PersonRequest, pk: int) -> HttpResponse:
    """Show one participant's standing in full, to themselves and to those who may read their team's attendance."""
    found = visible_participant(request.user, pk)
    if not may_read_standing(request.user, found):
        raise PermissionDenied
    at = timezone.now()
    history = history_of(found, at=at)
    row = standing_row(history.evaluated, at=at, own=found.user == request.user)
    roles = roles_on_team(request.user, found.team)
    may_manage = any_role_grants(roles, Permission.MANAGE_COHORT)
    context = {
        "participant": found,
        "cohort": found.team.cohort,
        "row": row,
        "standing": row.standing,
        "entries": history.entries,
        "corrections": any_role_grants(roles, Permission.CORRECT_REGISTER),
        "staffing": [(change.effective_on, fte_text(change.fte)) for change in found.fte_changes.all()],
        "period": period_text(found.joined_on, found.left_on),
        "certificates": found.certificates.defer("pdf", "content"),
        "may_manage": may_manage,
        "may_issue": any_role_grants(roles, Permission.ISSUE_CERTIFICATES),
        "may_see_team": any_role_grants(roles, Permission.READ_TEAM_ATTENDANCE),
        "may_remove": may_manage and not (why_closed(found.team.cohort) or why_not_removed(found)),
    }
    return render(request, "courses/participant.html", context)


def participant_create(request: PersonRequest, pk: int) -> HttpResponse:
    """Add a person to a team."""
    team = permitted_team(request.user, pk, Permission.MANAGE_COHORT)
    form = NewParticipantForm(request.POST or None, team=team)
    if request.method == "POST" and form.is_valid():
        with refusals_told_by(form):
            made = add_participant(team=team, **form.cleaned_data, by=request.user)
            messages.success(request, _("%(name)s is in the team.") % {"name": made.user})
            return redirect("courses:team", team.pk)
    return _form_page(request, form, _("Add a participant"), _way_to(team), _team_url(team))


def participant_edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change what is known about a participant."""
    found = permitted_participant(request.user, pk, Permission.MANAGE_COHORT)
    form = ParticipantForm(request.POST or None, participant=found)
    if request.method == "POST" and form.is_valid():
        with refusals_told_by(form):
            edit_participant(participant=found, **form.cleaned_data, by=request.user)
            return _saved(request, found)
    return _participant_form(request, form, found, _("Change %(name)s"))


def participant_fte(request: PersonRequest, pk: int) -> HttpResponse:
    """Change how much a participant works in the team from a date on."""
    found = permitted_participant(request.user, pk, Permission.MANAGE_COHORT)
    form = FteForm(request.POST or None, fte=fte_on(found.fte_changes.all(), timezone.localdate()))
    if request.method == "POST" and form.is_valid():
        with refusals_told_by(form):
            change_fte(participant=found, **form.cleaned_data, by=request.user)
            return _saved(request, found)
    return _participant_form(request, form, found, _("Staffing of %(name)s"))


def participant_leave(request: PersonRequest, pk: int) -> HttpResponse:
    """Let a participant leave the team."""
    found = permitted_participant(request.user, pk, Permission.MANAGE_COHORT)
    form = LeaveForm(request.POST or None, participant=found)
    if request.method == "POST" and form.is_valid():
        with refusals_told_by(form):
            leave(participant=found, left_on=form.cleaned_data["left_on"], by=request.user)
            return _saved(request, found)
    return _participant_form(request, form, found, _("%(name)s leaves the team"))


@require_POST
def participant_remove(request: PersonRequest, pk: int) -> HttpResponse:
    """Remove a participant who was added by mistake."""
    found = permitted_participant(request.user, pk, Permission.MANAGE_COHORT)
    try:
        remove_participant(participant=found, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("courses:participant", pk)
    messages.success(request, _("%(name)s is removed from the team.") % {"name": found.user})
    return redirect("courses:team", found.team_id)


@require_POST
def participant_invite(request: PersonRequest, pk: int) -> HttpResponse:
    """Invite a participant to log in."""
    found = permitted_participant(request.user, pk, Permission.INVITE_TO_TEAM)
    cohort = found.team.cohort
    occasion = _("%(programme)s, cohort %(code)s") % {"programme": cohort.programme.title, "code": cohort.code}
    try:
        refuse_if(why_gone(found, timezone.localdate()))
        invite(user=found.user, occasion=occasion, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(name)s is invited; the mail is on its way.") % {"name": found.user})
    return redirect("courses:team", found.team_id)


def _saved(request: PersonRequest, found: Participant) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("courses:participant", found.pk)


def _participant_form(request: PersonRequest, form: BaseForm, found: Participant, heading: str) -> HttpResponse:
    name, address = found.user.name, reverse("courses:participant", args=[found.pk])
    return _form_page(request, form, heading % {"name": name}, [*_way_to(found.team), (name, address)], address)


def _form_page(
    request: PersonRequest, form: BaseForm, heading: str, way: list[tuple[str, str]], cancel: str
) -> HttpResponse:
    context: dict[str, Any] = {"heading": heading, "breadcrumb": way, "form": form, "cancel_url": cancel}
    return render(request, "_components/form_page.html", context, status=422 if form.errors else 200)


def _way_to(team: Team) -> list[tuple[str, str]]:
    cohort = (team.cohort.code, reverse("courses:cohort", args=[team.cohort.code]))
    return [(_("Cohorts"), reverse("courses:cohort_list")), cohort, (team.name, _team_url(team))]


def _team_url(team: Team) -> str:
    return reverse("courses:team", args=[team.pk])
