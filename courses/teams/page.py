"""What a team's page shows of its members and supervisors: rows ready for the template, which asks for nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.cohort_sentences import fte_text
from courses.models import Supervisor
from courses.policies.cohorts import why_gone
from courses.standing_rows import StandingRow, standing_rows
from courses.teams.staffing import fte_on
from courses.teams.supervisors import supervisor_memberships
from people.enums import AccessState
from people.models import Invitation
from people.policies import access_state
from people.presentation import Status, status
from people.qualifications import missing_qualifications
from people.roles import Role

if TYPE_CHECKING:
    from datetime import date, datetime

    from courses.models import Participant, Team
    from courses.models.cohort import ParticipantQuerySet
    from people.models import Membership


@dataclass(frozen=True, slots=True)
class Member:
    """A participant with standing, staffing, the time in the team, and whether they can log in."""

    row: StandingRow
    fte: str
    period: str
    access: Status
    can_invite: bool
    is_invited: bool

    @property
    def participant(self) -> Participant:
        """The participant themselves."""
        return self.row.participant


def members_of(team: Team, *, at: datetime, on: date) -> list[Member]:
    """Return everybody who is or was in the team by name, in a constant number of queries."""
    return [_member(row, on) for row in standing_rows(with_member_facts(team.participants.all()), at=at)]


def with_member_facts(participants: ParticipantQuerySet) -> ParticipantQuerySet:
    """Return the participants with all that a member's row needs fetched."""
    unanswered = Prefetch("user__invitations", Invitation.objects.unanswered(), to_attr="unanswered_invitations")
    return participants.select_related("user", "municipality", "team__cohort").prefetch_related(
        "fte_changes", unanswered
    )


def _member(row: StandingRow, on: date) -> Member:
    participant = row.participant
    unanswered = participant.user.unanswered_invitations  # type: ignore[attr-defined]
    access = access_state(participant.user, next(iter(unanswered), None))
    return Member(
        row=row,
        fte=fte_text(fte_on(participant.fte_changes.all(), on)),
        period=period_text(participant.joined_on, participant.left_on),
        access=status(access),
        is_invited=access == AccessState.INVITED,
        can_invite=access not in {AccessState.HAS_ACCESS, AccessState.DEACTIVATED} and not why_gone(participant, on),
    )


def period_text(first: date, end: date | None) -> str:
    """Return from when until when somebody belongs to a team; ``end`` is the first day outside it."""
    since = date_format(first, "DATE_FORMAT")
    if end is None:
        return _("since %(since)s") % {"since": since}
    return _("%(since)s to %(until)s") % {"since": since, "until": date_format(end, "DATE_FORMAT")}


@dataclass(frozen=True, slots=True)
class SupervisorRow:
    """An assignment, when it is in force, and the qualifications that the model asks for and are not shown."""

    supervisor: Supervisor
    period: str
    qualification: str
    missing: list[str]
    can_end: bool


def supervisors_of(team: Team, *, on: date) -> list[SupervisorRow]:
    """Return the team's assignments, those in force and to come first, in two queries."""
    rows = list(Supervisor.objects.filter(team=team).select_related("user").order_by("since", "pk"))
    roles = {role.user_id: role for role in supervisor_memberships(team.cohort.programme)}
    shown = [_supervisor_row(row, roles.get(row.user_id), on) for row in rows]
    return sorted(shown, key=lambda one: not one.can_end)


def _supervisor_row(row: Supervisor, role: Membership | None, on: date) -> SupervisorRow:
    education = role.supervisor_education if role else ""
    practice = role.practice_since if role else None
    return SupervisorRow(
        supervisor=row,
        period=period_text(row.since, row.until),
        qualification=education,
        missing=missing_qualifications(Role.SUPERVISOR, education=education, practice_since=practice, on=on),
        can_end=row.until is None or row.until > on,
    )
