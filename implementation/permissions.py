"""May this person read or write a team's reports? Scope is asked first, by ``visible_to``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from courses.permissions import roles_on_team
from people.permissions import membership_roles
from people.roles import Permission, any_role_grants

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from courses.models import Team
    from people.models import User


@dataclass(frozen=True, slots=True)
class ReportRights:
    """What a person may do with a team's reports; read once for all that a page or an action asks."""

    read: bool
    write: bool
    submit: bool
    accept: bool

    @property
    def reopen(self) -> bool:
        """Whether they may open a report again; until when, the state says."""
        return self.submit or self.accept

    def require(self, right: str) -> None:
        """Raise PermissionDenied without the right of the name."""
        if not getattr(self, right):
            raise PermissionDenied


def report_rights(user: User | AnonymousUser, team: Team) -> ReportRights:
    """Return what the person may do with the team's reports today."""
    roles = roles_on_team(user, team)
    return ReportRights(
        read=any_role_grants(roles, Permission.READ_REPORTS),
        write=any_role_grants(roles, Permission.WRITE_REPORTS),
        submit=any_role_grants(roles, Permission.SUBMIT_REPORTS),
        accept=any_role_grants(roles, Permission.ACCEPT_REPORTS),
    )


def may_see_all_reports(user: User | AnonymousUser) -> bool:
    """Whether the person follows the reports of whole programmes: their model owner."""
    return any_role_grants(membership_roles(user), Permission.ACCEPT_REPORTS)
