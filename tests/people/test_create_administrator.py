"""The command that makes the person who lets all others in."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from people.enums import InvitationLink, OrganisationKind
from people.invitation_links import follow
from people.models import Invitation, Organisation, User
from people.permissions import may
from people.roles import Permission, Role
from tests import factories

pytestmark = pytest.mark.django_db


def create(email: str = "anne@example.dk", name: str = "Anne Ærø", organisation: str = "U-turn København") -> list[str]:
    out = StringIO()
    call_command("create_administrator", email=email, name=name, organisation=organisation, stdout=out)
    return out.getvalue().splitlines()


def token_in(line: str) -> str:
    return line.removeprefix("http://127.0.0.1:8000/invitation/").removesuffix("/")


def test_a_fresh_product_gets_its_first_administrator_and_a_link() -> None:
    lines = create(email="Anne@Example.dk")

    person = User.objects.get(email="anne@example.dk")
    assert may(person, Permission.MANAGE_PEOPLE)
    assert person.memberships.get().organisation.kind == OrganisationKind.MODEL_OWNER
    assert follow(token_in(lines[-1])).leads_to == InvitationLink.OPEN


def test_a_second_run_keeps_what_is_there_and_makes_a_new_link() -> None:
    first = create()
    second = create(name="Et andet navn")

    assert User.objects.get(email="anne@example.dk").name == "Anne Ærø"
    assert Organisation.objects.filter(name="U-turn København").count() == 1
    assert User.objects.get(email="anne@example.dk").memberships.count() == 1
    assert follow(token_in(first[-1])).leads_to == InvitationLink.SUPERSEDED
    assert follow(token_in(second[-1])).leads_to == InvitationLink.OPEN


def test_who_has_access_gets_the_role_and_no_link() -> None:
    person = factories.user(email="anne@example.dk", password="en hel sætning")

    (line,) = create()

    assert person.memberships.get().role == Role.ADMINISTRATOR
    assert "http" not in line
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"email": "anne"}, {"email": ""}, {"name": ""}, {"organisation": ""}, {"organisation": "x" * 101}]
)
def test_what_is_wrong_is_said_and_nothing_is_made(wrong: dict[str, str]) -> None:
    with pytest.raises(CommandError):
        create(**wrong)

    assert not User.objects.exists()
    assert not Invitation.objects.exists()


def test_whose_access_is_closed_is_refused() -> None:
    factories.user(email="anne@example.dk", is_active=False)

    with pytest.raises(CommandError):
        create()
