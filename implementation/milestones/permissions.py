"""May this person read, log or confirm the team's milestones? Scope is asked first, by ``visible_to``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from courses.permissions import roles_on_team
from people.roles import Permission, any_role_grants

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from courses.models import Team
    from people.models import User


@dataclass(frozen=True, slots=True)
class MilestoneRights:
    """What a person may do with a team's milestones; read once for all that a page or an action asks."""

    read: bool
    log: bool
    confirm: bool
    pause: bool
    opens_team_page: bool

    def require(self, right: str) -> None:
        """Raise PermissionDenied without the right of the name."""
        if not getattr(self, right):
            raise PermissionDenied


def milestone_rights(user: User | AnonymousUser, team: Team) -> MilestoneRights:
    """Return what the person may do with the team's milestones today."""
    roles = roles_on_team(user, team)
    return MilestoneRights(
        read=any_role_grants(roles, Permission.READ_MILESTONES),
        log=any_role_grants(roles, Permission.LOG_MILESTONES),
        confirm=any_role_grants(roles, Permission.CONFIRM_MILESTONES),
        pause=any_role_grants(roles, Permission.PAUSE_STEPS),
        opens_team_page=any_role_grants(roles, Permission.READ_TEAM_ATTENDANCE),
    )
