"""Where the code on the trainer's screen leads: a page with one button, which checks the person in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from courses.actions import check_in as actions
from courses.actions.check_in import CheckInRefused, Obstacle
from courses.check_in.codes import Verdict, read_code
from people.ratelimits import rate_limited
from people.wording import clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from courses.models import Session
    from people.requests import PersonRequest

NOTE = "check_in"
COUNTS_FOR = timedelta(minutes=10)
"""How long a code that was fresh when it was scanned counts in that browser: time enough to log in."""

STATUSES = {
    Obstacle.FORGED: 404,
    Obstacle.FOREIGN: 403,
    Obstacle.EXPIRED: 410,
    Obstacle.OVER: 410,
    Obstacle.FUTURE: 409,
    Obstacle.TOO_EARLY: 409,
    Obstacle.NOT_IN_FORCE: 409,
    Obstacle.ALREADY: 409,
}


@login_not_required
@never_cache
@rate_limited("check_in", of_person="check_in_of_person")
def check_in(request: PersonRequest, code: str) -> HttpResponse:
    """Show the session with the button that checks in; sent, it records. Whoever is not logged in loses no time.

    Opening the address changes nothing: programs that look at links beforehand check nobody in.
    """
    scanned_at = _scanned_at(request, code, timezone.now())
    try:
        if not request.user.is_authenticated:
            actions.check_code(code, scanned_at)
            return redirect_to_login(request.path, reverse("account_login"))
        session = actions.session_of_code(code, scanned_at)
        if request.method == "POST":
            return _checked_in(request, session, code, scanned_at)
        actions.participant_to_check_in(session=session, by=request.user, code=code, at=scanned_at)
    except CheckInRefused as refusal:
        return _refused(request, refusal)
    return render(request, "courses/check_in.html", {"session": session})


def _checked_in(request: PersonRequest, session: Session, code: str, scanned_at: datetime) -> HttpResponse:
    row = actions.check_in(session=session, by=request.user, code=code, at=scanned_at)
    request.session.pop(NOTE, None)
    messages.success(request, _("You checked in at %(clock)s.") % {"clock": clock(row.recorded_at)})
    return redirect("courses:session", session.pk)


def _scanned_at(request: HttpRequest, code: str, now: datetime) -> datetime:
    """Return when this browser scanned the code: now, or while the code was fresh, up to ten minutes ago."""
    noted_code, noted_at = request.session.get(NOTE, ("", 0))
    scanned_at = datetime.fromtimestamp(noted_at, UTC)
    if noted_code == code and now - COUNTS_FOR <= scanned_at <= now:
        return scanned_at
    if read_code(code, now).verdict == Verdict.FRESH:
        request.session[NOTE] = (code, now.timestamp())
    return now


def _refused(request: HttpRequest, refusal: CheckInRefused) -> HttpResponse:
    context = {"sentence": str(refusal), "already": refusal.obstacle == Obstacle.ALREADY}
    return render(request, "courses/check_in_refused.html", context, status=STATUSES[refusal.obstacle])
