"""A person's sessions for calendar programs: the feed behind a secret address, its settings, and single sessions."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from courses.actions.calendar import choose_preparation, renew_feed, start_feed, stop_feed
from courses.calendar.entries import feed_text, session_text
from courses.forms.calendar import FeedForm
from courses.models import CalendarFeed, Session
from people.ratelimits import rate_limited

if TYPE_CHECKING:
    from django.http import HttpRequest

    from people.requests import PersonRequest


@login_not_required
@require_safe
@rate_limited("calendar")
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Send the sessions of whose secret address this is, or 304 where nothing has changed since the last time."""
    live = CalendarFeed.objects.live().filter(user__is_active=True).select_related("user")
    feed = get_object_or_404(live, token=token)
    with translation.override(feed.user.language):
        text = feed_text(feed)
    response = _calendar_file(text, "trappen.ics")
    response["ETag"] = f'"{hashlib.sha256(text).hexdigest()}"'
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


@require_safe
def session_calendar(request: PersonRequest, pk: int) -> HttpResponse:
    """Send one session as a file that a calendar program takes in."""
    visible = Session.objects.visible_to(request.user).reached_people().select_related("cohort__programme")
    session = get_object_or_404(visible, pk=pk)
    response = _calendar_file(session_text(session, at=timezone.now()), f"trappen-{session.pk}.ics")
    response["Cache-Control"] = "private, no-store"
    return response


def _calendar_file(text: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)


@require_GET
@never_cache
def calendar_settings(request: PersonRequest) -> HttpResponse:
    """Explain the feed, and show the person's own address if they have one."""
    feed = CalendarFeed.objects.live().filter(user=request.user).first()
    context = {
        "heading": _("Your calendar"),
        "breadcrumb": [(_("My account"), reverse("people:profile"))],
        "feed": feed,
        "form": FeedForm(initial={"with_preparation": feed.with_preparation}) if feed else None,
    }
    return render(request, "courses/calendar_settings.html", context | (_addresses(feed) if feed else {}))


def _addresses(feed: CalendarFeed) -> dict[str, str]:
    path = reverse("courses:calendar_feed", args=[feed.token])
    return {"address": settings.BASE_URL + path, "opening": f"webcal://{urlsplit(settings.BASE_URL).netloc}{path}"}


@require_POST
def calendar_start(request: PersonRequest) -> HttpResponse:
    """Make the person's secret address."""
    start_feed(by=request.user)
    return redirect("courses:calendar_settings")


@require_POST
def calendar_renew(request: PersonRequest) -> HttpResponse:
    """Close the person's address and make another."""
    renew_feed(by=request.user)
    messages.success(request, _("You have a new address. Calendars that follow the old one get nothing any more."))
    return redirect("courses:calendar_settings")


@require_POST
def calendar_stop(request: PersonRequest) -> HttpResponse:
    """Close the person's address."""
    stop_feed(by=request.user)
    messages.success(request, _("The address is closed. Calendars that follow it get nothing any more."))
    return redirect("courses:calendar_settings")


@require_POST
def calendar_change(request: PersonRequest) -> HttpResponse:
    """Take the deadlines of the preparation into the feed, or leave them out."""
    form = FeedForm(request.POST)
    if form.is_valid():
        choose_preparation(**form.cleaned_data, by=request.user)
        messages.success(request, _("Saved. It shows the next time your calendar fetches."))
    return redirect("courses:calendar_settings")
