"""The screen that the trainer shows in the room: the code of the minute, and how many have checked in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from courses import trail
from courses.actions.register import expected_participants
from courses.check_in.codes import SECONDS, code_of, seconds_left
from courses.check_in.qr import qr_svg
from courses.models import Session
from courses.permissions import may_on_session
from courses.policies.check_in import check_in_state, why_no_check_in
from courses.policies.sessions import why_not_present
from people.roles import Permission

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse
    from django.utils.safestring import SafeString

    from courses.policies.check_in import CheckInState
    from people.requests import PersonRequest


@dataclass(frozen=True, slots=True)
class Shown:
    """What the screen shows of one session at one moment; no names, because everybody in the room sees it."""

    session: Session
    state: CheckInState
    closed_because: str | None
    picture: SafeString | None
    seconds: int
    checked_in: int
    expected: int

    @classmethod
    def of(cls, session: Session, at: datetime) -> Shown:
        """Return the screen of the moment; three queries whatever the number of people."""
        closed = why_no_check_in(session, at)
        rows = set(session.attendance.check_ins().values_list("participant", flat=True))
        expected = [
            participant.pk
            for participant in expected_participants(session)
            if participant.pk in rows or (session.obliges(participant) and not why_not_present(participant, session))
        ]
        return cls(
            session,
            check_in_state(session, at),
            closed,
            None if closed else qr_svg(check_in_url(session, at)),
            SECONDS if closed else seconds_left(at),
            len(rows),
            len(expected),
        )


def check_in_url(session: Session, at: datetime) -> str:
    """Return the address that the session's code of the minute leads to."""
    return settings.BASE_URL + reverse("courses:check_in", args=[code_of(session.pk, at)])


@require_GET
@never_cache
def screen(request: PersonRequest, pk: int) -> HttpResponse:
    """Show the code; the page comes again with the next one, also where no script runs."""
    session = _led_session(request, pk)
    shown = Shown.of(session, timezone.now())
    context = {
        "session": session,
        "shown": shown,
        # A moment later than the minute, so that no clock that is slow by a little shows the old code again.
        "again_after": shown.seconds + 1,
        "breadcrumb": trail.to_session(session),
    }
    return render(request, "courses/check_in_screen.html", context)


@require_GET
@never_cache
def code(request: PersonRequest, pk: int) -> HttpResponse:
    """Show only what changes on the screen, for its script."""
    shown = Shown.of(_led_session(request, pk), timezone.now())
    return render(request, "courses/_check_in_code.html", {"shown": shown, "session": shown.session})


def _led_session(request: PersonRequest, pk: int) -> Session:
    related = ("cohort__programme__owner_organisation", "team")
    session = get_object_or_404(Session.objects.visible_to(request.user).select_related(*related), pk=pk)
    if not may_on_session(request.user, Permission.TAKE_REGISTER, session):
        raise PermissionDenied
    return session
