"""The person who lets all others in, made on the command line before anybody can log in."""

from __future__ import annotations

from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from people.actions.invitations import invite
from people.actions.memberships import give_role
from people.actions.organisations import save_organisation
from people.actions.persons import create_person
from people.enums import OrganisationKind
from people.models import Invitation, Membership, Organisation, User
from people.roles import Role


class FirstAdministrator(NamedTuple):
    """The person, and the invitation by which they get in; none if they have access already."""

    person: User
    invitation: Invitation | None


@transaction.atomic
def create_administrator(
    *, email: str, name: str, organisation: str, by: User | None
) -> tuple[User, Invitation | None]:
    """Return the person with the administrator's role, and an open invitation unless they have access already.

    Person, model owner and role are kept where they exist, so a second run only makes a new link. Raises
    ValidationError for what is not an e-mail or a name, and Refused for somebody whose access is closed.
    """
    person = User.objects.filter(email=email.lower()).first()
    if person is None:
        User(email=email.lower(), name=name).clean_fields(exclude=["password"])
        person = create_person(email=email, name=name, language="da", by=by)
    _give_administrator_role(person, organisation, by)
    if person.has_account and person.is_active:
        return FirstAdministrator(person, None)
    with override(person.language):
        occasion = _("administer people and organisations")
    return FirstAdministrator(person, invite(user=person, occasion=occasion, by=by, mail=False))


def _give_administrator_role(person: User, organisation: str, by: User | None) -> None:
    if person.memberships.administers():
        return
    kind = OrganisationKind.MODEL_OWNER
    found = Organisation.objects.filter(kind=kind, name=organisation).first()
    owner = found or save_organisation(organisation=Organisation(kind=kind, name=organisation), by=by)
    role = Membership(user=person, organisation=owner, role=Role.ADMINISTRATOR, since=timezone.localdate())
    give_role(membership=role, by=by)
