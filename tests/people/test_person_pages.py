"""A person, as administrators create, change and close them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone

from people.models import Invitation, User
from people.roles import Role
from tests import factories
from tests.people.queries import queries_of

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

PASSWORD = "en hel sætning om trapper"


@pytest.mark.usefixtures("administrator")
def test_the_page_of_a_person_asks_as_often_for_many_rows_as_for_one(client: Client) -> None:
    person = factories.user()
    url = reverse("people:person", args=[person.pk])

    def fill() -> None:
        factories.membership(user=person, role=Role.SUPERVISOR)
        factories.invitation(person, withdrawn_at=timezone.now(), withdrawn_by=factories.user())

    fill()
    one = queries_of(client, url)
    for _ in range(10):
        fill()

    assert queries_of(client, url) == one


@pytest.mark.usefixtures("administrator")
def test_the_page_shows_which_qualifications_are_missing(client: Client) -> None:
    membership = factories.membership(role=Role.SUPERVISOR, practice_since=date(2020, 1, 1))

    (row,) = client.get(reverse("people:person", args=[membership.user_id])).context["roles"]

    assert len(row.missing) == 1


def test_a_person_is_created_and_invited_in_one_go(client: Client, administrator: User) -> None:
    data = {"name": "Camilla Lind", "email": "CL@Example.dk", "language": "da", "invite": "on", "occasion": "U-turn"}

    response = client.post(reverse("people:person_create"), data)

    person = User.objects.get(email="cl@example.dk")
    invitation = Invitation.objects.get(user=person)
    assert response.headers["Location"] == reverse("people:person", args=[person.pk])
    assert (invitation.occasion, invitation.invited_by) == ("U-turn", administrator)
    assert not person.has_account


@pytest.mark.usefixtures("administrator")
def test_a_person_is_created_without_an_invitation(client: Client) -> None:
    client.post(reverse("people:person_create"), {"name": "Camilla", "email": "cl@example.dk", "language": "en"})

    assert User.objects.get(email="cl@example.dk").language == "en"
    assert not Invitation.objects.exists()


@pytest.mark.usefixtures("administrator")
@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"email": "FINDES@example.dk"}, "email"),
        ({"email": "cl"}, "email"),
        ({"name": ""}, "name"),
        ({"language": "sv"}, "language"),
        ({"invite": "on", "occasion": ""}, "occasion"),
    ],
)
def test_what_is_wrong_with_a_new_person_is_said_at_the_field(
    client: Client, changed: dict[str, str], field: str
) -> None:
    factories.user(email="findes@example.dk")
    data = {"name": "Camilla", "email": "cl@example.dk", "language": "da"} | changed

    response = client.post(reverse("people:person_create"), data)

    assert list(response.context["form"].errors) == [field]
    assert not User.objects.filter(name="Camilla").exists()


@pytest.mark.usefixtures("administrator")
def test_a_changed_email_is_the_login_from_then_on(client: Client) -> None:
    person = factories.user(email="gammel@example.dk", password=PASSWORD)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)

    client.post(
        reverse("people:person_change", args=[person.pk]),
        {"name": "Nyt Navn", "email": "ny@example.dk", "language": "da"},
    )

    assert not type(client)().login(email="gammel@example.dk", password=PASSWORD)
    assert type(client)().login(email="ny@example.dk", password=PASSWORD)
    person.refresh_from_db()
    assert (person.name, person.email) == ("Nyt Navn", "ny@example.dk")


def test_nobody_closes_their_own_access(client: Client, administrator: User) -> None:
    factories.administrator()

    client.post(reverse("people:person_deactivate", args=[administrator.pk]))

    administrator.refresh_from_db()
    assert administrator.is_active


@pytest.mark.usefixtures("administrator")
def test_access_is_closed_and_opened_again(client: Client) -> None:
    person = factories.user(password=PASSWORD)

    client.post(reverse("people:person_deactivate", args=[person.pk]))
    person.refresh_from_db()
    assert not person.is_active

    client.post(reverse("people:person_reactivate", args=[person.pk]))
    person.refresh_from_db()
    assert person.is_active
    assert person.check_password(PASSWORD)
