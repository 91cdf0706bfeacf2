"""People, as those see them who administer them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from people.actions.invitations import invite
from people.actions.persons import change_person, create_person
from people.forms.persons import NewPersonForm, PersonFilterForm, PersonForm
from people.models import User
from people.permissions import require
from people.policies import access_state
from people.presentation import invitation_row, person_row, role_row, status
from people.roles import Permission, Role

if TYPE_CHECKING:
    from django.http import HttpResponse

    from people.requests import PersonRequest

PAGE_LENGTH = 25


@require_GET
def person_list(request: PersonRequest) -> HttpResponse:
    """Show people by name, narrowed by name, e-mail and role."""
    require(request.user, Permission.MANAGE_PEOPLE)
    form = PersonFilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    people = User.objects.visible_to(request.user).matching(wanted.get("q", ""))
    if wanted.get("role"):
        people = people.in_role(Role(wanted["role"]))
    page = Paginator(people.with_access(), PAGE_LENGTH).get_page(request.GET.get("page"))
    context = {
        "heading": _("People"),
        "actions": [
            (_("Create a person"), reverse("people:person_create")),
            (_("Invitations"), reverse("people:invitation_list")),
        ],
        "form": form,
        "page_obj": page,
        "rows": [person_row(person) for person in page],
    }
    return render(request, "people/person_list.html", context)


@require_GET
def person_detail(request: PersonRequest, pk: int) -> HttpResponse:
    """Show a person: access, roles, invitations."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.MANAGE_PEOPLE)
    invitations = list(person.invitations.select_related("invited_by", "user"))
    unanswered = next((row for row in invitations if not (row.accepted_at or row.withdrawn_at)), None)
    state = access_state(person, unanswered)
    context = {
        "heading": person.name,
        "subtitle": person.email,
        "breadcrumb": [(_("People"), reverse("people:person_list"))],
        "actions": [(_("Change"), reverse("people:person_change", args=[person.pk]))],
        "person": person,
        "state": state,
        "status": status(state),
        "unanswered": invitation_row(unanswered) if unanswered else None,
        "invitations": [invitation_row(row) for row in invitations],
        "roles": [role_row(row) for row in person.memberships.select_related("organisation").order_by("-since")],
        "facts": [
            (_("E-mail"), person.email),
            (_("Language"), person.get_language_display()),
            (_("Created"), date_format(timezone.localtime(person.date_joined), "DATE_FORMAT")),
        ],
        "has_second_factors": Authenticator.objects.filter(user=person).exists(),
    }
    return render(request, "people/person.html", context)


def person_create(request: PersonRequest) -> HttpResponse:
    """Create a person, and invite them if wanted."""
    require(request.user, Permission.MANAGE_PEOPLE)
    form = NewPersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        with transaction.atomic():
            person = create_person(
                email=wanted["email"], name=wanted["name"], language=wanted["language"], by=request.user
            )
            if wanted["invite"]:
                invite(user=person, occasion=wanted["occasion"], by=request.user)
        messages.success(request, _("%(name)s is created. Give the person a role below.") % {"name": person.name})
        return redirect("people:person", pk=person.pk)
    context = {
        "heading": _("Create a person"),
        "breadcrumb": [(_("People"), reverse("people:person_list"))],
        "form": form,
        "submit_label": _("Create"),
        "cancel_url": reverse("people:person_list"),
    }
    return render(request, "_components/form_page.html", context)


def person_change(request: PersonRequest, pk: int) -> HttpResponse:
    """Change a person's name, e-mail or language."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.MANAGE_PEOPLE)
    name, address = person.name, reverse("people:person", args=[person.pk])
    form = PersonForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        change_person(person=person, **form.cleaned_data, by=request.user)
        messages.success(request, _("Saved."))
        return redirect(address)
    context = {
        "heading": _("Change %(name)s") % {"name": name},
        "breadcrumb": [(_("People"), reverse("people:person_list")), (name, address)],
        "form": form,
        "cancel_url": address,
    }
    return render(request, "_components/form_page.html", context)
