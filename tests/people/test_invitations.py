"""What can be done to an invitation, and where its link then leads."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils import timezone

from people.actions.invitations import accept, invite, send_again, withdraw
from people.actions.persons import change_person, deactivate
from people.enums import TONES, AccessState, InvitationLink, InvitationState
from people.invitation_links import follow
from people.models import Invitation
from people.policies import Refused, access_state
from people.tokens import make_token, read_token
from tests import factories

pytestmark = pytest.mark.django_db

A_MINUTE_AGO = -timedelta(minutes=1)


def test_an_invitation_is_open_for_fourteen_days() -> None:
    before = timezone.now()

    invitation = invite(user=factories.user(), occasion="U-turn", by=factories.administrator())

    assert invitation.state() == InvitationState.OPEN
    assert timedelta(days=14) <= invitation.expires_at - before < timedelta(days=14, minutes=1)
    assert invitation.state(invitation.expires_at) == InvitationState.EXPIRED


def test_inviting_again_renews_the_one_invitation_with_the_new_occasion() -> None:
    person, first, second = factories.user(), factories.administrator(), factories.administrator()
    invitation = invite(user=person, occasion="U-turn", by=first)
    token = make_token(invitation)

    again = invite(user=person, occasion="UNG Rusmidler", by=second)

    assert again.pk == invitation.pk
    assert (again.occasion, again.invited_by, again.sent_count) == ("UNG Rusmidler", second, 2)
    assert follow(token).leads_to == InvitationLink.SUPERSEDED


def test_an_expired_invitation_is_renewed_by_inviting_again() -> None:
    expired = factories.invitation(expires_at=timezone.now() + A_MINUTE_AGO)

    again = invite(user=expired.user, occasion="U-turn", by=factories.administrator())

    assert again.pk == expired.pk
    assert again.state() == InvitationState.OPEN


def test_a_withdrawn_invitation_is_followed_by_a_new_one() -> None:
    person, by = factories.user(), factories.administrator()
    withdrawn = withdraw(invitation=invite(user=person, occasion="U-turn", by=by), by=by)

    invitation = invite(user=person, occasion="U-turn", by=by)

    assert invitation.pk != withdrawn.pk
    assert follow(make_token(withdrawn)).leads_to == InvitationLink.WITHDRAWN


def test_who_has_access_is_not_invited() -> None:
    with pytest.raises(Refused):
        invite(user=factories.user(password="en hel sætning"), occasion="U-turn", by=None)
    with pytest.raises(Refused):
        invite(user=factories.user(last_login=timezone.now()), occasion="U-turn", by=None)


def test_whose_access_is_closed_is_not_invited() -> None:
    with pytest.raises(Refused):
        invite(user=factories.user(is_active=False), occasion="U-turn", by=None)


def test_sending_again_voids_the_earlier_link_and_gives_new_time() -> None:
    invitation = factories.invitation(expires_at=timezone.now() + A_MINUTE_AGO)
    earlier = make_token(invitation)

    renewed = send_again(invitation=invitation, by=factories.administrator())

    assert follow(earlier).leads_to == InvitationLink.SUPERSEDED
    assert follow(make_token(renewed)).leads_to == InvitationLink.OPEN


def test_an_accepted_invitation_is_neither_sent_again_nor_withdrawn() -> None:
    invitation, by = factories.invitation(), factories.administrator()
    accept(invitation=invitation, sent_count=1, password="en hel sætning")

    with pytest.raises(Refused):
        send_again(invitation=invitation, by=by)
    with pytest.raises(Refused):
        withdraw(invitation=invitation, by=by)


def test_a_withdrawn_invitation_is_neither_sent_again_nor_accepted() -> None:
    by = factories.administrator()
    invitation = withdraw(invitation=factories.invitation(), by=by)

    with pytest.raises(Refused):
        send_again(invitation=invitation, by=by)
    with pytest.raises(Refused):
        accept(invitation=invitation, sent_count=1, password="en hel sætning")


def test_accepting_gives_the_password_and_proves_the_email() -> None:
    invitation = factories.invitation()

    person = accept(invitation=invitation, sent_count=1, password="en hel sætning")

    person.refresh_from_db()
    assert person.check_password("en hel sætning")
    assert EmailAddress.objects.get(user=person, email=person.email, primary=True).verified
    assert Invitation.objects.get(pk=invitation.pk).state() == InvitationState.ACCEPTED


def test_accepting_without_a_password_leaves_none() -> None:
    person = accept(invitation=factories.invitation(), sent_count=1, password=None)

    person.refresh_from_db()
    assert not person.has_usable_password()


def test_an_invitation_is_accepted_once() -> None:
    invitation = factories.invitation()
    accept(invitation=invitation, sent_count=1, password="en hel sætning")

    with pytest.raises(Refused):
        accept(invitation=invitation, sent_count=1, password="en helt anden sætning")

    invitation.user.refresh_from_db()
    assert invitation.user.check_password("en hel sætning")


def test_an_expired_or_superseded_invitation_is_not_accepted() -> None:
    expired = factories.invitation(expires_at=timezone.now() + A_MINUTE_AGO)
    superseded = factories.invitation(sent_count=2)

    for invitation in (expired, superseded):
        with pytest.raises(Refused):
            accept(invitation=invitation, sent_count=1, password="en hel sætning")


def test_closing_a_persons_access_withdraws_the_invitation() -> None:
    invitation, by = factories.invitation(), factories.administrator()
    token = make_token(invitation)

    deactivate(person=invitation.user, by=by)

    assert follow(token).leads_to == InvitationLink.WITHDRAWN
    assert Invitation.objects.get(pk=invitation.pk).withdrawn_by == by


def test_a_corrected_email_takes_the_invitation_away_from_the_old_address() -> None:
    invitation = factories.invitation()
    person, token = invitation.user, make_token(invitation)

    change_person(
        person=person, email="rigtig@example.dk", name=person.name, language="da", by=factories.administrator()
    )

    assert follow(token).leads_to == InvitationLink.SUPERSEDED


def test_a_new_name_leaves_the_invitation_alone() -> None:
    invitation = factories.invitation()
    person = invitation.user

    change_person(person=person, email=person.email, name="Nyt Navn", language="da", by=factories.administrator())

    assert follow(make_token(invitation)).leads_to == InvitationLink.OPEN


@pytest.mark.parametrize("token", ["", "1-1", "1-1:", "1-1:falsk", "x", "1-1:" + "A" * 43])
def test_a_token_that_was_not_signed_here_says_nothing(token: str) -> None:
    assert read_token(token) is None
    assert follow(token).leads_to == InvitationLink.UNKNOWN


def test_a_token_cannot_be_turned_into_one_for_another_invitation() -> None:
    invitation = factories.invitation()
    signature = make_token(invitation).split(":", 1)[1]

    assert read_token(f"{invitation.pk + 1}-1:{signature}") is None
    assert read_token(f"{invitation.pk}-2:{signature}") is None


def test_a_token_of_an_invitation_that_is_gone_is_unknown() -> None:
    invitation = factories.invitation()
    token = make_token(invitation)
    invitation.delete()

    assert follow(token).leads_to == InvitationLink.UNKNOWN


def test_the_database_keeps_one_open_invitation_per_person() -> None:
    person = factories.invitation().user

    with pytest.raises(IntegrityError), transaction.atomic():
        factories.invitation(person)


def test_where_a_person_stands_is_told_by_account_and_invitation() -> None:
    expired = factories.invitation(expires_at=timezone.now() + A_MINUTE_AGO)
    invited = factories.invitation()

    assert access_state(factories.user(), None) == AccessState.NOT_INVITED
    assert access_state(invited.user, invited) == AccessState.INVITED
    assert access_state(expired.user, expired) == AccessState.INVITATION_EXPIRED
    assert access_state(factories.user(password="en hel sætning"), None) == AccessState.HAS_ACCESS
    assert access_state(factories.user(is_active=False), None) == AccessState.DEACTIVATED


def test_every_state_has_a_tone() -> None:
    assert {*InvitationState, *AccessState} == set(TONES)
