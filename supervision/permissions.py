"""May this person read or write this record, its cases, its actions? Scope is asked first, by ``visible_to``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import Exists

from courses.enums import TeamRole
from courses.models import Participant, Session, Supervisor
from courses.permissions import roles_on_programme, roles_on_team
from courses.scope import owned_organisations, trained_cohorts
from people.models import User
from people.roles import Permission, Role, any_role_grants
from supervision.enums import SUPERVISIONS, FormSubject

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from courses.models import ProgrammePage, Team
    from supervision.models import Action, Case, Record

READ = {FormSubject.SUPERVISION: Permission.READ_SUPERVISION, FormSubject.LEADERSHIP: Permission.READ_LEADERSHIP}
WRITE = {FormSubject.SUPERVISION: Permission.WRITE_SUPERVISION, FormSubject.LEADERSHIP: Permission.WRITE_LEADERSHIP}


@dataclass(frozen=True, slots=True)
class Rights:
    """What a person may do with one session's record and cases."""

    reads: bool
    writes: bool
    reads_cases: bool
    sends_in_cases: bool


def rights_on(user: User | AnonymousUser, session: Session) -> Rights:
    """Return all that the person may do there, in one query: for pages that ask more than once."""
    subject = FormSubject.of(session.kind)
    if subject is None:
        return Rights(reads=False, writes=False, reads_cases=False, sends_in_cases=False)
    roles, is_supervision = _roles(user, session), subject == FormSubject.SUPERVISION
    return Rights(
        reads=any_role_grants(roles, READ[subject]),
        writes=any_role_grants(roles, WRITE[subject]),
        reads_cases=is_supervision and any_role_grants(roles, Permission.READ_CASES),
        sends_in_cases=is_supervision and any_role_grants(roles, Permission.SEND_IN_CASES),
    )


def may_write_record(user: User | AnonymousUser, session: Session) -> bool:
    """Whether the person drafts and signs the session's record, and adds to it."""
    return rights_on(user, session).writes


def may_read_record(user: User | AnonymousUser, session: Session) -> bool:
    """Whether the person reads the session's record once it is signed."""
    return rights_on(user, session).reads


def may_read_cases(user: User | AnonymousUser, session: Session) -> bool:
    """Whether the person reads the session's cases: its supervisors and the team's staff."""
    return rights_on(user, session).reads_cases


def may_send_in_cases(user: User | AnonymousUser, session: Session) -> bool:
    """Whether the person sends cases in to the session: the team's staff."""
    return rights_on(user, session).sends_in_cases


def may_change_case(user: User | AnonymousUser, case: Case) -> bool:
    """Whether the person changes or withdraws the case: who sent it in, as long as they are the team's staff."""
    return case.sent_in_by_id == user.pk and may_send_in_cases(user, case.session)


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
    return roles_close_actions(_roles(user, session), action.record.subject)


def may_drop(user: User | AnonymousUser, action: Action) -> bool:
    """Whether the person may drop the action or open it again: whoever writes the records it is carried into."""
    return may_write_record(user, action.record.session)


def roles_close_actions(roles: set[Role], subject: FormSubject) -> bool:
    """Whether the roles let somebody say that a team's actions are done: its leaders, and who writes the records."""
    reads = any_role_grants(roles, READ[subject]) and any_role_grants(roles, Permission.CLOSE_TEAM_ACTIONS)
    return reads or any_role_grants(roles, WRITE[subject])


def may_see_record(user: User | AnonymousUser, record: Record) -> bool:
    """Whether the person reads the signed record."""
    return may_read_record(user, record.session) or may_write_record(user, record.session)


def require_writer(user: User | AnonymousUser, session: Session) -> None:
    """Raise PermissionDenied unless the person writes the session's record."""
    if not may_write_record(user, session):
        raise PermissionDenied


def _roles(user: User | AnonymousUser, session: Session) -> set[Role]:
    """Return the roles by which the person has to do with the session: by leading it, or by its team.

    It's the same answer as ``roles_on_session`` and ``roles_on_team`` together, in one query (tested).
    """
    organisation = session.cohort.programme.owner_organisation_id
    supervisors = Supervisor.objects.current().filter(user=user.pk, team=session.team_id)
    named = Session.objects.filter(pk=session.pk, kind__in=SUPERVISIONS, trainers__in=[user.pk])
    team = Participant.objects.live().filter(user=user.pk, team=session.team_id)
    held = {
        Role.MODEL_OWNER.value: Exists(owned_organisations(user).filter(organisation=organisation)),
        Role.TRAINER.value: Exists(trained_cohorts(user).filter(cohort=session.cohort_id)),
        Role.SUPERVISOR.value: Exists(supervisors) | Exists(named),
        **{role.value: Exists(team.filter(team_role=role)) for role in TeamRole},
    }
    found = User.objects.filter(pk=user.pk).annotate(**{f"as_{role}": holds for role, holds in held.items()})
    answers = found.values(*(f"as_{role}" for role in held)).first() or {}
    return {Role(role) for role in held if answers.get(f"as_{role}")}


def _roles_below(user: User | AnonymousUser, programme: ProgrammePage) -> set[Role]:
    """Return the person's roles of today in the programme and in any of its teams."""
    of_teams = {"user": user.pk, "team__cohort__programme": programme}
    team_roles = Participant.objects.live().filter(**of_teams).values_list("team_role", flat=True)
    supervises = Supervisor.objects.current().filter(**of_teams).exists()
    own = {Role.SUPERVISOR} if supervises else set()
    return roles_on_programme(user, programme) | own | {Role(team_role) for team_role in team_roles}
