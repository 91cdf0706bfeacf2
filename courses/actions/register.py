"""Writes the register: who was at a session, corrections, make-ups and exemptions."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.enums import AttendanceSource, AttendanceStatus
from courses.models import Attendance, Exemption, MakeUp, Participant, Session
from courses.permissions import may_on_cohort, may_on_session
from courses.policies.sessions import (
    first_date,
    is_presence,
    last_date,
    register_is_locked,
    why_no_make_up,
    why_no_register,
    why_not_missed,
    why_not_present,
)
from courses.standings import evaluate_participant, minutes_of
from people.policies import Refused, refuse_if
from people.roles import Permission

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from courses.models.cohort import ParticipantQuerySet
    from people.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What the register is to say of one participant; a status of None says nothing and removes the line."""

    participant: Participant
    status: AttendanceStatus | None
    partial_minutes: int | None = None
    reason: str = ""


class Conflict(Exception):  # noqa: N818 - two people at once are a situation, not a fault of the program
    """Somebody else has saved the register since it was opened."""


def register_version(session: Session) -> str:
    """Return a short mark of the register as it is, which changes when anybody changes a line."""
    rows = session.attendance.order_by("participant").values_list("participant", "status", "partial_minutes", "reason")
    return hashlib.sha256(repr(list(rows)).encode()).hexdigest()[:16]


@transaction.atomic
def save_register(
    *, session: Session, lines: Sequence[Line], seen: str, by: User, correction: str = "", at: datetime | None = None
) -> int:
    """Save the register as one; return how many lines changed.

    ``seen`` is the version that the lines were filled in against. Raises Conflict when it is no longer the current one,
    Refused when a line cannot be, PermissionDenied when the person may not.
    """
    moment = at or timezone.now()
    locked = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    may_change_register(by, locked, moment)
    refuse_if(why_no_register(locked, moment))
    if register_version(locked) != seen:
        raise Conflict
    if register_is_locked(locked, moment) and not correction.strip():
        raise Refused(_("The register is locked. Say why it is corrected."))
    existing = {row.participant_id: row for row in locked.attendance.select_related("makes_up", "participant")}
    return sum(_save_line(locked, line, existing.get(line.participant.pk), by, correction, moment) for line in lines)


def may_change_register(by: User, session: Session, at: datetime) -> None:
    """Raise PermissionDenied unless the person leads the session, or may correct it once it is locked."""
    permission = Permission.CORRECT_REGISTER if register_is_locked(session, at) else Permission.TAKE_REGISTER
    if not may_on_session(by, permission, session):
        raise PermissionDenied


def _save_line(session: Session, line: Line, row: Attendance | None, by: User, correction: str, at: datetime) -> bool:
    """Write one line; return whether it changed."""
    if line.status is None:
        return _remove_line(row, correction)
    check_line(session, line)
    if row and not is_presence(line.status):
        _refuse_if_makes_up(row)
    wanted = (line.status, line.partial_minutes, line.reason.strip())
    if row and (row.status, row.partial_minutes, row.reason) == wanted:
        _stand_for_check_in(row, by)
        return False
    row = row or Attendance(session=session, participant=line.participant)
    row.status, row.partial_minutes, row.reason = wanted
    row.correction = correction.strip()
    row.recorded_by, row.recorded_at, row.source = by, at, AttendanceSource.REGISTER
    row.save()
    return True


def _stand_for_check_in(row: Attendance, by: User) -> None:
    """Let whoever takes the register stand for a check-in, which keeps its moment: the session then has a register."""
    if row.is_check_in and row.recorded_by_id == row.participant.user_id:
        row.recorded_by = by
        row.save()


def _remove_line(row: Attendance | None, correction: str) -> bool:
    """Remove the line, if there is one; the reason is saved first, so that the audit log has it."""
    if row is None:
        return False
    _refuse_if_makes_up(row)
    if correction.strip():
        row.correction = correction.strip()
        row.save()
    row.delete()
    return True


def _refuse_if_makes_up(row: Attendance) -> None:
    if hasattr(row, "makes_up"):
        raise Refused(_("This attendance makes up for an absence. Take the make-up back first."))


def check_line(session: Session, line: Line) -> None:
    """Raise Refused when the line cannot be: present outside membership, too many minutes, excused without reason."""
    if line.status is not None and is_presence(line.status):
        refuse_if(why_not_present(line.participant, session))
    if line.status == AttendanceStatus.PARTIAL and not 0 < (line.partial_minutes or 0) <= session.minutes:
        raise Refused(
            _("%(name)s: the minutes must lie between 1 and %(minutes)s.")
            % {"name": line.participant, "minutes": session.minutes}
        )
    if line.status == AttendanceStatus.EXCUSED and not line.reason.strip():
        raise Refused(_("%(name)s: an excused absence needs a reason.") % {"name": line.participant})


@transaction.atomic
def record_make_up(
    *, participant: Participant, missed: Session, instead: Session, minutes: int | None, by: User
) -> MakeUp:
    """Record that the participant attended another cohort's session and let it make up for the missed one.

    ``minutes`` is None for all of it. Presence is recorded once: a line that the register already has is used as it is,
    and refused if the minutes differ.
    """
    may_correct(by, participant)
    moment = timezone.now()
    Session.objects.select_for_update(of=("self",)).get(pk=instead.pk)
    obligations = {o.session_id: o for o in evaluate_participant(participant, at=moment).obligations}
    refuse_if(why_not_missed(missed, obligations.get(missed.pk), moment))
    refuse_if(why_no_register(instead, moment))
    guest = _guest_line(participant, instead, minutes, by, moment)
    refuse_if(why_no_make_up(missed, guest))
    return MakeUp.objects.create(participant=participant, missed=missed, guest=guest, approved_by=by)


def _guest_line(participant: Participant, session: Session, minutes: int | None, by: User, at: datetime) -> Attendance:
    """Return the participant's line in the other session's register, written now if there was none."""
    partial = minutes if minutes != session.minutes else None
    status = AttendanceStatus.PRESENT if partial is None else AttendanceStatus.PARTIAL
    row = Attendance.objects.filter(participant=participant, session=session).select_related("session").first()
    if row:
        _refuse_other_minutes(row, minutes)
        return row
    check_line(session, Line(participant=participant, status=status, partial_minutes=partial))
    return Attendance.objects.create(
        session=session,
        participant=participant,
        status=status,
        partial_minutes=partial,
        recorded_by=by,
        recorded_at=at,
    )


def _refuse_other_minutes(row: Attendance, minutes: int | None) -> None:
    said = minutes_of(row.status, row.partial_minutes, row.session.minutes)
    if minutes is not None and minutes != said:
        raise Refused(_("The register of the other session says %(minutes)s minutes.") % {"minutes": said})


@transaction.atomic
def remove_make_up(*, make_up: MakeUp, by: User) -> None:
    """Take a make-up back; the guest's attendance stays, because it happened."""
    may_correct(by, make_up.participant)
    make_up.delete()


@transaction.atomic
def exempt(*, participant: Participant, session: Session, reason: str, by: User) -> Exemption:
    """Free the participant from a session, for a reason; doing it again changes nothing."""
    may_correct(by, participant)
    if not reason.strip():
        raise Refused(_("An exemption needs a reason."))
    if session.cohort_id != participant.team.cohort_id or session.team_id not in {None, participant.team_id}:
        raise Refused(_("The session does not belong to the participant's team."))
    found, _created = Exemption.objects.get_or_create(
        participant=participant, session=session, defaults={"reason": reason.strip(), "exempted_by": by}
    )
    return found


@transaction.atomic
def remove_exemption(*, exemption: Exemption, by: User) -> None:
    """Take an exemption back, so that the session obliges again."""
    may_correct(by, exemption.participant)
    exemption.delete()


def may_correct(by: User, participant: Participant) -> None:
    """Raise PermissionDenied unless the person decides on corrections in the participant's cohort."""
    if not may_on_cohort(by, Permission.CORRECT_REGISTER, participant.team.cohort):
        raise PermissionDenied


def expected_participants(session: Session) -> ParticipantQuerySet:
    """Return who may stand in the register: who belonged to the session's teams on its date, and who stands there.

    Guests of other cohorts stand in it once a line of theirs has been recorded.
    """
    own = Participant.objects.filter(
        Q(left_on=None) | Q(left_on__gt=first_date(session)),
        team__cohort=session.cohort_id,
        # Who is in the cohort from its start was there for what lies before it.
        joined_on__lte=max(last_date(session), session.cohort.start_date),
    )
    if session.team_id:
        own = own.filter(team=session.team_id)
    if session.optional_step_id:
        own = own.filter(team__optional_steps=session.optional_step_id)
    listed = Participant.objects.filter(attendance__session=session)
    return (
        Participant.objects.filter(Q(pk__in=own.values("pk")) | Q(pk__in=listed.values("pk")))
        .select_related("user", "team__cohort")
        .order_by("team__name", "user__name", "pk")
    )
