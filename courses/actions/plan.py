"""Makes, changes and publishes a cohort's plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.actions.check_in import take_back_check_ins
from courses.actions.cohorts import change_cohort_state
from courses.enums import SESSION_TRANSITIONS, ActivityKind, CohortState, SessionState
from courses.models import Cohort, ModulePage, RecurringActivity, Session, Team
from courses.permissions import may_on_cohort
from courses.plan import generate
from courses.plan_input import busy_elsewhere, pinned_sessions, plan_template, team_inputs
from courses.policies.cohorts import why_not_publish
from people.audit import create_audited
from people.policies import Refused, refuse_if
from people.roles import Permission

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from courses.plan import PlanTemplate, Proposal, Unplaced
    from people.models import User

WHEN_AND_WHERE = ("starts_at", "ends_at", "place")


@dataclass(frozen=True, slots=True)
class Generated:
    """What generating a plan came to; the counts are sessions."""

    new: int
    moved: int
    removed: int
    unplaced: tuple[Unplaced, ...]


@transaction.atomic
def generate_plan(*, cohort: Cohort, by: User | None) -> Generated:
    """Propose every session that no person has fixed or published; ``by`` is None on the command line.

    A draft that is proposed again keeps its row, so generating twice changes nothing the second time.
    """
    cohort = _locked(cohort, by)
    teams = team_inputs(cohort)
    if not teams:
        raise Refused(_("The cohort has no teams, so there is nothing to plan."))
    template = plan_template(cohort.programme)
    plan = generate(
        template,
        start=cohort.start_date,
        teams=teams,
        pinned=pinned_sessions(cohort),
        busy=busy_elsewhere(cohort, teams),
    )
    drafts = {(draft.team_id, draft.code): draft for draft in _movable(cohort)}
    sessions = list(_Planner(cohort, template).sessions(plan.proposals, drafts))
    new = [session for session in sessions if session.pk is None]
    create_audited(new, by=by)
    moved = sum(_save_if_changed(session) for session in sessions if session not in new)
    kept = {session.pk for session in sessions}
    gone = [draft for draft in drafts.values() if draft.pk not in kept]
    for draft in gone:
        draft.delete()
    return Generated(len(new), moved, len(gone), plan.unplaced)


@transaction.atomic
def publish_plan(*, cohort: Cohort, by: User | None) -> int:
    """Publish every draft session, and with it the cohort; return how many sessions were published."""
    cohort = _locked(cohort, by)
    refuse_if(why_not_publish(cohort))
    drafts = list(cohort.sessions.filter(state=SessionState.DRAFT))
    for session in drafts:
        _change_state(session, SessionState.PUBLISHED)
    if cohort.state == CohortState.DRAFT:
        change_cohort_state(cohort=cohort, state=CohortState.PUBLISHED, by=by)
    return len(drafts)


@transaction.atomic
def save_session(*, session: Session, trainers: Iterable[User], by: User) -> Session:
    """Save a session that a person added or changed; it is fixed from now on, and keeps its identity when it moves.

    Check-ins before it began bind nothing: those that the moved session would not have taken are taken back.
    """
    _locked(session.cohort, by)
    before = Session.objects.select_for_update(of=("self",)).filter(pk=session.pk).first()
    now = timezone.now()
    if before and session.starts_at > now and _says_held(before, now):
        raise Refused(_("%(code)s has a register, so it cannot be moved into the future.") % {"code": session.code})
    moved = before is None or _differ(before, session, WHEN_AND_WHERE)
    if moved:
        session.fixed = True
    if before and before.has_reached_people and _differ(before, session, (*WHEN_AND_WHERE, "title")):
        session.sequence = before.sequence + 1
    session.save()
    session.trainers.set(trainers)
    if before and moved and not before.has_begun(now):
        take_back_check_ins(session)
    return session


@transaction.atomic
def set_fixed(*, session: Session, fixed: bool, by: User) -> Session:
    """Fix a session where it is, or let the generator move it again."""
    _locked(session.cohort, by)
    session.fixed = fixed
    session.save()
    return session


@transaction.atomic
def cancel_session(*, session: Session, by: User) -> Session:
    """Call a session off; it stays in the plan as cancelled.

    A session with a register was held. Check-ins before it began are no register yet: a trainer may fall ill at ten
    to nine. They are taken back with the session, and the audit log keeps them.
    """
    _locked(session.cohort, by)
    if _says_held(Session.objects.select_for_update(of=("self",)).get(pk=session.pk), timezone.now()):
        raise Refused(_("%(code)s has a register, so it was held and cannot be cancelled.") % {"code": session.code})
    cancelled = _change_state(session, SessionState.CANCELLED)
    take_back_check_ins(cancelled)
    return cancelled


@transaction.atomic
def restore_session(*, session: Session, by: User) -> Session:
    """Take a cancellation back."""
    cohort = _locked(session.cohort, by)
    published = cohort.state != CohortState.DRAFT
    return _change_state(session, SessionState.PUBLISHED if published else SessionState.DRAFT)


def _says_held(session: Session, at: datetime) -> bool:
    """Whether the register says that the session is held: by any line once it has begun, by a check-in not before."""
    lines = session.attendance.all() if session.has_begun(at) else session.attendance.of_register()
    return lines.exists()


def _change_state(session: Session, state: SessionState) -> Session:
    """Change a session's state along the transition table; a change that reached people raises the sequence."""
    if state not in SESSION_TRANSITIONS[SessionState(session.state)]:
        raise Refused(
            _("%(code)s is “%(state)s” and cannot become “%(wanted)s”.")
            % {"code": session.code, "state": session.get_state_display(), "wanted": state.label}
        )
    session.sequence += 1 if session.has_reached_people else 0
    session.state = state
    session.save()
    return session


def _differ(before: Session, after: Session, fields: Iterable[str]) -> bool:
    return any(getattr(before, field) != getattr(after, field) for field in fields)


def _locked(cohort: Cohort, by: User | None) -> Cohort:
    if by and not may_on_cohort(by, Permission.MANAGE_COHORT, cohort):
        raise PermissionDenied
    return (
        Cohort.objects.select_for_update(of=("self",)).select_related("programme__owner_organisation").get(pk=cohort.pk)
    )


def _movable(cohort: Cohort) -> Iterable[Session]:
    generated = cohort.sessions.exclude(module=None, activity=None)
    return generated.filter(state=SessionState.DRAFT, fixed=False)


def _save_if_changed(session: Session) -> bool:
    stored = Session.objects.get(pk=session.pk)
    fields = ("starts_at", "ends_at", "title", "minutes", "place", "kind", "audience", "counts", "optional_step_id")
    if all(getattr(stored, field) == getattr(session, field) for field in fields):
        return False
    session.save()
    return True


class _Planner:
    """Turns proposals into sessions; what a session counts is copied from the template, now and for good."""

    def __init__(self, cohort: Cohort, template: PlanTemplate) -> None:
        self.cohort = cohort
        self.owner = cohort.programme.owner_organisation.name
        self.teams = Team.objects.in_bulk(list(cohort.teams.values_list("pk", flat=True)))
        self.modules = {module.pk: module for module in cohort.programme.modules()}
        self.optional_steps = {module.key: module.optional_step for module in template.modules}
        self.activities = {activity.pk: activity for activity in cohort.programme.activities.all()}

    def sessions(
        self, proposals: Iterable[Proposal], drafts: dict[tuple[int | None, str], Session]
    ) -> Iterable[Session]:
        """Yield a session per proposal: the draft that already stands for it, or a new one."""
        for proposal in proposals:
            session = drafts.get((proposal.team, proposal.code)) or Session(cohort=self.cohort, code=proposal.code)
            session.team = self.teams[proposal.team] if proposal.team else None
            session.starts_at, session.ends_at = proposal.starts_at, proposal.ends_at
            session.minutes = proposal.minutes
            session.place = self.owner if proposal.place == "model_owner" else session.team.name if session.team else ""
            if proposal.source == "module":
                self._copy_module(session, self.modules[proposal.key])
            else:
                self._copy_activity(session, self.activities[proposal.key], proposal)
            yield session

    def _copy_module(self, session: Session, module: ModulePage) -> None:
        session.module = module
        session.title, session.kind = module.title, module.kind
        session.audience, session.counts = module.audience, module.counts
        session.optional_step_id = self.optional_steps[module.pk]

    def _copy_activity(self, session: Session, activity: RecurringActivity, proposal: Proposal) -> None:
        session.activity = activity
        title = activity.extended_title or activity.title if proposal.extended else activity.title
        session.title = f"{title} {proposal.occurrence}"
        session.kind = ActivityKind(activity.extended_kind if proposal.extended else activity.kind)
        session.audience = activity.extended_audience if proposal.extended else activity.audience
        session.counts = activity.counts
