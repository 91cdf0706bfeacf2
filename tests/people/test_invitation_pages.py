"""Accepting an invitation in the browser, and what is said where that is not possible."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone

from people.actions.invitations import accept, send_again, withdraw
from people.enums import InvitationLink
from people.tokens import make_token
from tests import factories

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

    from people.models import Invitation

pytestmark = pytest.mark.django_db

PASSWORD = "en hel sætning om trapper"
BOTH = {"password": PASSWORD, "password_again": PASSWORD}


def address(invitation: Invitation) -> str:
    return reverse("people:accept_invitation", args=[make_token(invitation)])


def logged_in(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def test_the_page_says_who_invites_whom_to_what(client: Client) -> None:
    by = factories.administrator(name="Mette Holm")
    invitation = factories.invitation(factories.user(name="Camilla Lind"), by=by, occasion="U-turn, hold H2026")

    page = client.get(address(invitation)).content.decode()

    assert "Camilla Lind" in page
    assert "Mette Holm" in page
    assert "U-turn, hold H2026" in page
    assert invitation.user.email in page
    assert by.email not in page


def test_choosing_a_password_lets_the_person_in_and_leads_to_the_start(client: Client) -> None:
    invitation = factories.invitation()

    response = client.post(address(invitation), BOTH)

    assert response.headers["Location"] == reverse("start")
    assert logged_in(client) == str(invitation.user.pk)
    invitation.user.refresh_from_db()
    assert invitation.user.check_password(PASSWORD)


@pytest.mark.parametrize(
    "passwords",
    [
        {"password": "kort", "password_again": "kort"},
        {"password": "123456789012", "password_again": "123456789012"},
        {"password": "camilla lind sørensen", "password_again": "camilla lind sørensen"},
        {"password": PASSWORD, "password_again": f"{PASSWORD}!"},
        {"password": "", "password_again": ""},
    ],
)
def test_a_password_that_will_not_do_lets_nobody_in(client: Client, passwords: dict[str, str]) -> None:
    invitation = factories.invitation(factories.user(name="Camilla Lind Sørensen"))

    response = client.post(address(invitation), passwords)

    assert response.status_code == 200
    assert response.context["form"].errors
    assert logged_in(client) is None


def test_a_passkey_instead_leads_to_making_one_without_asking_for_a_password(client: Client) -> None:
    invitation = factories.invitation()

    response = client.post(reverse("people:accept_with_passkey", args=[make_token(invitation)]))
    page = client.get(response.headers["Location"])

    assert response.headers["Location"] == reverse("mfa_add_webauthn")
    assert page.status_code == 200
    assert logged_in(client) == str(invitation.user.pk)
    invitation.user.refresh_from_db()
    assert not invitation.user.has_usable_password()


def test_who_chose_a_password_can_go_on_to_make_a_passkey(client: Client) -> None:
    client.post(address(factories.invitation()), BOTH)

    assert client.get(reverse("mfa_add_webauthn")).status_code == 200


def test_a_passkey_is_not_accepted_by_following_a_link(client: Client) -> None:
    invitation = factories.invitation()

    assert client.get(reverse("people:accept_with_passkey", args=[make_token(invitation)])).status_code == 405
    assert logged_in(client) is None


def test_whoever_was_logged_in_is_logged_out(client: Client) -> None:
    colleague = factories.administrator(name="Anne Ærø")
    client.force_login(colleague)
    invitation = factories.invitation()

    assert "Anne Ærø" in client.get(address(invitation)).content.decode()
    client.post(address(invitation), BOTH)

    assert logged_in(client) == str(invitation.user.pk)


def dead_ends() -> dict[InvitationLink, str]:
    by = factories.administrator(name="Mette Holm")
    expired = factories.invitation(by=by, expires_at=timezone.now() - timedelta(minutes=1))
    withdrawn = withdraw(invitation=factories.invitation(by=by), by=by)
    accepted = factories.invitation(by=by)
    accept(invitation=accepted, sent_count=1, password=PASSWORD)
    superseded = factories.invitation(by=by)
    earlier = address(superseded)
    send_again(invitation=superseded, by=by)
    return {
        InvitationLink.EXPIRED: address(expired),
        InvitationLink.WITHDRAWN: address(withdrawn),
        InvitationLink.ACCEPTED: address(accepted),
        InvitationLink.SUPERSEDED: earlier,
        InvitationLink.UNKNOWN: reverse("people:accept_invitation", args=["1-1:falsk"]),
    }


def test_every_dead_end_says_which_it_is_and_names_no_email(client: Client) -> None:
    for link, url in dead_ends().items():
        response = client.get(url)
        page = response.content.decode()

        assert response.status_code == (404 if link == InvitationLink.UNKNOWN else 410)
        assert f"<h1>{link.label}</h1>" in page
        assert "@" not in page.split("<main", 1)[1]


def test_no_dead_end_lets_anybody_in(client: Client) -> None:
    for url in dead_ends().values():
        assert client.post(url, BOTH).status_code in {404, 410}
        assert client.post(f"{url}passkey/").status_code in {404, 410}
        assert logged_in(client) is None


def test_the_invitation_pages_are_rate_limited(client: Client, settings: SettingsWrapper) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"accept_invitation": "3/m/ip"}
    url = address(factories.invitation())

    statuses = [client.get(url).status_code for _ in range(4)]

    assert statuses == [200, 200, 200, 429]
    assert client.post(url, BOTH).status_code == 429


def test_the_page_is_not_kept_by_browsers(client: Client) -> None:
    assert "no-store" in client.get(address(factories.invitation())).headers["Cache-Control"]


def test_accepting_leaves_no_second_factor_behind(client: Client) -> None:
    client.post(address(factories.invitation()), BOTH)

    assert not Authenticator.objects.exists()
