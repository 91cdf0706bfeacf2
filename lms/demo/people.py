"""The demo's accounts and the made-up names of its participants."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from dateutil.relativedelta import relativedelta
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from people.enums import OrganisationKind
from people.models import Membership, Organisation, User
from people.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

DOMAIN = "demo.example"
PASSWORD = "uturn-demo-2026"  # noqa: S105 - the demo's password is printed for everybody who starts it
ACCOUNTS = {
    "medarbejder": "Camilla Nørgård",
    "leder": "Vagn Vestergaard",
    "underviser": "Mette Holm",
    "supervisor": "Jørgen Krogh",
    "modelejer": "Ulla Quist",
    "styrelse": "Tove Frøslev",
    "redaktoer": "Niels Overgaard",
    "admin": "Åse Iversen",
}
FIRST = [
    "Anna",
    "Bo",
    "Dorthe",
    "Emil",
    "Freja",
    "Gitte",
    "Henrik",
    "Ida",
    "Jens",
    "Karen",
    "Lars",
    "Maja",
    "Oda",
    "Per",
    "Rikke",
    "Søren",
    "Tine",
    "Viggo",
    "Ørn",
    "Åge",
]
LAST = [
    "Christensen",
    "Gade",
    "Holm",
    "Juhl",
    "Krogh",
    "Lund",
    "Møller",
    "Pedersen",
    "Rasmussen",
    "Bak",
    "Dahl",
    "Friis",
    "Kjær",
    "Lauritsen",
    "Thorup",
]
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
EDUCATIONS = ("Pædagog", "Socialrådgiver", "Psykolog", "Socialrådgiver; systemisk efteruddannelse")


def create_accounts(owner: Organisation) -> dict[str, User]:
    """Return the eight accounts by the word before the @, each with its membership where it needs one."""
    authority, _created = Organisation.objects.get_or_create(
        kind=OrganisationKind.AUTHORITY, name="Social- og Boligstyrelsen"
    )
    # One hash serves all: the password is the same and public.
    password = make_password(PASSWORD)
    accounts = {word: _account(word, name, password) for word, name in ACCOUNTS.items()}
    since = timezone.localdate() - relativedelta(years=4)
    for word, role, organisation in (
        ("underviser", Role.TRAINER, owner),
        ("supervisor", Role.SUPERVISOR, owner),
        ("modelejer", Role.MODEL_OWNER, owner),
        ("styrelse", Role.AUTHORITY, authority),
        ("redaktoer", Role.EDITOR, owner),
        ("admin", Role.ADMINISTRATOR, owner),
    ):
        education = "Systemisk supervisoruddannelse" if role == Role.SUPERVISOR else ""
        Membership.objects.create(
            user=accounts[word],
            organisation=organisation,
            role=role,
            since=since,
            supervisor_education=education,
            practice_since=since if role in {Role.SUPERVISOR, Role.TRAINER} else None,
        )
    return accounts


def create_substitute(owner: Organisation) -> User:
    """Return another supervisor, who stands in once and has no account."""
    since = timezone.localdate() - relativedelta(years=6)
    person = User.objects.create(email=f"birgit.lindegaard@{DOMAIN}", name="Birgit Lindegaard")
    Membership.objects.create(
        user=person,
        organisation=owner,
        role=Role.SUPERVISOR,
        since=since,
        supervisor_education="Systemisk supervisoruddannelse",
        practice_since=since,
    )
    return person


def _account(word: str, name: str, password: str) -> User:
    user = User.objects.create(email=f"{word}@{DOMAIN}", name=name, password=password)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def email_of(name: str, code: str) -> str:
    """Return the made-up person's e-mail; the cohort's code keeps two of the same name apart."""
    return f"{name.lower().replace(' ', '.').translate(_LETTERS)}.{code.lower()}@{DOMAIN}"


def made_up_names(seed: str) -> Iterator[str]:
    """Yield different names in an order that the seed decides."""
    names = [f"{first} {last}" for first in FIRST for last in LAST]
    random.Random(seed).shuffle(names)  # noqa: S311 - made-up names, no secret
    yield from names
