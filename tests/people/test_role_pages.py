"""Giving and ending roles in the browser."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from people.roles import Role
from tests import factories

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("administrator")
def test_a_role_is_given_with_its_dates_and_qualifications(client: Client) -> None:
    person, organisation = factories.user(), factories.organisation()
    data = {
        "role": "supervisor",
        "organisation": str(organisation.pk),
        "since": "1.12.2026",
        "supervisor_education": "Systemisk supervisor, 2021",
        "practice_since": "2020-01-31",
    }

    client.post(reverse("people:role_give", args=[person.pk]), data)

    membership = person.memberships.get()
    assert (membership.role, membership.organisation) == (Role.SUPERVISOR, organisation)
    assert (membership.since, membership.practice_since) == (date(2026, 12, 1), date(2020, 1, 31))


@pytest.mark.usefixtures("administrator")
def test_a_role_that_is_held_already_is_not_given_again(client: Client) -> None:
    membership = factories.membership(role=Role.TRAINER)
    data = {"role": "trainer", "organisation": str(membership.organisation_id), "since": "2026-12-01"}

    response = client.post(reverse("people:role_give", args=[membership.user_id]), data)

    assert response.context["form"].errors
    assert membership.user.memberships.count() == 1


@pytest.mark.usefixtures("administrator")
def test_an_organisation_of_the_wrong_kind_is_refused_at_its_field(client: Client) -> None:
    person, organisation = factories.user(), factories.organisation()
    data = {"role": "authority", "organisation": str(organisation.pk), "since": "2026-12-01"}

    response = client.post(reverse("people:role_give", args=[person.pk]), data)

    assert list(response.context["form"].errors) == ["organisation"]


@pytest.mark.usefixtures("administrator")
@pytest.mark.parametrize("role", ["staff", "leader", "associate"])
def test_roles_that_follow_from_a_team_are_not_given_here(client: Client, role: str) -> None:
    data = {"role": role, "organisation": str(factories.organisation().pk), "since": "2026-12-01"}

    response = client.post(reverse("people:role_give", args=[factories.user().pk]), data)

    assert "role" in response.context["form"].errors


@pytest.mark.usefixtures("administrator")
def test_a_role_ends_on_the_day_that_is_given(client: Client) -> None:
    membership = factories.membership(role=Role.TRAINER, since=date(2026, 1, 1))
    url = reverse("people:role_end", args=[membership.pk])

    assert client.post(url, {"until": "31.12.2025"}).context["form"].errors
    client.post(url, {"until": "31.12.2026"})

    membership.refresh_from_db()
    assert membership.until == date(2026, 12, 31)
