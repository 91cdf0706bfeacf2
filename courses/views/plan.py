"""The coordinator's plan of a cohort: the two years as a timeline and a table, and what can be done with them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from courses import trail
from courses.actions.plan import (
    cancel_session,
    generate_plan,
    publish_plan,
    restore_session,
    save_session,
    set_fixed,
)
from courses.enums import SessionState
from courses.forms.plan import SessionForm
from courses.models import Cohort, Session
from courses.permissions import may_on_cohort
from courses.plan import find_conflicts
from courses.plan.calendar import ONE_DAY
from courses.plan.timeline import Timeline, TimelineSession, draw_timeline
from courses.plan_input import planned_sessions, team_inputs
from courses.policies.sessions import first_date
from people.policies import Refused
from people.roles import Permission

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from django.http import HttpResponse

    from people.requests import PersonRequest

SHOWN_REASONS = 8


@require_GET
def plan(request: PersonRequest, code: str) -> HttpResponse:
    """Show the plan with its conflicts."""
    cohort = _cohort(request, code)
    sessions = list(
        cohort.sessions.select_related("team").prefetch_related("trainers").order_by("starts_at", "code", "team__name")
    )
    conflicts = _conflicts(cohort)
    context = {
        "cohort": cohort,
        "last_date": cohort.end_date - ONE_DAY,
        "breadcrumb": trail.to_cohort(cohort),
        "rows": [(session, SessionState(session.state), conflicts.get(session.pk, ())) for session in sessions],
        "conflict_count": sum(map(len, conflicts.values())),
        "draft_count": sum(session.state == SessionState.DRAFT for session in sessions),
        "timeline": _timeline(cohort, sessions, conflicts),
    }
    return render(request, "courses/plan.html", context)


def _conflicts(cohort: Cohort) -> Mapping[int, Sequence[str]]:
    """Return the sentences on what is wrong, by session."""
    found: dict[int, list[str]] = defaultdict(list)
    checked = find_conflicts(
        planned_sessions(cohort),
        team_inputs(cohort),
        start=cohort.start_date,
        duration_months=cohort.duration_months,
    )
    for conflict in checked:
        found[conflict.session].append(conflict.sentence)
    return found


def _timeline(cohort: Cohort, sessions: Sequence[Session], conflicts: Mapping[int, Sequence[str]]) -> Timeline:
    teams = cohort.teams.order_by("name", "pk").values_list("pk", "name")
    drawn = [
        TimelineSession(
            lane=session.team_id,
            day=first_date(session),
            kind=session.kind,
            state=session.state,
            has_conflict=session.pk in conflicts,
            label=f"{session.code} {session.title}",
            url=f"#session-{session.pk}",
        )
        for session in sessions
    ]
    return draw_timeline(
        drawn,
        [(None, _("Shared")), *teams],
        start=cohort.start_date,
        duration_months=cohort.duration_months,
        today=timezone.localdate(),
    )


@require_POST
def plan_generate(request: PersonRequest, code: str) -> HttpResponse:
    """Propose every session that nobody has fixed or published."""
    cohort = _cohort(request, code)
    try:
        made = generate_plan(cohort=cohort, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        counts = {"new": made.new, "moved": made.moved, "removed": made.removed}
        messages.success(request, _("%(new)s sessions proposed, %(moved)s moved, %(removed)s removed.") % counts)
        for unplaced in made.unplaced[:SHOWN_REASONS]:
            messages.warning(request, unplaced.reason)
    return redirect("courses:plan", cohort.code)


@require_POST
def plan_publish(request: PersonRequest, code: str) -> HttpResponse:
    """Put every draft session in force."""
    cohort = _cohort(request, code)
    try:
        count = publish_plan(cohort=cohort, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        text = ngettext("%(count)s session published.", "%(count)s sessions published.", count)
        messages.success(request, text % {"count": count})
    return redirect("courses:plan", cohort.code)


def session_create(request: PersonRequest, code: str) -> HttpResponse:
    """Add a session by hand."""
    cohort = _cohort(request, code)
    # What is added to a plan in force is a draft until the plan is published again.
    return _session_form(request, Session(cohort=cohort), _("Add a session"))


def session_edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Move a session or change it."""
    session = _session(request, pk)
    return _session_form(request, session, _("Change %(code)s") % {"code": session.code})


def _session_form(request: PersonRequest, session: Session, heading: str) -> HttpResponse:
    form = SessionForm(request.POST or None, instance=session)
    if form.is_valid():
        try:
            saved = save_session(session=form.instance, trainers=form.leaders(), by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(code)s is saved.") % {"code": saved.code})
            return redirect(_row_url(saved))
    context = {
        "heading": heading,
        "subtitle": session.title,
        "breadcrumb": trail.to_plan(session.cohort),
        "form": form,
        "cancel_url": _row_url(session) if session.pk else _plan_url(session.cohort),
    }
    return render(request, "courses/session_form.html", context, status=422 if form.errors else 200)


@require_POST
def session_fix(request: PersonRequest, pk: int) -> HttpResponse:
    """Keep a session where it is when the plan is generated again."""
    return _change(request, pk, lambda session: set_fixed(session=session, fixed=True, by=request.user))


@require_POST
def session_release(request: PersonRequest, pk: int) -> HttpResponse:
    """Let the generator move a session again."""
    return _change(request, pk, lambda session: set_fixed(session=session, fixed=False, by=request.user))


@require_POST
def session_cancel(request: PersonRequest, pk: int) -> HttpResponse:
    """Call a session off."""
    return _change(request, pk, lambda session: cancel_session(session=session, by=request.user))


@require_POST
def session_restore(request: PersonRequest, pk: int) -> HttpResponse:
    """Take a cancellation back."""
    return _change(request, pk, lambda session: restore_session(session=session, by=request.user))


def _change(request: PersonRequest, pk: int, change: Callable[[Session], Session]) -> HttpResponse:
    session = _session(request, pk)
    try:
        change(session)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(_row_url(session))


def _cohort(request: PersonRequest, code: str) -> Cohort:
    related = ("programme__owner_organisation",)
    cohort = get_object_or_404(Cohort.objects.visible_to(request.user).select_related(*related), code=code)
    if not may_on_cohort(request.user, Permission.MANAGE_COHORT, cohort):
        raise PermissionDenied
    return cohort


def _session(request: PersonRequest, pk: int) -> Session:
    related = ("cohort__programme__owner_organisation", "team")
    session = get_object_or_404(Session.objects.visible_to(request.user).select_related(*related), pk=pk)
    if not may_on_cohort(request.user, Permission.MANAGE_COHORT, session.cohort):
        raise PermissionDenied
    return session


def _plan_url(cohort: Cohort) -> str:
    return reverse("courses:plan", args=[cohort.code])


def _row_url(session: Session) -> str:
    return f"{_plan_url(session.cohort)}#session-{session.pk}"
