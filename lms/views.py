"""The start page, the only screen that joins all apps, and the health check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from lms.health import read_state
from lms.start import start_page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from people.requests import PersonRequest


@require_GET
def start(request: PersonRequest) -> HttpResponse:
    """Show what the person leads, follows or answers for; who only takes part goes straight to their course."""
    page = start_page(request.user, at=timezone.now())
    if page.only_takes_part:
        return redirect("courses:my_course")
    return render(request, "lms/start.html", {"page": page})


@login_not_required
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 when database and broker can be reached, 503 with the one that is down."""
    state = read_state()
    return JsonResponse(state, status=200 if set(state.values()) == {"ok"} else 503)
