"""May this person do this to this cohort, team, session or participant? Scope is asked first, by ``visible_to``.

The roles a person holds *there* are read from memberships, teams and sessions; what a role may do stands in
people/roles.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from courses.enums import ActivityKind, TeamRole
from courses.models import Cohort, Participant, Session, Supervisor, Team
from courses.scope import own_teams, owned_organisations, supervised_teams, trained_cohorts
from people.models import Membership
from people.permissions import membership_roles
from people.roles import Permission, Role, any_role_grants

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from courses.models import ProgrammePage
    from people.models import User


def roles_on_programme(user: User | AnonymousUser, programme: ProgrammePage) -> set[Role]:
    """Return the roles by which the person answers for the programme."""
    owns = Membership.objects.current().filter(
        user=user.pk, role=Role.MODEL_OWNER, organisation=programme.owner_organisation_id
    )
    return {Role.MODEL_OWNER} if owns.exists() else set()


def roles_on_cohort(user: User | AnonymousUser, cohort: Cohort) -> set[Role]:
    """Return the person's roles in the cohort as a whole; a team's roles are asked of the team."""
    roles = roles_on_programme(user, cohort.programme)
    if trained_cohorts(user).filter(cohort=cohort).exists():
        roles.add(Role.TRAINER)
    return roles


def roles_on_team(user: User | AnonymousUser, team: Team) -> set[Role]:
    """Return the person's roles in the team today."""
    rows = Participant.objects.live().filter(user=user.pk, team=team).values_list("team_role", flat=True)
    roles = {Role(team_role) for team_role in rows} | roles_on_cohort(user, team.cohort)
    if Supervisor.objects.current().filter(user=user.pk, team=team).exists():
        roles.add(Role.SUPERVISOR)
    return roles


def roles_on_session(user: User | AnonymousUser, session: Session) -> set[Role]:
    """Return the roles that lead the session: its trainers, the supervisor of its team, the programme's owner.

    Who is named on a supervision stands in for the supervisor there.
    """
    roles = roles_on_programme(user, session.cohort.programme)
    is_supervision = ActivityKind(session.kind).is_supervision
    if session.trainers.filter(pk=user.pk).exists():
        roles.add(Role.SUPERVISOR if is_supervision else Role.TRAINER)
    if session.team_id and is_supervision:
        supervises = Supervisor.objects.current().filter(user=user.pk, team=session.team_id)
        roles |= {Role.SUPERVISOR} if supervises.exists() else set()
    return roles


def may_read_course_pages(user: User | AnonymousUser) -> bool:
    """Whether any role lets the person read course pages and the library; who has left a team still may."""
    if any_role_grants(membership_roles(user), Permission.READ_COURSE_PAGES):
        return True
    followed = Participant.objects.filter(user=user.pk), supervised_teams(user), trained_cohorts(user)
    return any(rows.exists() for rows in followed)


def may_manage_cohorts(user: User | AnonymousUser) -> bool:
    """Whether the person may create a cohort of a programme of theirs."""
    return any_role_grants(membership_roles(user), Permission.MANAGE_COHORT)


def may_on_cohort(user: User | AnonymousUser, permission: Permission, cohort: Cohort) -> bool:
    """Whether the person may do this to the whole cohort."""
    return any_role_grants(roles_on_cohort(user, cohort), permission)


def may_on_team(user: User | AnonymousUser, permission: Permission, team: Team) -> bool:
    """Whether the person may do this to the team."""
    return any_role_grants(roles_on_team(user, team), permission)


def may_on_session(user: User | AnonymousUser, permission: Permission, session: Session) -> bool:
    """Whether the person may do this to the session."""
    return any_role_grants(roles_on_session(user, session), permission)


def may_take_part(participant: Participant, permission: Permission) -> bool:
    """Whether the participant's own role in the team grants what is done by taking part."""
    return any_role_grants({Role(participant.team_role)}, permission)


def teams_with_readable_attendance(user: User | AnonymousUser) -> Q:
    """Return the condition on teams whose attendance the person may read: led, supervised or of an owned programme.

    It's the same answer as ``may_on_team(user, Permission.READ_TEAM_ATTENDANCE, team)``, for lists (tested). The few
    ids are read here, in three queries: a list asks for the teams several times.
    """
    led, supervised = list(own_teams(user, TeamRole.LEADER)), list(supervised_teams(user))
    return Q(pk__in=[row["team"] for row in [*led, *supervised]]) | Q(
        cohort__programme__owner_organisation__in=[row["organisation"] for row in owned_organisations(user)]
    )


def teams_open_in_session(user: User | AnonymousUser, permission: Permission, session: Session) -> set[int]:
    """Return the keys of the cohort's teams of which the person may do this in the session.

    Who leads the session may for all; a leader and a supervisor for their own teams.
    """
    teams = Team.objects.filter(cohort=session.cohort_id)
    if not may_on_session(user, permission, session):
        led = list(own_teams(user, TeamRole.LEADER)) if any_role_grants({Role.LEADER}, permission) else []
        supervised = list(supervised_teams(user)) if any_role_grants({Role.SUPERVISOR}, permission) else []
        teams = teams.filter(pk__in=[row["team"] for row in [*led, *supervised]])
    return set(teams.values_list("pk", flat=True))


def may_read_preparation(user: User | AnonymousUser, session: Session) -> bool:
    """Whether the person may see who of the session's teams, or of some of them, is prepared."""
    return may_on_session(user, Permission.READ_PREPARATION, session) or bool(
        teams_open_in_session(user, Permission.READ_PREPARATION, session)
    )


def may_read_standing(user: User | AnonymousUser, participant: Participant) -> bool:
    """Whether the person may see the participant's attendance and standing: their own, or their team's."""
    return participant.user_id == user.pk or may_on_team(user, Permission.READ_TEAM_ATTENDANCE, participant.team)
