"""Every page of the login comes in the product's look and runs under its content security policy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from tests import factories
from tests.people.passkeys import passkey

if TYPE_CHECKING:
    from django.test import Client

    from people.models import User

pytestmark = pytest.mark.django_db

PASSWORD = "en hel sætning om trapper"
OPEN = [
    "account_login",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
]
OWN = [
    "account_logout",
    "account_change_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_activate_totp",
    "usersessions_list",
    "people:profile",
]
WITH_CODES = ["mfa_reauthenticate", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp"]
WITH_A_KEY = ["mfa_reauthenticate_webauthn", "mfa_edit_webauthn", "mfa_remove_webauthn"]
WORDS_OF_ALLAUTH = ("autentificer", "Autentificer", "password", "Password", "Email", "succes", "sikkerhedsnøgle")


def check(client: Client, address: str) -> None:
    response = client.get(address)
    page = response.content.decode()
    shown = re.sub(r"<script.*?</script>|<[^>]*>", " ", page.split("<main", 1)[1], flags=re.DOTALL)

    assert response.status_code == 200, response.headers.get("Location")
    assert "base.html" in [template.name for template in response.templates]
    assert len(re.findall("<h1", page)) == 1
    assert not re.search(r"<title>\s*·", page)
    assert not [word for word in WORDS_OF_ALLAUTH if word in shown]
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page)
    scripts = re.findall(r"<script([^>]*)>", page)
    assert all("src=" in script or 'type="application/json"' in script for script in scripts)


def logged_in_just_now(client: Client, person: User) -> None:
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


@pytest.mark.parametrize("page", OPEN)
def test_the_pages_on_the_way_in(client: Client, page: str) -> None:
    check(client, reverse(page))


@pytest.mark.parametrize("page", OWN)
def test_the_pages_about_ones_login(client: Client, page: str) -> None:
    logged_in_just_now(client, factories.user(password=PASSWORD))

    check(client, reverse(page))


def test_the_page_for_a_first_password(client: Client) -> None:
    client.force_login(factories.user())

    check(client, reverse("account_set_password"))


@pytest.mark.parametrize("page", WITH_CODES)
def test_the_pages_of_who_has_one_time_codes(client: Client, page: str) -> None:
    person = factories.user(password=PASSWORD)
    logged_in_just_now(client, person)
    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)

    check(client, reverse(page))


@pytest.mark.parametrize("page", WITH_A_KEY)
def test_the_pages_of_who_has_a_passkey(client: Client, page: str) -> None:
    person = factories.user(password=PASSWORD)
    logged_in_just_now(client, person)
    key = passkey(person)

    check(client, reverse(page, args=[] if "reauthenticate" in page else [key.pk]))


def test_the_second_step_of_a_login(client: Client) -> None:
    person = factories.user(password=PASSWORD)
    TOTP.activate(person, generate_totp_secret())
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})

    check(client, reverse("mfa_authenticate"))


def test_the_page_of_a_spent_link(client: Client) -> None:
    check(client, reverse("account_reset_password_from_key", args=["1", "brugt-op"]))


def test_an_invitation_and_its_dead_end_keep_to_the_policy(client: Client) -> None:
    page = client.get(reverse("people:accept_invitation", args=["1-1:falsk"])).content.decode()

    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page)
