"""Logging a person in who has just proved who they are by their invitation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib.auth import logout

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from people.models import User


def log_in_by_invitation(request: HttpRequest, person: User, *, go_to: str) -> HttpResponse:
    """Log the person in and lead them on; whoever was logged in at this browser is logged out.

    It counts as having just proved who they are, so that the page for a new passkey asks for no password.
    """
    if request.user.is_authenticated:
        logout(request)
    record_authentication(request, person, method="invitation", reauthenticated=True)
    return perform_login(request, Login(user=person, redirect_url=go_to))
