"""Who was there, as the register says it; the record repeats it and never keeps its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from courses.actions.register import expected_participants
from courses.enums import AttendanceStatus, TeamRole
from courses.policies.sessions import is_presence, why_not_present

if TYPE_CHECKING:
    from courses.models import Attendance, Participant, Session


@dataclass(frozen=True, slots=True)
class Presence:
    """One person whom the session was for, and their line of the register, if there is one."""

    participant: Participant
    line: Attendance | None

    @property
    def status(self) -> AttendanceStatus | None:
        """What the register says, as words with a tone."""
        return AttendanceStatus(self.line.status) if self.line else None

    @property
    def was_there(self) -> bool:
        """Whether they were there, in part or for all of it."""
        return self.line is not None and is_presence(self.line.status)

    @property
    def is_leader(self) -> bool:
        """Whether they lead the team."""
        return self.participant.team_role == TeamRole.LEADER


def presence_at(session: Session) -> list[Presence]:
    """Return whom the session obliged and who else stands in its register, those who were there first."""
    lines = {line.participant_id: line for line in session.attendance.all()}
    asked = [
        Presence(participant, lines.get(participant.pk))
        for participant in expected_participants(session)
        if participant.pk in lines or (session.obliges(participant) and not why_not_present(participant, session))
    ]
    return sorted(asked, key=lambda one: not one.was_there)
