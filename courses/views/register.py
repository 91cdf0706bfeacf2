"""The page of one session, and its register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from courses import trail
from courses.actions.evaluation import is_asked_to_evaluate
from courses.actions.register import (
    Conflict,
    expected_participants,
    may_change_register,
    register_version,
    save_register,
)
from courses.enums import ActivityKind
from courses.forms.register import RegisterForm
from courses.models import Attendance, Participant, Session
from courses.permissions import may_on_cohort, may_on_session, may_on_team, may_read_preparation
from courses.policies.check_in import takes_check_ins
from courses.policies.sessions import register_is_locked, why_no_register, why_not_present
from courses.teams.supervisors import supervising
from people.policies import Refused
from people.roles import Permission

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from courses.forms.register import LineForm
    from people.requests import PersonRequest


@dataclass(frozen=True, slots=True)
class Opened:
    """A session's register as one person opens it at one moment."""

    session: Session
    rows: dict[int, Attendance]
    participants: list[Participant]
    at: datetime
    locked: bool
    closed_because: str | None

    @classmethod
    def by(cls, request: PersonRequest, session: Session) -> Opened:
        """Read the register and why it may be closed to this person."""
        at = timezone.now()
        rows = {row.participant_id: row for row in session.attendance.select_related("recorded_by")}
        participants = [
            participant
            for participant in expected_participants(session)
            if participant.pk in rows or not why_not_present(participant, session)
        ]
        locked = register_is_locked(session, at)
        return cls(session, rows, participants, at, locked, _why_closed(request, session, at, locked=locked))

    @property
    def takes_check_ins(self) -> bool:
        """Whether the session's screen shows a code, now or later."""
        return takes_check_ins(self.session, self.at)

    def form(self, data: dict[str, str] | None = None) -> RegisterForm:
        """Return the register as a form."""
        return RegisterForm(
            data, session=self.session, participants=self.participants, rows=self.rows, locked=self.locked
        )


def _why_closed(request: PersonRequest, session: Session, at: datetime, *, locked: bool) -> str | None:
    if locked and not may_on_session(request.user, Permission.CORRECT_REGISTER, session):
        owner = session.cohort.programme.owner_organisation
        return _("The register was locked 14 days after the session. %(owner)s can correct it.") % {"owner": owner}
    return why_no_register(session, at)


@require_GET
def session(request: PersonRequest, pk: int) -> HttpResponse:
    """Show one session: when, where, who leads it, what it counts, and what its module says."""
    related = ("cohort__programme__owner_organisation", "team__cohort__programme", "module")
    found = get_object_or_404(Session.objects.visible_to(request.user).select_related(*related), pk=pk)
    own = Participant.objects.filter(user=request.user.pk, team__cohort=found.cohort_id).exists()
    context = {
        "session": found,
        "heading": found.title,
        "breadcrumb": trail.to_my_course() if own else trail.to_cohort(found.cohort),
        **_leaders(request, found),
        "may_take_register": may_on_session(request.user, Permission.TAKE_REGISTER, found),
        "takes_check_ins": takes_check_ins(found, timezone.now()),
        "may_evaluate": is_asked_to_evaluate(request.user, found, at=timezone.now()),
        "may_read_evaluation": found.is_evaluated
        and found.has_ended()
        and may_on_session(request.user, Permission.READ_EVALUATIONS, found),
        "may_read_preparation": found.module is not None and may_read_preparation(request.user, found),
        "may_change": may_on_cohort(request.user, Permission.MANAGE_COHORT, found.cohort),
        "attended": Attendance.objects.filter(session=found, participant__user=request.user.pk).first(),
    }
    return render(request, "courses/session.html", context)


def _leaders(request: PersonRequest, found: Session) -> dict[str, Any]:
    """Return who leads the session: its trainers, or who supervises the team there."""
    if not found.team or not ActivityKind(found.kind).is_supervision:
        return {"trainers": found.trainers.all()}
    return {
        "is_supervision": True,
        "supervising": supervising(found),
        "may_see_qualifications": may_on_team(request.user, Permission.READ_TEAM_ATTENDANCE, found.team),
    }


def register(request: PersonRequest, pk: int) -> HttpResponse:
    """Show and save the register of one session."""
    related = ("cohort__programme__owner_organisation", "team")
    found = get_object_or_404(Session.objects.visible_to(request.user).select_related(*related), pk=pk)
    if not may_on_session(request.user, Permission.TAKE_REGISTER, found):
        raise PermissionDenied
    opened = Opened.by(request, found)
    if request.method != "POST":
        return _register_page(request, opened, opened.form())
    may_change_register(request.user, found, opened.at)
    form = opened.form(request.POST)
    if opened.closed_because:
        return _register_page(request, opened, form, status=409)
    if not form.is_valid():
        return _register_page(request, opened, form, status=422)
    return _save(request, opened, form)


def _save(request: PersonRequest, opened: Opened, form: RegisterForm) -> HttpResponse:
    try:
        changed = save_register(
            session=opened.session,
            lines=[line.line() for line in form.lines],
            seen=form.cleaned_data["seen"],
            correction=form.cleaned_data.get("correction", ""),
            by=request.user,
        )
    except Conflict:
        return _conflict(request, opened, form)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _register_page(request, opened, form, status=422)
    text = ngettext(
        "The register is saved: %(count)s line changed.", "The register is saved: %(count)s lines changed.", changed
    )
    messages.success(request, text % {"count": changed})
    return redirect("courses:register", opened.session.pk)


def _conflict(request: PersonRequest, opened: Opened, form: RegisterForm) -> HttpResponse:
    """Show what somebody else saved meanwhile beside what this person filled in; a second save is then deliberate."""
    form.data = {**request.POST.dict(), "seen": register_version(opened.session)}
    differing = [line for line in form.lines if line.has_changed()]
    return _register_page(request, opened, form, conflict=differing, status=409)


def _register_page(
    request: PersonRequest,
    opened: Opened,
    form: RegisterForm,
    *,
    conflict: list[LineForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "opened": opened,
        "session": opened.session,
        "breadcrumb": trail.to_session(opened.session),
        "form": form,
        "conflict": conflict,
    }
    return render(request, "courses/register.html", context, status=status)
