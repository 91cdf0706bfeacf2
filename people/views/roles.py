"""Giving a person a role, and ending it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from people.actions.memberships import end_role, give_role
from people.forms.persons import EndRoleForm, RoleForm
from people.models import Membership, User
from people.permissions import require
from people.policies import Refused
from people.roles import Permission

if TYPE_CHECKING:
    from django.http import HttpResponse

    from people.requests import PersonRequest


def role_give(request: PersonRequest, pk: int) -> HttpResponse:
    """Give a person a role in an organisation."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.MANAGE_PEOPLE)
    form = RoleForm(request.POST or None, person=person)
    address = reverse("people:person", args=[person.pk])
    if request.method == "POST" and form.is_valid():
        membership = give_role(membership=form.instance, by=request.user)
        messages.success(request, _("%(name)s has the role: %(role)s.") % {"name": person.name, "role": membership})
        return redirect(address)
    context = {
        "heading": _("Give %(name)s a role") % {"name": person.name},
        "breadcrumb": [(_("People"), reverse("people:person_list")), (person.name, address)],
        "form": form,
        "submit_label": _("Give the role"),
        "cancel_url": address,
    }
    return render(request, "_components/form_page.html", context)


def role_end(request: PersonRequest, pk: int) -> HttpResponse:
    """End a person's role."""
    found = Membership.objects.visible_to(request.user).select_related("user", "organisation")
    membership = get_object_or_404(found, pk=pk)
    require(request.user, Permission.MANAGE_PEOPLE)
    form = EndRoleForm(request.POST or None, membership=membership)
    address = reverse("people:person", args=[membership.user_id])
    if request.method == "POST" and form.is_valid():
        try:
            end_role(membership=membership, until=form.cleaned_data["until"], by=request.user)
            messages.success(request, _("Saved."))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect(address)
    context = {
        "heading": _("End a role"),
        "subtitle": f"{membership.user}: {membership}",
        "breadcrumb": [(_("People"), reverse("people:person_list")), (membership.user.name, address)],
        "form": form,
        "submit_label": _("End the role"),
        "cancel_url": address,
    }
    return render(request, "_components/form_page.html", context)
