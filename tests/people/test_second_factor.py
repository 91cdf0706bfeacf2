"""Passkeys and one-time codes: allauth's pages as the product shows them, and the help of an administrator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from auditlog.models import LogEntry
from django.core import mail
from django.urls import reverse

from people.adapters import MfaAdapter
from people.forms.second_factor import AddPasskeyForm
from tests import factories
from tests.people.passkeys import passkey

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from django.test import Client

pytestmark = pytest.mark.django_db

PASSWORD = "en hel sætning om trapper"


def log_in(client: Client, email: str) -> Any:
    return client.post(reverse("account_login"), {"login": email, "password": PASSWORD})


def test_a_change_of_the_login_asks_once_more_who_it_is(client: Client) -> None:
    factories.user(email="camilla@example.dk", password=PASSWORD)
    log_in(client, "camilla@example.dk")

    asked = client.get(reverse("mfa_activate_totp"))
    assert asked.headers["Location"].startswith(reverse("account_reauthenticate"))

    client.post(asked.headers["Location"], {"password": PASSWORD})
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_one_time_codes_are_asked_for_after_the_password(client: Client) -> None:
    person = factories.user(email="camilla@example.dk", password=PASSWORD)
    TOTP.activate(person, generate_totp_secret())

    assert log_in(client, "camilla@example.dk").headers["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


def test_a_recovery_code_lets_the_person_in_once(client: Client) -> None:
    person = factories.user(email="camilla@example.dk", password=PASSWORD)
    TOTP.activate(person, generate_totp_secret())
    code = RecoveryCodes.activate(person).get_unused_codes()[0]
    log_in(client, "camilla@example.dk")

    client.post(reverse("mfa_authenticate"), {"code": code})
    assert client.session["_auth_user_id"] == str(person.pk)

    client.logout()
    log_in(client, "camilla@example.dk")
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert "_auth_user_id" not in client.session


def test_every_key_is_a_passkey() -> None:
    form = AddPasskeyForm(user=factories.user())

    assert form.clean_passwordless() is True
    assert form["passwordless"].value() is True


def test_the_first_passkey_is_called_passkey_and_the_next_numbered() -> None:
    person = factories.user()

    def suggested() -> str:
        return MfaAdapter().generate_authenticator_name(person, Authenticator.Type.WEBAUTHN)

    first = suggested()
    passkey(person)

    assert suggested() == f"{first} 2"


def test_a_passkey_is_registered_under_the_products_name(client: Client) -> None:
    client.force_login(factories.user())

    options = client.get(reverse("mfa_add_webauthn")).context["js_data"]["creation_options"]

    assert options["publicKey"]["rp"] == {"id": "testserver", "name": "Trappen"}


def test_the_login_page_offers_a_passkey_to_those_who_are_not_logged_in(client: Client) -> None:
    answer = client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})

    assert answer.status_code == 200
    assert answer.json()["request_options"]["publicKey"]["userVerification"] == "required"


@pytest.mark.usefixtures("eager_tasks")
def test_the_person_is_told_of_a_new_password_in_their_language(
    client: Client, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[list[Any]]]
) -> None:
    person = factories.user(email="anna@example.dk", password=PASSWORD, language="en")
    client.force_login(person)
    new = "en helt anden sætning"

    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            reverse("account_change_password"),
            {"oldpassword": PASSWORD, "password1": new, "password2": new},
            headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/145.0"},
        )

    (message,) = mail.outbox
    assert message.to == ["anna@example.dk"]
    assert message.subject == "Your password is changed"
    assert "with this browser: Firefox on Windows" in message.body
    assert client.get("/account/").status_code == 200


def test_an_administrator_helps_who_has_lost_their_passkeys(client: Client) -> None:
    client.force_login(factories.administrator())
    person = factories.user(email="camilla@example.dk", password=PASSWORD)
    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)
    url = reverse("people:person_remove_second_factors", args=[person.pk])

    assert client.get(url).status_code == 200
    assert Authenticator.objects.count() == 2
    client.post(url)

    assert not Authenticator.objects.exists()
    client.logout()
    assert log_in(client, "camilla@example.dk").headers["Location"] == reverse("start")


def test_closing_the_access_ends_the_sessions_at_once(client: Client) -> None:
    person, administrator = factories.user(email="camilla@example.dk", password=PASSWORD), factories.administrator()
    log_in(client, "camilla@example.dk")
    assert UserSession.objects.filter(user=person).count() == 1
    elsewhere = type(client)()
    elsewhere.force_login(administrator)

    elsewhere.post(reverse("people:person_deactivate", args=[person.pk]))

    assert not UserSession.objects.filter(user=person).exists()
    assert client.get("/account/").headers["Location"].startswith("/account/login/")


def test_removing_passkeys_and_codes_is_in_the_audit_log_without_their_secrets(client: Client) -> None:
    administrator, person = factories.administrator(), factories.user(password=PASSWORD)
    client.force_login(administrator)
    secret = generate_totp_secret()
    TOTP.activate(person, secret)

    client.post(reverse("people:person_remove_second_factors", args=[person.pk]))

    entries = LogEntry.objects.filter(content_type__model="authenticator")
    assert [entry.action for entry in entries.order_by("pk")] == [LogEntry.Action.CREATE, LogEntry.Action.DELETE]
    assert entries.get(action=LogEntry.Action.DELETE).actor == administrator
    assert secret not in str(list(entries.values()))
