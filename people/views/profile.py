"""A person's own page, and the language of the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.views import ListUserSessionsView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from people.actions.persons import change_person, choose_language
from people.browsers import browser_name
from people.forms.persons import ProfileForm
from people.models import Membership
from people.presentation import role_row
from people.redirects import back_or

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from people.requests import PersonRequest


def profile(request: PersonRequest) -> HttpResponse:
    """Show and change the person's own name and language, and lead to how they log in."""
    person = request.user
    form = ProfileForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        change_person(person=person, email=person.email, **form.cleaned_data, by=person)
        messages.success(request, _("Saved."))
        return redirect("people:profile")
    memberships = Membership.objects.current().filter(user=person.pk).select_related("organisation")
    context = {
        "heading": _("My account"),
        "subtitle": person.email,
        "form": form,
        "roles": [role_row(membership) for membership in memberships],
        "has_password": person.has_usable_password(),
        "passkeys": Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).count(),
        "has_codes": Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists(),
    }
    return render(request, "people/profile.html", context)


class LoginListView(ListUserSessionsView):
    """Where the person is logged in: allauth's page, with the browsers' names in words."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return allauth's context, where each session also has its ``browser``."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        for session in context["sessions"]:
            session.browser = browser_name(session.user_agent)
        return context


@login_not_required
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Speak the chosen language from now on, and go back to where the choice was made."""
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest()
    if request.user.is_authenticated:
        choose_language(person=request.user, language=language, by=request.user)
    response = back_or(request, settings.LOGIN_REDIRECT_URL)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 60 * 60,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
    )
    return response


@login_not_required
def no_such_page(request: HttpRequest, **kwargs: str) -> HttpResponse:
    """Answer for the pages of allauth that the product does not have."""
    raise Http404
