"""Accepting an invitation: the only pages of people that are open to those who are not logged in."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from people.actions.invitations import accept
from people.enums import InvitationLink
from people.forms.invitations import ChoosePasswordForm
from people.invitation_links import FollowedLink, follow
from people.login import log_in_by_invitation
from people.policies import Refused
from people.ratelimits import rate_limited

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@login_not_required
@never_cache
@sensitive_post_parameters("password", "password_again")
@rate_limited("accept_invitation")
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show the invitation, and let the person in by the password they choose."""
    link = follow(token)
    if link.leads_to != InvitationLink.OPEN or link.invitation is None:
        return _dead_end(request, link)
    form = ChoosePasswordForm(request.POST or None, person=link.invitation.user)
    if request.method == "POST" and form.is_valid():
        return _let_in(request, token, password=form.cleaned_data["password"], go_to=settings.LOGIN_REDIRECT_URL)
    context = {"invitation": link.invitation, "person": link.invitation.user, "form": form, "token": token}
    return render(request, "people/invitation.html", context)


@login_not_required
@never_cache
@require_POST
@rate_limited("accept_invitation")
def accept_invitation_with_passkey(request: HttpRequest, token: str) -> HttpResponse:
    """Let the person in without a password, and lead them to make a passkey."""
    return _let_in(request, token, password=None, go_to="mfa_add_webauthn")


def _let_in(request: HttpRequest, token: str, *, password: str | None, go_to: str) -> HttpResponse:
    link = follow(token)
    try:
        if link.invitation is None:
            return _dead_end(request, link)
        person = accept(invitation=link.invitation, sent_count=link.sent_count, password=password)
    except Refused:
        return _dead_end(request, follow(token))
    return log_in_by_invitation(request, person, go_to=resolve_url(go_to))


def _dead_end(request: HttpRequest, link: FollowedLink) -> HttpResponse:
    unknown = link.leads_to == InvitationLink.UNKNOWN
    context = {"link": link, "heading": link.leads_to.label, "login_url": reverse("account_login")}
    status = HTTPStatus.NOT_FOUND if unknown else HTTPStatus.GONE
    return render(request, "people/invitation_dead_end.html", context, status=status)
