"""Which sessions stand in a person's calendar: those they take part in, teach or supervise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from courses.enums import ActivityKind, AttendanceStatus
from courses.models import Attendance, Exemption, Participant, Session, Supervisor
from courses.policies.sessions import first_date, is_meant_for, why_not_present

if TYPE_CHECKING:
    from collections.abc import Iterable

    from people.models import User


@dataclass(frozen=True, slots=True)
class OwnSession:
    """A session, and whether the person comes as a participant, who prepares for it."""

    session: Session
    takes_part: bool


def sessions_of(user: User) -> list[OwnSession]:
    """Return the person's sessions in time order, published or cancelled after that; seven queries at most."""
    own = _Own(user)
    found = [OwnSession(session, own.takes_part_in(session)) for session in own.candidates()]
    return [one for one in found if one.takes_part or own.leads(one.session)]


class _Own:
    """What the person is anywhere, read once."""

    def __init__(self, user: User) -> None:
        self.participations = list(
            Participant.objects.filter(user=user).select_related("team").prefetch_related("team__optional_steps")
        )
        self.supervised = list(Supervisor.objects.filter(user=user))
        own = {"participant__user": user}
        present = Attendance.objects.filter(status__in=(AttendanceStatus.PRESENT, AttendanceStatus.PARTIAL), **own)
        self.attended = set(present.values_list("session", flat=True))
        self.exempt = set(Exemption.objects.filter(**own).values_list("participant", "session"))
        self.taught = set(Session.objects.filter(trainers=user).values_list("pk", flat=True))

    def candidates(self) -> Iterable[Session]:
        """Return all that can be the person's."""
        teams = {participant.team_id for participant in self.participations} | {one.team_id for one in self.supervised}
        shared = Q(team=None, cohort__in=[participant.team.cohort_id for participant in self.participations])
        near = Q(team__in=teams) | shared | Q(pk__in=self.attended | self.taught)
        related = ("cohort__programme", "module")
        return Session.objects.reached_people().filter(near).select_related(*related).order_by("starts_at", "pk")

    def takes_part_in(self, session: Session) -> bool:
        """Whether the person was there, or is to come."""
        return session.pk in self.attended or any(self._comes(one, session) for one in self.participations)

    def leads(self, session: Session) -> bool:
        """Whether the person teaches it, or supervises the team on that date."""
        if session.pk in self.taught:
            return True
        return ActivityKind(session.kind).is_supervision and any(
            one.team_id == session.team_id and one.is_in_force(first_date(session)) for one in self.supervised
        )

    def _comes(self, participant: Participant, session: Session) -> bool:
        team = participant.team
        if session.cohort_id != team.cohort_id or session.team_id not in {None, team.pk}:
            return False
        if (participant.pk, session.pk) in self.exempt or why_not_present(participant, session):
            return False
        return is_meant_for(session, participant, {step.pk for step in team.optional_steps.all()})
