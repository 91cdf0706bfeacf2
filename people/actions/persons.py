"""Creating and changing people, and closing and opening their access."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from people.actions.invitations import send_again, withdraw
from people.models import Invitation, User
from people.policies import refuse_if, why_not_deactivated, why_role_stays


@transaction.atomic
def create_person(*, email: str, name: str, language: str, by: User | None) -> User:
    """Return a new person, who cannot log in before they are invited and accept."""
    return User.objects.create_user(email, name=name, language=language)


@transaction.atomic
def change_person(*, person: User, email: str, name: str, language: str, by: User) -> User:
    """Return the person with the new details. The e-mail is what they log in with from now on."""
    moved = User.objects.exclude(email=email.lower()).filter(pk=person.pk).exists()
    person.email, person.name, person.language = email.lower(), name, language
    person.save(update_fields=["email", "name", "language"])
    if moved:
        _follow_email(person, by)
    return person


def _follow_email(person: User, by: User) -> None:
    # allauth finds people by its own table of addresses too, so an old one would go on to let them in; and an
    # invitation that went to the old address must not be open to whoever reads mail there.
    EmailAddress.objects.filter(user=person).update(email=person.email)
    for invitation in Invitation.objects.unanswered().filter(user=person):
        send_again(invitation=invitation, by=by)


@transaction.atomic
def choose_language(*, person: User, language: str, by: User) -> None:
    """Let pages and mails speak the language to the person from now on."""
    person.language = language
    person.save(update_fields=["language"])


@transaction.atomic
def deactivate(*, person: User, by: User) -> None:
    """Close the person's access at once: open invitations are withdrawn and sessions ended. Raises Refused."""
    refuse_if(why_not_deactivated(person, by))
    for membership in person.memberships.current():
        refuse_if(why_role_stays(membership))
    person.is_active = False
    person.save(update_fields=["is_active"])
    for invitation in Invitation.objects.unanswered().filter(user=person):
        withdraw(invitation=invitation, by=by)
    for session in UserSession.objects.filter(user=person):
        session.end()


@transaction.atomic
def reactivate(*, person: User, by: User) -> None:
    """Open the person's access again, with the password and passkeys they had."""
    person.is_active = True
    person.save(update_fields=["is_active"])


@transaction.atomic
def remove_second_factors(*, person: User, by: User) -> int:
    """Remove the passkeys and one-time codes of somebody who has lost them; return how many.

    They log in with their password again, or ask for a link to choose one.
    """
    removed, _ = Authenticator.objects.filter(user=person).delete()
    return removed
