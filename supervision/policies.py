"""Does the state allow it? Each function returns the sentence that refuses, or None; who may: permissions.py."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from courses.enums import CohortState, SessionState
from people.personal_data import has_personal_number
from supervision.enums import ACTION_TRANSITIONS, SUPERVISIONS, ActionState, RecordState
from supervision.models.record import LONGEST_TEXT

if TYPE_CHECKING:
    from datetime import date, datetime

    from courses.models import Cohort, Session
    from supervision.models import Action

SIGNED_WITHIN = timedelta(days=14)
"""How soon after the session its record is to be signed."""


def record_state(session: Session) -> RecordState:
    """Return how far the session's record is; ``record`` and ``recorddraft`` are best selected with it."""
    if getattr(session, "record", None):
        return RecordState.SIGNED
    return RecordState.DRAFT if getattr(session, "recorddraft", None) else RecordState.MISSING


def is_overdue(session: Session, at: datetime) -> bool:
    """Whether the session's record should have been signed by the moment and is not."""
    return record_state(session) != RecordState.SIGNED and at > session.ends_at + SIGNED_WITHIN


def why_no_record(session: Session) -> str | None:
    """Return why no record of the session can be written."""
    if session.state == SessionState.DRAFT:
        return _("%(code)s has not been published yet.") % {"code": session.code}
    if session.state == SessionState.CANCELLED:
        return _("%(code)s is cancelled.") % {"code": session.code}
    return _("The record of %(code)s is signed.") % {"code": session.code} if has_record(session) else None


def has_record(session: Session) -> bool:
    """Whether the session has a signed record."""
    return record_state(session) == RecordState.SIGNED


def why_no_substitute(session: Session) -> str | None:
    """Return why nobody can be named to stand in for the supervisor, nor be taken off again."""
    if session.kind not in SUPERVISIONS or session.team_id is None:
        return _("%(code)s is no supervision of a team.") % {"code": session.code}
    return why_no_record(session)


def why_not_signed_yet(session: Session, at: datetime) -> str | None:
    """Return why the session's record cannot be signed yet, whatever is written in it."""
    if refused := why_no_record(session):
        return refused
    if not session.has_begun(at):
        return _("%(code)s has not begun.") % {"code": session.code}
    if not session.attendance.of_register().exists():
        return _("The register says who was there: take it first.")
    return None


def why_no_import(cohort: Cohort) -> str | None:
    """Return why no earlier supervisions can be imported: what is imported reaches people, and the plan has not."""
    if cohort.state != CohortState.DRAFT:
        return None
    return _("The plan of %(code)s has not been published yet. Publish it first.") % {"code": cohort.code}


def why_no_cases(session: Session, at: datetime) -> str | None:
    """Return why no case can be sent in to the session any more."""
    if session.state == SessionState.CANCELLED:
        return _("%(code)s is cancelled.") % {"code": session.code}
    if session.has_begun(at):
        return _("%(code)s has begun: bring the case along instead.") % {"code": session.code}
    return None


def why_not_become(action: Action, state: ActionState) -> str | None:
    """Return why the action cannot become done, dropped or open again."""
    if state in ACTION_TRANSITIONS[ActionState(action.state)]:
        return None
    return _("The action is “%(state)s” already.") % {"state": action.get_state_display()}


def why_not_contact_on(day: date) -> str | None:
    """Return why no contact can have been on the date: it has not come yet."""
    return _("The date has not come yet.") if day > timezone.localdate() else None


def why_not_text(text: str, *, longest: int = LONGEST_TEXT) -> str | None:
    """Return why the text cannot be kept, without repeating it: too long, or with what looks like a CPR number."""
    if len(text) > longest:
        return _("At most %(count)s characters.") % {"count": longest}
    if has_personal_number(text):
        return _("This looks like a CPR number. Write without anything that tells who it is.")
    return None
