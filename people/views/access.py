"""Closing and opening a person's access, and helping somebody who has lost their passkeys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from people.actions.persons import deactivate, reactivate, remove_second_factors
from people.models import User
from people.permissions import require
from people.policies import Refused
from people.roles import Permission

if TYPE_CHECKING:
    from django.http import HttpResponse

    from people.requests import PersonRequest


def person_deactivate(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask, and close the person's access."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.MANAGE_PEOPLE)
    if request.method == "POST":
        try:
            deactivate(person=person, by=request.user)
            messages.success(request, _("The access of %(name)s is closed.") % {"name": person.name})
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("people:person", pk=person.pk)
    consequences = [
        _("The person is logged out everywhere and cannot log in."),
        _("Open invitations are withdrawn."),
        _("Attendance, certificates and roles stay as they are, and you can open the access again."),
    ]
    heading = _("Close the access of %(name)s") % {"name": person.name}
    return _confirm(request, person, heading, consequences, _("Close the access"))


@require_POST
def person_reactivate(request: PersonRequest, pk: int) -> HttpResponse:
    """Open the person's access again."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.MANAGE_PEOPLE)
    reactivate(person=person, by=request.user)
    messages.success(request, _("%(name)s can log in again.") % {"name": person.name})
    return redirect("people:person", pk=person.pk)


def person_remove_second_factors(request: PersonRequest, pk: int) -> HttpResponse:
    """Ask, and remove the passkeys and one-time codes of somebody who has lost them."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.MANAGE_PEOPLE)
    if request.method == "POST":
        remove_second_factors(person=person, by=request.user)
        messages.success(request, _("The passkeys and one-time codes of %(name)s are removed.") % {"name": person.name})
        return redirect("people:person", pk=person.pk)
    consequences = [
        _("The person logs in with e-mail and password; without a password they use “Forgot your password?”."),
        _("Make sure first that it is the person themselves who asks you."),
    ]
    heading = _("Remove the passkeys and one-time codes of %(name)s") % {"name": person.name}
    return _confirm(request, person, heading, consequences, _("Remove"))


def _confirm(
    request: PersonRequest, person: User, heading: str, consequences: list[str], submit_label: str
) -> HttpResponse:
    address = reverse("people:person", args=[person.pk])
    context = {
        "heading": heading,
        "breadcrumb": [(_("People"), reverse("people:person_list")), (person.name, address)],
        "consequences": consequences,
        "submit_label": submit_label,
        "cancel_url": address,
        "danger": True,
    }
    return render(request, "_components/confirm_page.html", context)
