"""The pages of people are for administrators, and nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from people.roles import Role
from tests import factories

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


LISTS = ["person_list", "person_create", "invitation_list", "organisation_list", "organisation_create"]
OF_A_PERSON = [
    "person",
    "person_change",
    "person_invite",
    "role_give",
    "person_deactivate",
    "person_reactivate",
    "person_remove_second_factors",
]


@pytest.mark.parametrize("page", LISTS)
def test_lists_are_forbidden_to_all_but_administrators(client: Client, page: str) -> None:
    client.force_login(factories.membership(role=Role.MODEL_OWNER).user)

    assert client.get(reverse(f"people:{page}")).status_code == 403


@pytest.mark.parametrize("page", OF_A_PERSON)
def test_other_people_are_not_there_for_all_but_administrators(client: Client, page: str) -> None:
    client.force_login(factories.membership(role=Role.MODEL_OWNER).user)

    assert client.post(reverse(f"people:{page}", args=[factories.user().pk])).status_code == (
        405 if page == "person" else 404
    )


def test_ones_own_page_of_the_administrators_is_forbidden(client: Client) -> None:
    person = factories.user()
    client.force_login(person)

    assert client.get(reverse("people:person", args=[person.pk])).status_code == 403


def test_invitations_and_roles_are_not_there_for_all_but_administrators(client: Client) -> None:
    invitation, membership = factories.invitation(), factories.membership()
    client.force_login(membership.user)

    for page in ("invitation_send_again", "invitation_withdraw"):
        assert client.post(reverse(f"people:{page}", args=[invitation.pk])).status_code == 404
    assert client.post(reverse("people:role_end", args=[membership.pk])).status_code == 404


@pytest.mark.parametrize("page", [*LISTS, "profile", "login_list"])
def test_nothing_is_open_to_those_who_are_not_logged_in(client: Client, page: str) -> None:
    assert client.get(reverse(f"people:{page}")).headers["Location"].startswith("/account/login/?next=")


@pytest.mark.usefixtures("administrator")
@pytest.mark.parametrize("page", ["person_reactivate", "invitation_send_again", "invitation_withdraw"])
def test_what_changes_something_is_not_done_by_following_a_link(client: Client, page: str) -> None:
    invitation = factories.invitation()
    pk = invitation.user_id if page == "person_reactivate" else invitation.pk

    assert client.get(reverse(f"people:{page}", args=[pk])).status_code == 405
