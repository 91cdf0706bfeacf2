"""Whether teams have a supervisor with the qualifications that the model asks for; shown, never in the way."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from courses.models import Supervisor
from people.enums import OrganisationKind
from people.models import Membership
from people.qualifications import missing_qualifications
from people.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from courses.models import Team


def supervisor_faults(teams: Sequence[Team], *, on: date) -> dict[int, str]:
    """Return by team that nobody supervises it, or that nobody who does has shown the qualifications; in two queries.

    Teams without a fault are not there; the teams come with their cohort's programme.
    """
    assigned: dict[int, set[int]] = defaultdict(set)
    for team, user in Supervisor.objects.current(on).filter(team__in=teams).values_list("team", "user"):
        assigned[team].add(user)
    roles = _roles({user for users in assigned.values() for user in users})
    faults = {team.pk: _fault(team, assigned[team.pk], roles, on) for team in teams}
    return {team: fault for team, fault in faults.items() if fault}


def _roles(users: Iterable[int]) -> Mapping[int, list[Membership]]:
    found: dict[int, list[Membership]] = defaultdict(list)
    rows = Membership.objects.current().filter(role=Role.SUPERVISOR, user__in=users)
    for row in rows.select_related("organisation"):
        found[row.user_id].append(row)
    return found


def _fault(team: Team, users: Iterable[int], roles: Mapping[int, Sequence[Membership]], on: date) -> str:
    if not users:
        return _("Nobody supervises the team.")
    owner = team.cohort.programme.owner_organisation_id
    if any(_is_qualified(role, owner, on) for user in users for role in roles.get(user, ())):
        return ""
    return _("The supervisor's qualifications are not shown.")


def _is_qualified(role: Membership, owner: int, on: date) -> bool:
    counts = role.organisation_id == owner or role.organisation.kind == OrganisationKind.PROVIDER
    return counts and not missing_qualifications(
        Role.SUPERVISOR, education=role.supervisor_education, practice_since=role.practice_since, on=on
    )
