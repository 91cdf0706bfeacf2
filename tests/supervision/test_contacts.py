"""The contacts with a team's leaders: who logs, who reads, what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from courses.enums import TeamRole
from supervision.actions.contacts import log_contact
from supervision.enums import Channel
from supervision.models import Contact
from tests import factories
from tests.people.queries import queries_of

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from people.models import User

pytestmark = pytest.mark.django_db
NUMBER = f"0101{90}-{1234}"


class World:
    """A team with a leader and a staff member, its supervisor, and its model owner."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.programme = factories.programme()
        self.team = factories.team(factories.cohort(programme=self.programme), municipalities=["Hjørring"])
        self.owner = factories.model_owner(self.programme, name="Ulla Quist")
        self.leader = factories.participant(self.team, team_role=TeamRole.LEADER).user
        self.staff = factories.participant(self.team).user
        self.supervisor = factories.user()
        factories.supervisor(self.team, user=self.supervisor)
        self.url = reverse("supervision:contact_log", args=[self.team.pk])

    def log(self, *, by: User | None = None, on: date | None = None, **fields: Any) -> Contact:
        given = {"channel": Channel.CALL, "counterpart": "Vagn", "line": "Ferieplanen"} | fields
        return log_contact(team=self.team, on=on or timezone.localdate(), by=by or self.owner, **given)

    def get(self, person: User, query: str = "") -> HttpResponse:
        self.client.force_login(person)
        return self.client.get(self.url + query)

    def post(self, person: User, **fields: str) -> HttpResponse:
        self.client.force_login(person)
        given = {
            "on": timezone.localdate().isoformat(),
            "channel": "mail",
            "counterpart": "Vagn",
            "line": "Ferieplanen",
        }
        return self.client.post(self.url, given | fields)


@pytest.fixture
def world(client: Client) -> World:
    return World(client)


def text_of(response: HttpResponse, selector: str = "main") -> str:
    soup = BeautifulSoup(response.content, "html.parser")
    return " ".join(" ".join(part.get_text(" ").split()) for part in soup.select(selector))


def test_the_model_owner_logs_one_line_and_the_leaders_read_it(world: World) -> None:
    response = world.post(world.owner, line="Talte om ferieplanen", on="1/2-2026")
    assert (response.status_code, response["Location"]) == (302, world.url)
    contact = Contact.objects.get()
    assert (contact.on, contact.channel, contact.logged_by) == (date(2026, 2, 1), Channel.MAIL, world.owner)
    assert text_of(world.get(world.leader), "tbody tr") == (
        "1. februar 2026 E-mail Vagn Talte om ferieplanen Ulla Quist"
    )


def test_today_stands_ready_in_the_form(world: World) -> None:
    soup = BeautifulSoup(world.get(world.owner).content, "html.parser")
    assert soup.select_one("[name=on]")["value"] == timezone.localdate().isoformat()  # type: ignore[index]


def test_leaders_read_and_do_not_log(world: World) -> None:
    assert not BeautifulSoup(world.get(world.leader).content, "html.parser").select("form.contact")
    assert world.post(world.leader).status_code == 403
    with pytest.raises(PermissionDenied):
        world.log(by=world.leader)


@pytest.mark.parametrize("who", ["staff", "supervisor"])
def test_others_of_the_team_do_not_read_the_contacts(world: World, who: str) -> None:
    assert world.get(getattr(world, who)).status_code == 403
    assert world.post(getattr(world, who)).status_code == 403


def test_another_teams_contacts_are_not_found(world: World) -> None:
    other = factories.participant(factories.team(), team_role=TeamRole.LEADER).user
    assert world.get(other).status_code == 404


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"on": "24.12.2099"}, "Datoen er ikke kommet endnu."),
        ({"on": "i går"}, "Indtast en gyldig dato"),
        ({"line": ""}, "Dette felt er påkrævet"),
        ({"line": "x" * 201}, "højst have 200 tegn"),
        ({"line": f"Om {NUMBER}"}, "ligner et CPR-nummer"),
        ({"counterpart": f"Mor til {NUMBER}"}, "ligner et CPR-nummer"),
        ({"channel": "brevdue"}, "Marker en gyldig valgmulighed"),
    ],
)
def test_what_cannot_be_logged_is_told_beside_its_field(world: World, fields: dict[str, str], sentence: str) -> None:
    response = world.post(world.owner, **fields)
    assert response.status_code == 422
    assert sentence in text_of(response, ".form-error-message")
    assert not Contact.objects.exists()


def test_the_action_refuses_what_the_form_refuses(world: World) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    for fields in ({"on": tomorrow}, {"line": "  "}, {"line": "x" * 201}, {"counterpart": NUMBER}, {"channel": "due"}):
        with pytest.raises(ValidationError) as refused:
            world.log(**fields)  # type: ignore[arg-type]
        assert NUMBER not in str(refused.value)


def test_the_newest_stands_first_and_pages_follow(world: World) -> None:
    for number in range(26):
        world.log(on=timezone.localdate() - timedelta(days=number), line=f"Nummer {number}")
    first = text_of(world.get(world.leader), "tbody")
    assert "Nummer 0" in first
    assert "Nummer 25" not in first
    assert "Nummer 25" in text_of(world.get(world.leader, "?page=2"), "tbody")


def test_an_empty_log_says_what_it_is_for(world: World) -> None:
    assert "Notér en mail eller et opkald" in text_of(world.get(world.owner), ".empty")
    assert "Her noterer modelejeren" in text_of(world.get(world.leader), ".empty")


def test_a_line_can_be_neither_changed_nor_deleted_and_the_page_says_so(world: World) -> None:
    world.log()
    assert "hverken ændres eller slettes" in text_of(world.get(world.owner))


def test_the_page_takes_as_many_queries_for_many_contacts_as_for_one(world: World) -> None:
    world.log()
    world.client.force_login(world.owner)
    one = queries_of(world.client, world.url)
    for number in range(10):
        world.log(by=factories.model_owner(world.programme, name=f"Ejer {number}"))
    assert queries_of(world.client, world.url) == one
