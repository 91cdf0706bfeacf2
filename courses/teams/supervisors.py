"""Who may supervise a programme's teams, and who supervises them at one supervision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from courses.models import Supervisor
from courses.policies.sessions import first_date
from people.enums import OrganisationKind
from people.models import Membership, User
from people.qualifications import missing_qualifications
from people.roles import Role

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from courses.models import ProgrammePage, Session
    from people.models import MembershipQuerySet


def supervisor_memberships(programme: ProgrammePage) -> MembershipQuerySet:
    """Return today's supervisors at the programme's model owner and at providers, with the person selected."""
    rows = Membership.objects.current().filter(_places(programme), role=Role.SUPERVISOR)
    return rows.select_related("user").order_by("user__name", "pk")


def supervisors_ever(programme: ProgrammePage) -> QuerySet[User]:
    """Return who is or was supervisor at the programme's model owner, at a provider, or of one of its teams."""
    roles = Membership.objects.filter(_places(programme), role=Role.SUPERVISOR)
    assigned = Supervisor.objects.filter(team__cohort__programme=programme)
    return User.objects.filter(Q(pk__in=roles.values("user")) | Q(pk__in=assigned.values("user")))


def possible_substitutes(session: Session) -> QuerySet[User]:
    """Return who may stand in for the team's supervisors at the supervision, and whoever is named already, by name."""
    own = Supervisor.objects.current(first_date(session)).filter(team=session.team_id).values("user")
    others = Q(pk__in=supervisor_memberships(session.cohort.programme).order_by().values("user")) & ~Q(pk__in=own)
    return User.objects.filter(others | Q(pk__in=session.trainers.values("pk"))).order_by("name", "pk")


@dataclass(frozen=True, slots=True)
class Supervising:
    """Who supervises at one supervision, and the qualifications that the model asks for and are not shown."""

    name: str
    is_substitute: bool
    missing: list[str]


def supervising(session: Session) -> list[Supervising]:
    """Return the supervision's substitute, or else the team's supervisors of that date; three queries at most."""
    day = first_date(session)
    substitutes = list(session.trainers.order_by("name", "pk"))
    own = Supervisor.objects.current(day).filter(team=session.team_id).select_related("user")
    people = substitutes or [row.user for row in own.order_by("since", "pk")]
    roles = {role.user_id: role for role in supervisor_memberships(session.cohort.programme)} if people else {}
    return [Supervising(one.name, bool(substitutes), _missing(roles.get(one.pk), day)) for one in people]


def _missing(role: Membership | None, day: date) -> list[str]:
    education = role.supervisor_education if role else ""
    practice = role.practice_since if role else None
    return missing_qualifications(Role.SUPERVISOR, education=education, practice_since=practice, on=day)


def _places(programme: ProgrammePage) -> Q:
    return Q(organisation=programme.owner_organisation_id) | Q(organisation__kind=OrganisationKind.PROVIDER)
