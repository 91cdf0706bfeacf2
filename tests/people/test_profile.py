"""A person's own page, and the language of the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from tests import factories

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

LANGUAGE = "/language/"


def test_everybody_has_a_page_of_their_own(client: Client) -> None:
    client.force_login(factories.user(email="camilla@example.dk"))

    assert "camilla@example.dk" in client.get(reverse("people:profile")).content.decode()


def test_people_change_their_name_and_language_and_nothing_else(client: Client) -> None:
    person = factories.user(email="camilla@example.dk")
    client.force_login(person)

    client.post(
        reverse("people:profile"),
        {"name": "Camilla Lind", "language": "en", "email": "ny@example.dk", "is_superuser": "on"},
    )

    person.refresh_from_db()
    assert (person.name, person.language, person.email) == ("Camilla Lind", "en", "camilla@example.dk")
    assert not person.is_superuser


def test_pages_speak_the_persons_language(client: Client) -> None:
    client.force_login(factories.user(language="en"))
    assert '<html lang="en">' in client.get(reverse("people:profile")).content.decode()

    client.force_login(factories.user(language="da"))
    assert '<html lang="da">' in client.get(reverse("people:profile")).content.decode()


def test_before_login_pages_speak_danish_until_another_language_is_chosen(client: Client) -> None:
    login = reverse("account_login")
    assert client.get(login).headers["Content-Language"] == "da"

    client.post(LANGUAGE, {"language": "en", "next": login})

    assert client.get(login).headers["Content-Language"] == "en"


def test_the_chosen_language_is_the_persons_own_from_then_on(client: Client) -> None:
    person = factories.user()
    client.force_login(person)

    response = client.post(LANGUAGE, {"language": "en", "next": "/account/"})

    person.refresh_from_db()
    assert (response.headers["Location"], person.language) == ("/account/", "en")


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""])
def test_choosing_a_language_leads_to_no_other_host(client: Client, elsewhere: str) -> None:
    response = client.post(LANGUAGE, {"language": "en", "next": elsewhere})

    assert response.headers["Location"] == reverse("start")


@pytest.mark.parametrize("language", ["sv", "", "da\r\nX: y"])
def test_a_language_that_there_is_not_is_refused(client: Client, language: str) -> None:
    assert client.post(LANGUAGE, {"language": language}).status_code == 400


def test_a_language_is_not_chosen_by_following_a_link(client: Client) -> None:
    assert client.get(LANGUAGE, {"language": "en"}).status_code == 405


def test_a_cookie_with_nonsense_leaves_the_page_in_danish(client: Client) -> None:
    client.cookies["django_language"] = "xx"

    assert client.get(reverse("account_login")).headers["Content-Language"] == "da"
