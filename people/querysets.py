"""How people, organisations and invitations are found."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.db import models
from django.db.models import Count, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from people.enums import InvitationState, OrganisationKind
from people.names import municipality_key

if TYPE_CHECKING:
    from people.models import Invitation, Organisation, User  # noqa: F401 - named in the querysets' bases
    from people.roles import Role


class UserQuerySet(models.QuerySet["User"]):
    """Finds people."""

    def visible_to(self, user: User) -> Self:
        """Return everybody for an administrator, else the person alone."""
        return self if user.memberships.administers() else self.filter(pk=user.pk)

    def matching(self, text: str) -> Self:
        """Return those whose name or e-mail holds every word of the text, in capitals or not."""
        found = self
        for word in text.split():
            # SQLite knows capitals of A to Z only, so "åse" alone would not find "Åse".
            spellings = {word, word.lower(), word.capitalize()}
            named = reduce(or_, (Q(name__icontains=spelling) for spelling in spellings))
            found = found.filter(named | Q(email__icontains=word))
        return found

    def in_role(self, role: Role) -> Self:
        """Return those who hold the role somewhere today."""
        day = timezone.localdate()
        in_force = Q(memberships__until=None) | Q(memberships__until__gt=day)
        return self.filter(in_force, memberships__role=role, memberships__since__lte=day).distinct()

    def with_access(self) -> Self:
        """Return them with ``current_memberships`` and ``unanswered_invitations`` fetched, as lists need them."""
        memberships = apps.get_model("people", "Membership").objects.current().select_related("organisation")
        invitations = apps.get_model("people", "Invitation").objects.unanswered()
        return self.prefetch_related(
            Prefetch("memberships", memberships, to_attr="current_memberships"),
            Prefetch("invitations", invitations, to_attr="unanswered_invitations"),
        )


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Finds organisations."""

    def municipalities(self) -> Self:
        """Return the municipalities."""
        return self.filter(kind=OrganisationKind.MUNICIPALITY)

    def named(self, text: str) -> Organisation | None:
        """Return the municipality by its four-digit code or its name with or without "Kommune", else None."""
        wanted = municipality_key(text)
        return next((org for org in self.municipalities() if wanted in {org.code, municipality_key(org.name)}), None)

    def visible_to(self, user: User) -> Self:
        """Return those that the person administers: all for an administrator, else none."""
        return self if user.memberships.administers() else self.none()

    def narrowed_to(self, q: str = "", kind: str = "", region: str = "") -> Self:
        """Return those with the text in their name or code, and of the kind and region if given."""
        given = {name: value for name, value in {"kind": kind, "region": region}.items() if value}
        return self.filter(Q(name__icontains=q) | Q(name__icontains=q.capitalize()) | Q(code=q), **given)

    def with_people_count(self) -> Self:
        """Return them with ``people_count``: how many hold a role there today."""
        here = (
            apps.get_model("people", "Membership")
            .objects.current()
            .filter(organisation=OuterRef("pk"))
            .order_by()
            .values("organisation")
        )
        people = here.annotate(count=Count("user", distinct=True)).values("count")
        return self.annotate(people_count=Coalesce(Subquery(people), 0))


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Finds invitations."""

    def unanswered(self) -> Self:
        """Return those neither accepted nor withdrawn; they may have expired."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def in_state(self, state: str) -> Self:
        """Return those in the state now; all for a state that there is not."""
        now = timezone.now()
        found = {
            InvitationState.OPEN: self.unanswered().filter(expires_at__gt=now),
            InvitationState.EXPIRED: self.unanswered().filter(expires_at__lte=now),
            InvitationState.ACCEPTED: self.filter(accepted_at__isnull=False),
            InvitationState.WITHDRAWN: self.filter(withdrawn_at__isnull=False),
        }
        return found[InvitationState(state)] if state in InvitationState.values else self

    def visible_to(self, user: User) -> Self:
        """Return those that the person administers: all for an administrator, else none."""
        return self if user.memberships.administers() else self.none()
