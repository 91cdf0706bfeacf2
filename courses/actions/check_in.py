"""Records that somebody checked in by the code on the trainer's screen, and takes check-ins back with their session."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from courses.check_in.codes import CodeRead, Verdict, read_code
from courses.enums import AttendanceSource, AttendanceStatus
from courses.models import Attendance, Participant, Session
from courses.policies.check_in import CheckInState, check_in_state, why_already_registered, why_no_check_in
from courses.taking_part import own_participant
from people.policies import Refused
from people.wording import clock

if TYPE_CHECKING:
    from datetime import datetime

    from people.models import User


class Obstacle(StrEnum):
    """Why a code checks somebody not in."""

    FORGED = "forged"
    ALREADY = "already"
    EXPIRED = "expired"
    FUTURE = "future"
    FOREIGN = "foreign"
    TOO_EARLY = "too_early"
    OVER = "over"
    NOT_IN_FORCE = "not_in_force"


class CheckInRefused(Refused):
    """The code does not check the person in; says which obstacle it was beside the sentence."""

    def __init__(self, obstacle: Obstacle, sentence: str) -> None:
        super().__init__(sentence)
        self.obstacle = obstacle


def check_code(code: str, at: datetime) -> None:
    """Raise CheckInRefused unless the code is fresh, whoever scanned it."""
    _refuse_verdict(read_code(code, at))


def session_of_code(code: str, at: datetime) -> Session:
    """Return the session that the code is bound to, fresh or not; raises CheckInRefused for a forged one."""
    read = read_code(code, at)
    related = ("cohort__programme__owner_organisation", "team")
    session = Session.objects.filter(pk__in=[read.session_id]).select_related(*related).first()
    if session is None:
        raise CheckInRefused(Obstacle.FORGED, _forged())
    return session


def participant_to_check_in(*, session: Session, by: User, code: str, at: datetime) -> Participant:
    """Return as whom the person would be checked in by the code; raises CheckInRefused where it cannot be.

    What the register says of the person comes first: whoever is in it needs no newer code. ``at`` is the moment when
    the code was scanned.
    """
    participant = own_participant(by, session, at=at)
    row = session.attendance.filter(participant=participant).first() if participant else None
    read = read_code(code, at)
    if row and read.session_id == session.pk:
        raise CheckInRefused(Obstacle.ALREADY, why_already_registered(row))
    _refuse_verdict(read)
    if participant is None or read.session_id != session.pk:
        sentence = _("The code belongs to a session that you are not on the list of. Ask the trainer if you should be.")
        raise CheckInRefused(Obstacle.FOREIGN, sentence)
    if closed := why_no_check_in(session, at):
        raise CheckInRefused(_OBSTACLES[check_in_state(session, at)], closed)
    return participant


@transaction.atomic
def check_in(*, session: Session, by: User, code: str, at: datetime) -> Attendance:
    """Record that the person is present, and return the line; ``at`` is the moment when they scanned the code.

    Writes nothing but the one line that was not there. Raises CheckInRefused with the obstacle.
    """
    related = ("cohort__programme__owner_organisation", "team")
    locked = Session.objects.select_for_update(of=("self",)).select_related(*related).get(pk=session.pk)
    participant = participant_to_check_in(session=locked, by=by, code=code, at=at)
    return Attendance.objects.create(
        session=locked,
        participant=participant,
        status=AttendanceStatus.PRESENT,
        recorded_by=by,
        recorded_at=at,
        source=AttendanceSource.CHECK_IN,
    )


def take_back_check_ins(session: Session) -> None:
    """Delete the check-ins that the session, cancelled or moved before it began, would no longer have taken.

    Who checked in at nine for a session that is put off until next week was not at it. One put off by an hour keeps
    them: people are in the house.
    """
    for row in session.attendance.check_ins():
        if check_in_state(session, row.recorded_at) != CheckInState.OPEN:
            row.delete()


_OBSTACLES = {
    CheckInState.TOO_EARLY: Obstacle.TOO_EARLY,
    CheckInState.OVER: Obstacle.OVER,
    CheckInState.NOT_IN_FORCE: Obstacle.NOT_IN_FORCE,
}


def _refuse_verdict(read: CodeRead) -> None:
    if read.verdict == Verdict.FORGED:
        raise CheckInRefused(Obstacle.FORGED, _forged())
    if read.verdict == Verdict.EXPIRED:
        sentence = _("The code has expired: it changes every minute. Scan the one that is on the screen now.")
        raise CheckInRefused(Obstacle.EXPIRED, sentence)
    if read.verdict == Verdict.FUTURE and read.shown_from:
        sentence = _("The code counts only from %(clock)s on. Scan the one that is on the screen then.")
        raise CheckInRefused(Obstacle.FUTURE, sentence % {"clock": clock(read.shown_from)})


def _forged() -> str:
    return _("This is not one of our check-in codes. Scan the one that is on the trainer's screen.")
