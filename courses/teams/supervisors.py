"""Who may be assigned to a programme's teams as supervisor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from people.enums import OrganisationKind
from people.models import Membership
from people.roles import Role

if TYPE_CHECKING:
    from courses.models import ProgrammePage
    from people.models import MembershipQuerySet


def supervisor_memberships(programme: ProgrammePage) -> MembershipQuerySet:
    """Return today's supervisors at the programme's model owner and at providers, with the person selected."""
    places = Q(organisation=programme.owner_organisation_id) | Q(organisation__kind=OrganisationKind.PROVIDER)
    rows = Membership.objects.current().filter(places, role=Role.SUPERVISOR)
    return rows.select_related("user").order_by("user__name", "pk")
