"""Does the state allow it, for registers, presence and make-ups? Each function returns why not, or None."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.enums import AttendanceStatus, Audience, SessionState, TeamRole

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from courses.models import Attendance, Participant, Session
    from courses.standing import Obligation


def first_date(session: Session) -> date:
    """Return the session's first date in Copenhagen."""
    return timezone.localtime(session.starts_at).date()


def last_date(session: Session) -> date:
    """Return the session's last date in Copenhagen."""
    return timezone.localtime(session.ends_at).date()


def ended_before(session: Session, joined_on: date, *, cohort: int) -> bool:
    """Whether the session had ended when somebody joined the cohort.

    Who is in it from its start had joined in time for what lies before the start: the internat (design, section 3).
    """
    if last_date(session) >= joined_on:
        return False
    return session.cohort_id != cohort or joined_on > session.cohort.start_date


def why_no_register(session: Session, at: datetime) -> str | None:
    """Return why no register can be taken of the session at the moment."""
    if session.state == SessionState.DRAFT:
        return _("%(code)s has not been published yet.") % {"code": session.code}
    if session.state == SessionState.CANCELLED:
        return _("%(code)s is cancelled.") % {"code": session.code}
    if not session.has_begun(at):
        return _("%(code)s has not begun; it begins on %(date)s.") % {
            "code": session.code,
            "date": date_format(first_date(session), "DATE_FORMAT"),
        }
    return None


def why_not_present(participant: Participant, session: Session) -> str | None:
    """Return why the participant cannot have been present at the session: it lies before joining or after leaving."""
    if ended_before(session, participant.joined_on, cohort=participant.team.cohort_id):
        return _("The participant joined on %(date)s, after the session.") % {
            "date": date_format(participant.joined_on, "DATE_FORMAT")
        }
    if participant.left_on and first_date(session) >= participant.left_on:
        return _("The participant left on %(date)s, before the session.") % {
            "date": date_format(participant.left_on, "DATE_FORMAT")
        }
    return None


def is_meant_for(session: Session, participant: Participant, chosen_steps: Collection[int]) -> bool:
    """Whether the session is one the participant comes to: it obliges them, or an associate comes beside the staff."""
    if session.optional_step_id not in {None, *chosen_steps}:
        return False
    beside_staff = participant.team_role == TeamRole.ASSOCIATE and session.audience == Audience.STAFF
    return session.obliges(participant) or beside_staff


def is_presence(status: str) -> bool:
    """Whether the status says that the participant was there, in part or for all of it."""
    return status in {AttendanceStatus.PRESENT, AttendanceStatus.PARTIAL}


def register_is_locked(session: Session, at: datetime) -> bool:
    """Whether only the model owner may still change the register: from 14 days after the session."""
    return at >= session.locked_from


def why_not_missed(missed: Session, obligation: Obligation | None, at: datetime) -> str | None:
    """Return why there is nothing to make up for: it takes an absence from a session that obliged the participant."""
    code = {"code": missed.code}
    if not missed.has_ended(at):
        return _("%(code)s has not ended, so it has not been missed.") % code
    if obligation is None:
        return _("%(code)s does not count for this participant, so there is nothing to make up for.") % code
    if obligation.awaits_register():
        return _("The register of %(code)s does not say yet that the participant was absent.") % code
    if obligation.credited() == obligation.minutes:
        return _("%(code)s counts in full already.") % code
    return None


def why_no_make_up(missed: Session, guest: Attendance) -> str | None:
    """Return why the guest's attendance cannot make up for the missed session.

    It takes another cohort's session of the same module, attended, and used once (design, section 4).
    """
    instead = guest.session
    if missed.module_id is None and missed.activity_id is None:
        return _("A session added by hand has no module, so nothing can make up for it.")
    if instead.cohort_id == missed.cohort_id:
        return _("A make-up takes place in another cohort.")
    if (instead.module_id, instead.activity_id) != (missed.module_id, missed.activity_id):
        return _("A make-up must be a session of the same module.")
    if not is_presence(guest.status):
        return _("The participant was not present at the other session.")
    if hasattr(guest, "makes_up"):
        return _("This attendance already makes up for an absence.")
    return None
