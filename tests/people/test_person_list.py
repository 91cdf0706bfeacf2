"""The list of people, as administrators search it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from people.roles import Role
from tests import factories
from tests.people.queries import queries_of

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def names(client: Client, **query: str) -> list[str]:
    return [row.person.name for row in client.get(reverse("people:person_list"), query).context["rows"]]


@pytest.mark.usefixtures("administrator")
@pytest.mark.parametrize("search", ["camilla", "CAMILLA", "lind cam", "cl@example", "Sørensen", "sør"])
def test_people_are_found_by_words_of_their_name_or_email(client: Client, search: str) -> None:
    factories.user(name="Camilla Lind Sørensen", email="cl@example.dk")
    factories.user(name="Peter Madsen", email="pm@example.dk")

    assert names(client, q=search) == ["Camilla Lind Sørensen"]


@pytest.mark.usefixtures("administrator")
@pytest.mark.parametrize("search", ["åse", "Åse", "østergård", "ÅSE"])
def test_danish_letters_are_found_in_capitals_or_not(client: Client, search: str) -> None:
    factories.user(name="Åse Østergård")
    factories.user(name="Peter Madsen")

    assert names(client, q=search) == ["Åse Østergård"]


@pytest.mark.usefixtures("administrator")
def test_people_are_narrowed_to_those_who_hold_a_role_today(client: Client) -> None:
    today = timezone.localdate()
    now = factories.membership(role=Role.SUPERVISOR).user
    factories.membership(user=now, role=Role.SUPERVISOR)
    factories.membership(role=Role.SUPERVISOR, until=today)
    factories.membership(role=Role.SUPERVISOR, since=today + timedelta(days=1))
    factories.membership(role=Role.TRAINER)

    assert names(client, role="supervisor") == [now.name]


@pytest.mark.usefixtures("administrator")
def test_the_list_shows_25_people_a_page(client: Client) -> None:
    for _ in range(30):
        factories.user()

    assert len(names(client)) == 25
    assert len(names(client, page="2")) == 6


@pytest.mark.usefixtures("administrator")
@pytest.mark.parametrize("query", [{"q": "x" * 200}, {"role": "staff"}, {"page": "99"}, {"page": "x"}])
def test_a_query_that_makes_no_sense_is_no_fault(client: Client, query: dict[str, str]) -> None:
    assert client.get(reverse("people:person_list"), query).status_code == 200


@pytest.mark.usefixtures("administrator")
def test_the_list_asks_as_often_for_many_as_for_one(client: Client) -> None:
    def fill() -> None:
        factories.membership(user=factories.invitation().user, role=Role.TRAINER)
        factories.membership(role=Role.SUPERVISOR)

    url = reverse("people:person_list")
    fill()
    one = queries_of(client, url)
    for _ in range(10):
        fill()

    assert queries_of(client, url) == one
