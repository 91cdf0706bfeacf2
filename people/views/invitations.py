"""Invitations, as those see them who administer people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from people.actions.invitations import invite, send_again, withdraw
from people.forms.invitations import InviteForm
from people.models import Invitation, User
from people.permissions import require
from people.policies import Refused
from people.presentation import invitation_row, invitation_tabs
from people.redirects import back_or
from people.roles import Permission

if TYPE_CHECKING:
    from django.http import HttpResponse

    from people.requests import PersonRequest

PAGE_LENGTH = 25


@require_GET
def invitation_list(request: PersonRequest) -> HttpResponse:
    """Show the invitations, newest first, with what can be done to each."""
    require(request.user, Permission.MANAGE_PEOPLE)
    shown = request.GET.get("state", "open")
    invitations = Invitation.objects.visible_to(request.user).in_state(shown).select_related("user", "invited_by")
    page = Paginator(invitations, PAGE_LENGTH).get_page(request.GET.get("page"))
    context = {
        "heading": _("Invitations"),
        "breadcrumb": [(_("People"), reverse("people:person_list"))],
        "page_obj": page,
        "rows": [invitation_row(invitation) for invitation in page],
        "tabs": invitation_tabs(shown),
    }
    return render(request, "people/invitation_list.html", context)


def person_invite(request: PersonRequest, pk: int) -> HttpResponse:
    """Invite a person."""
    person = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.MANAGE_PEOPLE)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            invite(user=person, occasion=form.cleaned_data["occasion"], by=request.user)
            messages.success(request, _("%(name)s is invited; the mail is on its way.") % {"name": person.name})
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("people:person", pk=person.pk)
    context = {
        "heading": _("Invite %(name)s") % {"name": person.name},
        "subtitle": person.email,
        "form": form,
        "submit_label": _("Send the invitation"),
        "cancel_url": reverse("people:person", args=[person.pk]),
    }
    return render(request, "_components/form_page.html", context)


@require_POST
def invitation_send_again(request: PersonRequest, pk: int) -> HttpResponse:
    """Send an invitation again, with a new link."""
    invitation = get_object_or_404(Invitation.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.MANAGE_PEOPLE)
    try:
        send_again(invitation=invitation, by=request.user)
        messages.success(request, _("The invitation is sent again; the earlier link no longer works."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return back_or(request, "people:invitation_list")


@require_POST
def invitation_withdraw(request: PersonRequest, pk: int) -> HttpResponse:
    """Withdraw an invitation."""
    invitation = get_object_or_404(Invitation.objects.visible_to(request.user), pk=pk)
    require(request.user, Permission.MANAGE_PEOPLE)
    try:
        withdraw(invitation=invitation, by=request.user)
        messages.success(request, _("The invitation is withdrawn; its link no longer works."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return back_or(request, "people:invitation_list")
