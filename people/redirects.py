"""Where to go back to after something was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

if TYPE_CHECKING:
    from typing import Any

    from django.http import HttpRequest


def back_or(request: HttpRequest, otherwise: str, *args: Any) -> HttpResponseRedirect:
    """Redirect to the form's ``next`` if it lies on this host, else to the named address."""
    return HttpResponseRedirect(address_back(request, otherwise, *args))


def address_back(request: HttpRequest, otherwise: str, *args: Any) -> str:
    """Return the ``next`` of the form or of its address if it lies on this host, else the named address."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if ours else resolve_url(otherwise, *args)
