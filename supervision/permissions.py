"""May this person read or write this record, its cases, its actions? Scope is asked first, by ``visible_to``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from courses.models import Participant, Supervisor
from courses.permissions import roles_on_programme, roles_on_session, roles_on_team
from people.roles import Permission, Role, any_role_grants
from supervision.enums import FormSubject

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from courses.models import ProgrammePage, Session, Team
    from people.models import User
    from supervision.models import Action, Record

READ = {FormSubject.SUPERVISION: Permission.READ_SUPERVISION, FormSubject.LEADERSHIP: Permission.READ_LEADERSHIP}
WRITE = {FormSubject.SUPERVISION: Permission.WRITE_SUPERVISION, FormSubject.LEADERSHIP: Permission.WRITE_LEADERSHIP}


def may_write_record(user: User | AnonymousUser, session: Session) -> bool:
    """Whether the person drafts and signs the session's record, and adds to it."""
    subject = FormSubject.of(session.kind)
    return subject is not None and any_role_grants(_roles(user, session), WRITE[subject])


def may_read_record(user: User | AnonymousUser, session: Session) -> bool:
    """Whether the person reads the session's record once it is signed."""
    subject = FormSubject.of(session.kind)
    return subject is not None and any_role_grants(_roles(user, session), READ[subject])


def may_read_cases(user: User | AnonymousUser, session: Session) -> bool:
    """Whether the person reads the cases of the session's signed record: its supervisors and the team's staff."""
    return any_role_grants(_roles(user, session), Permission.READ_CASES)


def may_send_in_cases(user: User | AnonymousUser, session: Session) -> bool:
    """Whether the person sends cases in to the session: the team's staff."""
    is_supervision = FormSubject.of(session.kind) == FormSubject.SUPERVISION
    return is_supervision and any_role_grants(_roles(user, session), Permission.SEND_IN_CASES)


def may_read_supervision(user: User | AnonymousUser, team: Team) -> bool:
    """Whether the person reads how the team's supervision goes: dose, themes and actions."""
    return any_role_grants(roles_on_team(user, team), Permission.READ_SUPERVISION)


def may_read_leadership(user: User | AnonymousUser, team: Team) -> bool:
    """Whether the person reads the team's leadership consultations and contacts."""
    return any_role_grants(roles_on_team(user, team), Permission.READ_LEADERSHIP)


def may_write_leadership(user: User | AnonymousUser, team: Team) -> bool:
    """Whether the person records the team's leadership consultations and logs contacts."""
    return any_role_grants(roles_on_team(user, team), Permission.WRITE_LEADERSHIP)


def may_read_form(user: User | AnonymousUser, programme: ProgrammePage) -> bool:
    """Whether the person reads the programme's follow-up forms: whoever reads supervision in one of its teams."""
    return any_role_grants(_roles_below(user, programme), Permission.READ_SUPERVISION)


def may_edit_form(user: User | AnonymousUser, programme: ProgrammePage) -> bool:
    """Whether the person publishes versions of the programme's follow-up forms: its model owner."""
    return any_role_grants(roles_on_programme(user, programme), Permission.WRITE_LEADERSHIP)


def may_mark_done(user: User | AnonymousUser, action: Action) -> bool:
    """Whether the person may say that the action is done: who is responsible, who leads the team, who agreed on it."""
    if action.responsible_id == user.pk:
        return True
    session = action.record.session
    return may_drop(user, action) or (
        may_read_record(user, session) and any_role_grants(_roles(user, session), Permission.CLOSE_TEAM_ACTIONS)
    )


def may_drop(user: User | AnonymousUser, action: Action) -> bool:
    """Whether the person may drop the action or open it again: whoever writes the records it is carried into."""
    return may_write_record(user, action.record.session)


def may_see_record(user: User | AnonymousUser, record: Record) -> bool:
    """Whether the person reads the signed record."""
    return may_read_record(user, record.session) or may_write_record(user, record.session)


def require_writer(user: User | AnonymousUser, session: Session) -> None:
    """Raise PermissionDenied unless the person writes the session's record."""
    if not may_write_record(user, session):
        raise PermissionDenied


def _roles(user: User | AnonymousUser, session: Session) -> set[Role]:
    """Return the roles by which the person has to do with the session: by leading it, or by its team."""
    roles = roles_on_session(user, session)
    return roles | roles_on_team(user, session.team) if session.team else roles


def _roles_below(user: User | AnonymousUser, programme: ProgrammePage) -> set[Role]:
    """Return the person's roles of today in the programme and in any of its teams."""
    of_teams = {"user": user.pk, "team__cohort__programme": programme}
    team_roles = Participant.objects.live().filter(**of_teams).values_list("team_role", flat=True)
    supervises = Supervisor.objects.current().filter(**of_teams).exists()
    own = {Role.SUPERVISOR} if supervises else set()
    return roles_on_programme(user, programme) | own | {Role(team_role) for team_role in team_roles}
