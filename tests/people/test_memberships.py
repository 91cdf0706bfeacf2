"""Roles in organisations: when they hold, and who may end them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from people.actions.memberships import end_role, give_role
from people.enums import OrganisationKind
from people.models import Membership
from people.permissions import may, membership_roles
from people.policies import Refused
from people.roles import Permission, Role
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_role_holds_from_its_first_day_and_not_on_its_last() -> None:
    person = factories.user()
    factories.membership(user=person, role=Role.TRAINER, since=date(2026, 3, 2), until=date(2026, 6, 1))

    def held(on: date) -> bool:
        return Membership.objects.current(on).filter(user=person).exists()

    assert not held(date(2026, 3, 1))
    assert held(date(2026, 3, 2))
    assert held(date(2026, 5, 31))
    assert not held(date(2026, 6, 1))


def test_a_role_that_ends_today_grants_nothing_today() -> None:
    administrator, other = factories.administrator(), factories.administrator()
    membership = administrator.memberships.get()
    assert may(administrator, Permission.MANAGE_PEOPLE)

    end_role(membership=membership, until=timezone.localdate(), by=other)

    assert not may(administrator, Permission.MANAGE_PEOPLE)


def test_a_role_that_begins_tomorrow_grants_nothing_today() -> None:
    person = factories.user()
    factories.membership(user=person, role=Role.ADMINISTRATOR, since=timezone.localdate() + timedelta(days=1))

    assert not may(person, Permission.MANAGE_PEOPLE)


def test_somebody_whose_access_is_closed_holds_no_role() -> None:
    person = factories.administrator(is_active=False)

    assert membership_roles(person) == set()


def test_a_person_holds_several_roles_in_several_places() -> None:
    person, here, there = factories.user(), factories.organisation(), factories.organisation()
    factories.membership(user=person, organisation=here, role=Role.TRAINER)
    factories.membership(user=person, organisation=here, role=Role.MODEL_OWNER)
    factories.membership(user=person, organisation=there, role=Role.SUPERVISOR)

    assert membership_roles(person) == {Role.TRAINER, Role.MODEL_OWNER, Role.SUPERVISOR}
    assert membership_roles(person, there) == {Role.SUPERVISOR}


@pytest.mark.parametrize(
    ("role", "kind"),
    [(Role.MODEL_OWNER, OrganisationKind.AUTHORITY), (Role.AUTHORITY, OrganisationKind.MODEL_OWNER)],
)
def test_an_organisation_cannot_give_a_role_of_another_kind(role: Role, kind: OrganisationKind) -> None:
    membership = Membership(
        user=factories.user(), organisation=factories.organisation(kind=kind), role=role, since=date(2026, 1, 1)
    )

    with pytest.raises(ValidationError, match="organisation"):
        give_role(membership=membership, by=factories.administrator())


def test_the_same_role_is_not_held_twice_at_once_but_again_after_it_ended() -> None:
    person, organisation = factories.user(), factories.organisation()
    role = {"user": person, "organisation": organisation, "role": Role.TRAINER}
    first = factories.membership(**role)

    with pytest.raises(ValidationError):
        give_role(membership=Membership(**role, since=date(2026, 1, 1)), by=None)

    first.until = date(2025, 1, 1)
    first.save()
    give_role(membership=Membership(**role, since=date(2026, 1, 1)), by=None)
    assert person.memberships.count() == 2


def test_a_role_does_not_end_before_it_begins() -> None:
    membership = factories.membership(role=Role.TRAINER, since=date(2026, 3, 2))

    with pytest.raises(ValidationError):
        end_role(membership=membership, until=date(2026, 3, 1), by=factories.administrator())


def test_the_last_administrator_stays() -> None:
    administrator = factories.administrator()

    with pytest.raises(Refused):
        end_role(membership=administrator.memberships.get(), until=timezone.localdate(), by=administrator)

    assert administrator.memberships.get().until is None


def test_an_administrator_whose_own_role_has_an_end_does_not_let_the_last_one_go() -> None:
    administrator = factories.administrator()
    factories.membership(role=Role.ADMINISTRATOR, until=timezone.localdate() + timedelta(days=3))

    with pytest.raises(Refused):
        end_role(membership=administrator.memberships.get(), until=timezone.localdate(), by=administrator)
