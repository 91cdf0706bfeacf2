"""Every address of the product, asked by every role, inside and outside their scope (design, section 8)."""

from __future__ import annotations

import re
from collections import defaultdict
from copy import deepcopy
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from courses.models import Participant
from people.models import Membership
from tests.matrix import LOGIN, ROLES, Line, lines
from tests.matrix_world import World

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse
    from pytest_django import DjangoDbBlocker

CMS = "cms/"
BY_ROUTE: dict[str, list[Line]] = defaultdict(list)
for _line in lines():
    BY_ROUTE[_line.route].append(_line)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """One world for all lines: what an answer changes is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(world: World) -> dict[str, Client]:
    """A browser for each person, logged in, and one for nobody."""
    found = {"anonymous": Client(raise_request_exception=False)}
    for role, person in world.people.items():
        found[role] = Client(raise_request_exception=False)
        found[role].force_login(person)
    return found


def routes() -> Iterator[tuple[str, str]]:
    """Yield every address of the product as (name with its namespace, pattern)."""
    yield from _below(get_resolver(), "", "")


def _below(resolver: URLResolver, path: str, names: str) -> Iterator[tuple[str, str]]:
    for pattern in resolver.url_patterns:
        here = f"{path}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from _below(pattern, here, f"{names}{pattern.namespace}:" if pattern.namespace else names)
        else:
            yield f"{names}{pattern.name}", here


def ask(client: Client, method: str, url: str) -> str:
    """Return the answer's status, or "log" for a redirect to the login, and leave database and browser as they were."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        # A form that is sent with nothing of its own in it is sent nevertheless.
        response = client.get(url) if method == "GET" else client.post(url, {"language": "en", "sent": "1"})
        if response.streaming:
            list(response)  # Its file is closed when it has been read.
        transaction.set_rollback(True)
    client.cookies = cookies
    return LOGIN if _leads_to_login(response) else str(response.status_code)


def _leads_to_login(response: HttpResponse) -> bool:
    return response.status_code == 302 and response["Location"].startswith(f"{reverse('account_login')}?next=")


def test_every_address_of_the_product_stands_in_the_table() -> None:
    found = {name for name, path in routes() if not path.startswith(CMS)}

    assert found - BY_ROUTE.keys() == set(), "addresses that nobody has listed"
    assert BY_ROUTE.keys() - found == set(), "addresses that are no longer there"


@pytest.mark.parametrize("route", sorted(BY_ROUTE))
def test_every_role_gets_the_answer_in_the_table(route: str, world: World, clients: dict[str, Client]) -> None:
    different = [
        f"{line.method} {line.route} {line.about} as {role}: {answer} instead of {expected}"
        for line in BY_ROUTE[route]
        for role, expected in line.answers.items()
        if (answer := ask(clients[role], line.method, world.url(route, line.about))) != expected
    ]

    assert different == []


def test_wagtails_admin_is_closed_to_all_but_editors(world: World, clients: dict[str, Client]) -> None:
    """The door stands before every address below /cms/, so each of them is asked."""
    paths = {f"/{re.sub(r'<[^>]+>', '1', path)}" for _name, path in routes() if path.startswith(CMS)}
    paths = {path for path in paths if not set("^$()") & set(path)}
    refused = [role for role in ROLES if role not in {"anonymous", "editor"}]

    assert len(paths) > 100
    assert {path for path in paths if ask(clients["anonymous"], "GET", path) != LOGIN} == set()
    assert {path for path in paths if ask(clients["owner"], "GET", path) != "403"} == {reverse("wagtailadmin_login")}
    assert ask(clients["owner"], "GET", reverse("wagtailadmin_login")) == LOGIN
    assert {role for role in refused if ask(clients[role], "GET", reverse("wagtailadmin_home")) != "403"} == set()


@pytest.mark.parametrize("name", ["wagtailadmin_home", "wagtailadmin_explore_root", "wagtailadmin_account"])
def test_an_editor_is_let_into_wagtails_admin(name: str, world: World, clients: dict[str, Client]) -> None:
    assert ask(clients["editor"], "GET", reverse(name)) == "200"


# -- roles that have ended, and roles that have not begun -------------------------------------------------------------


def answers_of(client: Client, world: World) -> dict[str, str]:
    """Return what a person gets who was, is or will be something in the own cohort."""
    asked = {
        "cohort": world.url("courses:cohort", "own:cohort"),
        "team": world.url("courses:team", "own:team"),
        "session": world.url("courses:session", "own:day"),
        "course": reverse("courses:my_course"),
        "programme": world.url("wagtail_serve", "own:page"),
    }
    return {word: ask(client, "GET", url) for word, url in asked.items()}


OUTSIDE = {"cohort": "404", "team": "404", "session": "404", "course": "404", "programme": "404"}


def test_who_has_left_the_team_keeps_their_own_course_and_nothing_of_the_team(
    world: World, clients: dict[str, Client]
) -> None:
    with transaction.atomic():
        Participant.objects.filter(user=world.people["leader"]).update(left_on=world.today)

        own = world.url("courses:participant", "leader:participant")
        assert answers_of(clients["leader"], world) == OUTSIDE | {"course": "200", "programme": "200"}
        assert ask(clients["leader"], "GET", own) == "200"
        assert ask(clients["leader"], "GET", world.url("courses:participant", "staff:participant")) == "404"
        transaction.set_rollback(True)


def test_who_leaves_tomorrow_is_still_there(world: World, clients: dict[str, Client]) -> None:
    with transaction.atomic():
        tomorrow = world.today + timedelta(days=1)
        Participant.objects.filter(user=world.people["leader"]).update(left_on=tomorrow)

        assert ask(clients["leader"], "GET", world.url("courses:team", "own:team")) == "200"
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("dates", "inside"),
    [
        ({"until": 0}, False),
        ({"until": 1}, True),
        ({"since": 1}, False),
        ({"since": 0}, True),
    ],
    ids=["ended yesterday", "ends today", "begins tomorrow", "begins today"],
)
def test_a_membership_counts_on_its_days_alone(
    dates: dict[str, int], inside: bool, world: World, clients: dict[str, Client]
) -> None:
    moved = {field: world.today + timedelta(days=days) for field, days in dates.items()}
    with transaction.atomic():
        Membership.objects.filter(user__in=world.people.values()).update(**moved)

        owner = answers_of(clients["owner"], world)
        assert owner == ({**dict.fromkeys(OUTSIDE, "200"), "course": "404"} if inside else OUTSIDE)
        assert ask(clients["admin"], "GET", reverse("people:person_list")) == ("200" if inside else "403")
        assert ask(clients["editor"], "GET", reverse("wagtailadmin_home")) == ("200" if inside else "403")
        transaction.set_rollback(True)


def test_whose_access_is_closed_is_logged_out(world: World, clients: dict[str, Client]) -> None:
    with transaction.atomic():
        type(world.people["owner"]).objects.filter(pk=world.people["owner"].pk).update(is_active=False)

        assert answers_of(clients["owner"], world) == dict.fromkeys(OUTSIDE, LOGIN)
        transaction.set_rollback(True)
