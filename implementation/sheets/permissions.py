"""May this person read or write a team's data sheets, or set its data agreement? Scope is asked first.

A sheet lies in the scope of those who may read it and of nobody else: ``DataSheet.objects.visible_to``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from courses.permissions import may_on_team, roles_on_team
from implementation.models import DataAgreement
from people.roles import Permission, any_role_grants

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from courses.models import Team
    from people.models import User


def may_read_sheets(user: User | AnonymousUser, team: Team) -> bool:
    """Whether the person reads the team's sheets: its staff and leaders, the model owner where it's agreed."""
    roles = roles_on_team(user, team)
    if any_role_grants(roles, Permission.READ_DATA_SHEETS):
        return True
    shared = any_role_grants(roles, Permission.READ_SHARED_DATA_SHEETS)
    return shared and DataAgreement.objects.filter(team=team, owner_may_read=True).exists()


def may_write_sheets(user: User | AnonymousUser, team: Team) -> bool:
    """Whether the person makes and writes the team's sheets: its staff."""
    return may_on_team(user, Permission.WRITE_DATA_SHEETS, team)


def may_set_agreement(user: User | AnonymousUser, team: Team) -> bool:
    """Whether the person sets the team's data agreement: the model owner."""
    return may_on_team(user, Permission.SET_DATA_AGREEMENT, team)
