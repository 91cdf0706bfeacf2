"""Who may be assigned to a programme's teams as supervisor, and who ever could have been."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from courses.models import Supervisor
from people.enums import OrganisationKind
from people.models import Membership, User
from people.roles import Role

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from courses.models import ProgrammePage
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


def _places(programme: ProgrammePage) -> Q:
    return Q(organisation=programme.owner_organisation_id) | Q(organisation__kind=OrganisationKind.PROVIDER)
