"""May this person do this? Asked by views, templates and actions alike; scope is asked first, by ``visible_to``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied

from people.models import Membership
from people.roles import Permission, Role, any_role_grants

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from people.models import Organisation, User

EDITOR_GROUP = "Redaktører"


def membership_roles(user: User | AnonymousUser, organisation: Organisation | None = None) -> set[Role]:
    """Return the roles that the person holds today, in the organisation if one is named."""
    rows = Membership.objects.current().filter(user=user.pk)
    if organisation is not None:
        rows = rows.filter(organisation=organisation)
    return {Role(role) for role in rows.values_list("role", flat=True)}


def may(user: User | AnonymousUser, permission: Permission) -> bool:
    """Whether a membership anywhere grants what is not tied to one programme or team."""
    return any_role_grants(membership_roles(user), permission)


def require(user: User | AnonymousUser, permission: Permission) -> None:
    """Raise PermissionDenied unless a membership anywhere grants the permission."""
    if not may(user, permission):
        raise PermissionDenied


def may_edit_content(user: User | AnonymousUser) -> bool:
    """Whether the person edits course pages today, by an editor's membership."""
    return may(user, Permission.EDIT_CONTENT)


def may_enter_cms(user: User | AnonymousUser) -> bool:
    """Whether Wagtail's admin is open: to today's editors, and to superusers, whom only the command line can make.

    A superuser is the operator who sets up sites, collections and groups. The role opens nothing else of the product.
    """
    return may_edit_content(user) or (user.is_superuser and user.is_active)


def set_editor_group(user: User, *, member: bool) -> None:
    """Let the group that holds Wagtail's page permissions follow the membership; writes only on a change."""
    in_group = user.groups.filter(name=EDITOR_GROUP).exists()
    if member and not in_group:
        user.groups.add(Group.objects.get(name=EDITOR_GROUP))
    elif in_group and not member:
        user.groups.remove(Group.objects.get(name=EDITOR_GROUP))
