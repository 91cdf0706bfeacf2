"""From the invitation's link to a login by passkey, with Chromium's own virtual authenticator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import expect

from people.tokens import make_token
from tests import factories

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def authenticator(page: Page) -> Any:
    """A fingerprint reader that always says yes."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return session


@pytest.mark.usefixtures("authenticator")
def test_a_person_accepts_with_a_passkey_and_logs_in_with_it(page: Page, live_server: LiveServer) -> None:
    invitation = factories.invitation()

    page.goto(f"{live_server.url}/invitation/{make_token(invitation)}/")
    page.locator("form[action$='/passkey/'] button").click()
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url("**/recovery-codes/")
    assert Authenticator.objects.filter(user=invitation.user).count() == 2

    page.goto(f"{live_server.url}/account/logout/")
    page.locator("main form button").click()
    page.goto(f"{live_server.url}/account/login/")
    page.locator("#passkey_login").click()
    page.wait_for_url(lambda url: "/account/login/" not in url)

    page.goto(f"{live_server.url}/account/")
    expect(page.locator(".subtitle")).to_have_text(invitation.user.email)


def test_a_browser_that_refuses_says_so_and_lets_nobody_in(page: Page, live_server: LiveServer) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    unwilling = AUTHENTICATOR | {"isUserVerified": False}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": unwilling})

    page.goto(f"{live_server.url}/account/login/")
    expect(page.locator("[data-passkey-failed]")).to_be_hidden()
    page.locator("#passkey_login").click()

    expect(page.locator("[data-passkey-failed]")).to_be_visible(timeout=90_000)
