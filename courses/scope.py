"""What lies in a person's scope, as conditions that the querysets' ``visible_to`` put into their one query.

Scope is derived from memberships, teams and sessions, never stored (design, section 8). Whether the person may *do*
something there is asked in permissions.py. Across relations a person is looked for with ``__in``: who is not logged in
has no key, and ``=None`` would find the rows without anybody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Exists, Q

from courses.enums import ActivityKind, SessionState, TeamRole
from people.models import Membership, User
from people.roles import Role

if TYPE_CHECKING:
    from typing import Any

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet


def owned_organisations(user: User | AnonymousUser) -> QuerySet[Any, Any]:
    """Return the ids of the organisations whose programmes the person answers for."""
    return Membership.objects.current().filter(user=user.pk, role=Role.MODEL_OWNER).values("organisation")


def own_teams(user: User | AnonymousUser, *team_roles: TeamRole) -> QuerySet[Any, Any]:
    """Return the ids of the teams that the person is in today, in one of the team roles if any are named."""
    rows = _model("Participant").objects.live().filter(user=user.pk)
    return rows.filter(team_role__in=team_roles).values("team") if team_roles else rows.values("team")


def supervised_teams(user: User | AnonymousUser) -> QuerySet[Any, Any]:
    """Return the ids of the teams that the person supervises today."""
    return _model("Supervisor").objects.current().filter(user=user.pk).values("team")


def trained_cohorts(user: User | AnonymousUser) -> QuerySet[Any, Any]:
    """Return the ids of the cohorts in which the person is trainer of a session.

    Who is named on a supervision stands in for the supervisor there, which opens that session alone.
    """
    trained = _model("Session").objects.filter(trainers__in=[user.pk])
    return trained.exclude(kind__in=[kind for kind in ActivityKind if kind.is_supervision]).values("cohort")


def programmes_in_scope(user: User | AnonymousUser) -> Q:
    """Return the condition on programmes: owned, taught, supervised, followed now or before, or edited."""
    followed = _model("Participant").objects.filter(user__in=[user.pk])
    return (
        Q(owner_organisation__in=owned_organisations(user))
        | Q(pk__in=trained_cohorts(user).values("cohort__programme"))
        | Q(pk__in=supervised_teams(user).values("team__cohort__programme"))
        | Q(pk__in=followed.values("team__cohort__programme"))
        | Q(Exists(Membership.objects.current().filter(user=user.pk, role=Role.EDITOR)))
    )


def documents_in_scope(user: User | AnonymousUser) -> Q:
    """Return the condition on documents: of a programme in scope, or of no step; expects ``programme_path`` beside."""
    programmes = _model("ProgrammePage").objects.filter(programmes_in_scope(user))
    return Q(step=None) | Q(programme_path__in=programmes.values("path"))


def cohorts_in_scope(user: User | AnonymousUser) -> Q:
    """Return the condition on cohorts: of an owned programme, taught, or with a team in scope."""
    return (
        Q(programme__owner_organisation__in=owned_organisations(user))
        | Q(pk__in=trained_cohorts(user))
        | Q(pk__in=_model("Team").objects.filter(_teams_near(user)).values("cohort"))
    )


def teams_in_scope(user: User | AnonymousUser) -> Q:
    """Return the condition on teams: own, supervised, of an owned programme or of a cohort that one teaches."""
    return (
        _teams_near(user)
        | Q(cohort__programme__owner_organisation__in=owned_organisations(user))
        | Q(cohort__in=trained_cohorts(user))
    )


def participants_in_scope(user: User | AnonymousUser) -> Q:
    """Return the condition on participants: oneself, also after leaving, and those of the teams in scope."""
    return Q(user__in=[user.pk]) | Q(team__in=_model("Team").objects.filter(teams_in_scope(user)))


def sessions_in_scope(user: User | AnonymousUser) -> Q:
    """Return the condition on sessions: published ones of what is in scope; drafts for the model owner alone."""
    near = _teams_near(user)
    cohorts = _model("Team").objects.filter(near).values("cohort")
    local = Q(team__in=_model("Team").objects.filter(near)) | Q(team=None, cohort__in=cohorts)
    # By key: a join would give a session with two trainers twice.
    led = _model("Session").objects.filter(trainers__in=[user.pk]).values("pk")
    reached = local | Q(cohort__in=trained_cohorts(user)) | Q(pk__in=led)
    published = ~Q(state=SessionState.DRAFT)
    return Q(cohort__programme__owner_organisation__in=owned_organisations(user)) | (reached & published)


def _teams_near(user: User | AnonymousUser) -> Q:
    return Q(pk__in=own_teams(user)) | Q(pk__in=supervised_teams(user))


def _model(name: str) -> Any:
    # The models' querysets use these conditions, so the models are looked up by name when a condition is built.
    return apps.get_model("courses", name)
