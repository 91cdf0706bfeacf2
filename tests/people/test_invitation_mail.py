"""The invitation's mail: once per sending, in the person's language, as things stand when it goes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives

from people.actions.invitations import invite, send_again, withdraw
from people.models import Invitation
from people.tasks import mail_invitation
from people.tokens import make_token
from tests import factories

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from pytest_django.fixtures import SettingsWrapper

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("eager_tasks")]


def html_of(message: Any) -> str:
    assert isinstance(message, EmailMultiAlternatives)
    return str(message.alternatives[0].content)


def test_the_mail_goes_out_when_the_transaction_commits(
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[list[Any]]],
) -> None:
    person, by = factories.user(name="Camilla Lind"), factories.administrator(name="Mette Holm")

    with django_capture_on_commit_callbacks(execute=True):
        invitation = invite(user=person, occasion="U-turn, hold H2026", by=by)
        assert mail.outbox == []

    (message,) = mail.outbox
    link = f"http://127.0.0.1:8000/invitation/{make_token(invitation)}/"
    assert message.to == [person.email]
    assert message.subject == "Du er inviteret til U-turn, hold H2026"
    assert message.body.startswith("Hej Camilla\n")
    assert "Mette Holm har inviteret dig." in message.body
    assert link in message.body
    assert f'href="{link}"' in html_of(message)


def test_the_mail_speaks_the_persons_language() -> None:
    invitation = factories.invitation(factories.user(language="en"), mail_claimed=0)

    mail_invitation(invitation.pk)

    assert mail.outbox[0].subject == "You are invited to U-turn, hold H2026"
    assert '<html lang="en">' in html_of(mail.outbox[0])


def test_a_task_that_runs_twice_sends_one_mail() -> None:
    invitation = factories.invitation(mail_claimed=0, mailed_at=None)

    mail_invitation(invitation.pk)
    mail_invitation(invitation.pk)

    assert len(mail.outbox) == 1
    assert Invitation.objects.get(pk=invitation.pk).mailed_at is not None


def test_each_sending_is_mailed_once() -> None:
    invitation = factories.invitation(mail_claimed=0)
    mail_invitation(invitation.pk)
    send_again(invitation=invitation, by=factories.administrator())

    mail_invitation(invitation.pk)
    mail_invitation(invitation.pk)

    assert len(mail.outbox) == 2


def test_a_mail_that_failed_can_be_sent_later(settings: SettingsWrapper) -> None:
    invitation = factories.invitation(mail_claimed=0, mailed_at=None)
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    with pytest.raises(OSError, match="refused"):
        mail_invitation.run(invitation.pk)

    assert Invitation.objects.get(pk=invitation.pk).mailed_at is None
    settings.EMAIL_BACKEND = working
    mail_invitation(invitation.pk)
    assert len(mail.outbox) == 1


def test_an_invitation_that_was_withdrawn_meanwhile_is_not_mailed() -> None:
    invitation = factories.invitation(mail_claimed=0)
    withdraw(invitation=invitation, by=factories.administrator())

    mail_invitation(invitation.pk)

    assert mail.outbox == []


def test_what_people_write_is_escaped_in_html_and_left_alone_in_text() -> None:
    invitation = factories.invitation(occasion="<b>Unge & rusmidler</b>", mail_claimed=0)

    mail_invitation(invitation.pk)

    assert mail.outbox[0].subject == "Du er inviteret til <b>Unge & rusmidler</b>"
    assert "<b>Unge & rusmidler</b>" in mail.outbox[0].body
    assert "<b>" not in html_of(mail.outbox[0])


def test_the_command_line_prints_its_link_and_mails_nothing(
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[list[Any]]],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        invitation = invite(user=factories.user(), occasion="U-turn", by=None, mail=False)
    mail_invitation(invitation.pk)

    assert mail.outbox == []
