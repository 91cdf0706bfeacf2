"""The list of invitations, and what is done from it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from people.models import Invitation, User
from tests import factories
from tests.people.queries import queries_of

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

PASSWORD = "en hel sætning om trapper"


@pytest.mark.usefixtures("administrator")
def test_invitations_are_listed_by_their_state(client: Client) -> None:
    now, by = timezone.now(), factories.user()
    made = {
        "open": factories.invitation(),
        "expired": factories.invitation(expires_at=now - timedelta(minutes=1)),
        "accepted": factories.invitation(accepted_at=now),
        "withdrawn": factories.invitation(withdrawn_at=now, withdrawn_by=by),
    }
    url = reverse("people:invitation_list")

    for state, invitation in made.items():
        rows = client.get(url, {"state": state}).context["rows"]
        assert [row.invitation for row in rows] == [invitation]
    assert len(client.get(url, {"state": "all"}).context["rows"]) == 4
    assert [row.invitation for row in client.get(url).context["rows"]] == [made["open"]]


@pytest.mark.usefixtures("administrator")
def test_the_list_of_invitations_asks_as_often_for_many_as_for_one(client: Client) -> None:
    url = f"{reverse('people:invitation_list')}?state=all"
    factories.invitation(by=factories.user())
    one = queries_of(client, url)
    for _ in range(10):
        factories.invitation(by=factories.user())

    assert queries_of(client, url) == one


def test_an_invitation_is_sent_again_and_withdrawn_from_the_list(client: Client, administrator: User) -> None:
    invitation = factories.invitation()

    sent = client.post(reverse("people:invitation_send_again", args=[invitation.pk]), {"next": "/people/1/"})
    invitation.refresh_from_db()
    assert (sent.headers["Location"], invitation.sent_count, invitation.invited_by) == ("/people/1/", 2, administrator)

    client.post(reverse("people:invitation_withdraw", args=[invitation.pk]))
    invitation.refresh_from_db()
    assert invitation.withdrawn_by == administrator


@pytest.mark.usefixtures("administrator")
def test_what_was_done_leads_to_no_other_host(client: Client) -> None:
    invitation = factories.invitation()

    response = client.post(
        reverse("people:invitation_send_again", args=[invitation.pk]), {"next": "https://elsewhere.example/"}
    )

    assert response.headers["Location"] == reverse("people:invitation_list")


@pytest.mark.usefixtures("administrator")
def test_inviting_somebody_who_has_access_says_why_not(client: Client) -> None:
    person = factories.user(password=PASSWORD, name="Camilla Lind")

    response = client.post(reverse("people:person_invite", args=[person.pk]), {"occasion": "U-turn"}, follow=True)

    (message,) = response.context["messages"]
    assert message.level_tag == "error"
    assert "Camilla Lind" in message.message
    assert not Invitation.objects.exists()
