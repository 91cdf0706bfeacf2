"""Logging in and new passwords: the same answer for everybody, in Danish or English, and not too often."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from people.tasks import clear_expired_sessions, mail_password_reset
from people.tokens import make_token
from tests import factories

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from django.test import Client

    OnCommit = Callable[..., AbstractContextManager[list[Any]]]

pytestmark = pytest.mark.django_db

PASSWORD = "en hel sætning om trapper"


def log_in(client: Client, email: str, password: str = PASSWORD) -> Any:
    return client.post(reverse("account_login"), {"login": email, "password": password})


def without_changing_parts(page: str, email: str) -> str:
    """The page without the token of each form and what was typed."""
    lines = [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]
    return "\n".join(lines).replace(email, "")


def test_email_and_password_let_a_person_in_however_the_email_is_typed(client: Client) -> None:
    factories.user(email="camilla@example.dk", password=PASSWORD)

    assert log_in(client, "Camilla@Example.DK").headers["Location"] == reverse("start")


def test_a_wrong_password_and_an_unknown_email_get_the_same_answer(client: Client) -> None:
    factories.user(email="kendt@example.dk", password=PASSWORD)
    factories.user(email="liste@example.dk")

    answers = {
        email: log_in(client, email, "en forkert adgangskode")
        for email in ("kendt@example.dk", "liste@example.dk", "ukendt@example.dk")
    }

    assert {answer.status_code for answer in answers.values()} == {200}
    assert len({without_changing_parts(answer.content.decode(), email) for email, answer in answers.items()}) == 1


def test_asking_for_a_new_password_gets_the_same_answer_for_everybody(
    client: Client, django_capture_on_commit_callbacks: OnCommit
) -> None:
    factories.user(email="kendt@example.dk", password=PASSWORD)
    asked = {}
    for email in ("kendt@example.dk", "ukendt@example.dk"):
        with django_capture_on_commit_callbacks() as enqueued:
            response = client.post(reverse("account_reset_password"), {"email": email})
        asked[email] = (response.status_code, response.headers["Location"], len(enqueued))

    assert asked["kendt@example.dk"] == asked["ukendt@example.dk"] == (302, "/account/password/reset/done/", 1)
    assert client.get("/account/password/reset/done/").status_code == 200


def test_a_link_for_a_new_password_works_once(client: Client) -> None:
    person = factories.user(email="camilla@example.dk", password=PASSWORD)
    mail_password_reset("camilla@example.dk")
    link = next(line for line in mail.outbox[0].body.splitlines() if "/password/reset/key/" in line)
    new = {"password1": "en helt anden sætning", "password2": "en helt anden sætning"}

    form = client.get(link.removeprefix("http://127.0.0.1:8000")).headers["Location"]
    assert client.get(form).status_code == 200
    client.post(form, new)

    person.refresh_from_db()
    assert person.check_password("en helt anden sætning")
    assert client.get(link.removeprefix("http://127.0.0.1:8000")).context["token_fail"]


def test_the_mail_for_a_new_password_speaks_the_persons_language() -> None:
    factories.user(email="anna@example.dk", password=PASSWORD, language="en")
    factories.user(email="anne@example.dk", password=PASSWORD)

    mail_password_reset("anna@example.dk")
    mail_password_reset("ANNE@example.dk")

    assert [message.subject for message in mail.outbox] == [
        "Choose a new password for Trappen",
        "Vælg en ny adgangskode til Trappen",
    ]


def test_nobody_gets_a_mail_who_has_no_access() -> None:
    factories.user(email="liste@example.dk")
    factories.user(email="lukket@example.dk", password=PASSWORD, is_active=False)

    for email in ("liste@example.dk", "lukket@example.dk", "ukendt@example.dk"):
        mail_password_reset(email)

    assert mail.outbox == []


def test_who_has_not_answered_gets_the_invitations_link_instead_of_a_way_round_it() -> None:
    invitation = factories.invitation()

    mail_password_reset(invitation.user.email)

    assert make_token(invitation) in mail.outbox[0].body
    assert "/password/reset/" not in mail.outbox[0].body


def test_who_made_no_passkey_after_all_can_choose_a_password() -> None:
    person = factories.user(last_login=timezone.now())

    mail_password_reset(person.email)

    assert "/password/reset/key/" in mail.outbox[0].body


def test_whose_access_is_closed_does_not_get_in(client: Client) -> None:
    factories.user(email="lukket@example.dk", password=PASSWORD, is_active=False)

    assert log_in(client, "lukket@example.dk").headers["Location"] == reverse("account_inactive")
    assert "_auth_user_id" not in client.session


def test_too_many_wrong_passwords_for_one_person_are_stopped(client: Client) -> None:
    factories.user(email="camilla@example.dk", password=PASSWORD)
    for _ in range(5):
        log_in(client, "camilla@example.dk", "en forkert adgangskode")

    response = log_in(client, "camilla@example.dk")

    assert response.status_code == 200
    assert "_auth_user_id" not in client.session


def test_too_many_logins_from_one_address_get_429(client: Client) -> None:
    statuses = [log_in(client, f"ukendt{number}@example.dk").status_code for number in range(31)]

    assert statuses[29:] == [200, 429]


def test_too_many_new_passwords_for_one_email_get_429(client: Client) -> None:
    url = reverse("account_reset_password")

    statuses = [client.post(url, {"email": "ukendt@example.dk"}).status_code for _ in range(6)]

    assert statuses == [302] * 5 + [429]


def test_the_page_for_too_many_attempts_is_ours(client: Client) -> None:
    for _ in range(6):
        response = client.post(reverse("account_reset_password"), {"email": "ukendt@example.dk"})

    assert [template.name for template in response.templates][:2] == ["429.html", "base.html"]


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_signs_up_by_themselves(client: Client, method: str) -> None:
    data = {"email": "ny@example.dk", "password1": PASSWORD}

    response = getattr(client, method)(reverse("account_signup"), data)

    assert "account/signup_closed.html" in [template.name for template in response.templates]


@pytest.mark.parametrize(
    "address", ["/account/confirm-email/", "/account/confirm-email/x/", "/account/login/code/confirm/"]
)
def test_pages_of_allauth_that_the_product_does_not_have_are_not_there(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_the_email_page_leads_to_the_persons_own(client: Client) -> None:
    client.force_login(factories.user())

    assert client.get("/account/email/").headers["Location"] == "/account/"
    assert (
        client.post("/account/email/", {"action_add": "", "email": "ny@example.dk"}).headers["Location"] == "/account/"
    )


def test_sessions_that_have_expired_are_cleared(client: Client) -> None:
    client.force_login(factories.user())
    session = client.session
    session.set_expiry(-1)
    session.save()

    clear_expired_sessions()

    assert not session.exists(session.session_key)
