"""What happens around every request for the person's sake: their language, and the door of Wagtail's admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp.constants import SELF, UNSAFE_INLINE
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import translation

from people.permissions import may_edit_content, may_enter_cms, set_editor_group

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


class LanguageMiddleware:
    """Speaks the person's language; before login the one chosen on the page, else Danish."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Activate the language for this request."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE)
        language = request.user.language if request.user.is_authenticated else chosen
        with translation.override(language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
            return response


class CmsDoorMiddleware:
    """Lets only today's editors into Wagtail's admin; their group follows their membership at the door.

    Wagtail asks for a group's page permissions, a membership has dates: checking here keeps the dates the one truth.
    Wagtail's own login forms know no second factor, so everybody who is not logged in goes to the product's.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Lead those who are not logged in to the login, and refuse the admin to all but its editors."""
        if request.path in {reverse("wagtailadmin_login"), reverse("wagtailcore_login")}:
            return redirect_to_login(request.GET.get("next", "/"), reverse("account_login"))
        if request.path.startswith(reverse("wagtailadmin_home")):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path(), reverse("account_login"))
            set_editor_group(request.user, member=may_edit_content(request.user))
            if not may_enter_cms(request.user):
                raise PermissionDenied
        return self.get_response(request)


class CmsPolicyMiddleware:
    """Lets Wagtail's admin run its own inline scripts and styles; the product's pages stay without any.

    Stands inside django-csp's middleware, which reads what is set on the response.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Widen the policy for the admin's pages; everything still comes from the own host."""
        response = self.get_response(request)
        if request.path.startswith(reverse("wagtailadmin_home")):
            inline = [SELF, UNSAFE_INLINE]
            vars(response)["_csp_update"] = {"script-src": inline, "style-src": inline, "img-src": ["blob:"]}
        return response
