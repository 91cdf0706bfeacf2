"""The register's page: everybody present unless marked, all or nothing, two people at once, closed with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from auditlog.models import LogEntry
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.enums import AttendanceStatus, TeamRole
from courses.models import Attendance, Participant, Session
from tests import factories

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from people.models import User

pytestmark = pytest.mark.django_db
PRESENT, PARTIAL = AttendanceStatus.PRESENT, AttendanceStatus.PARTIAL
ABSENT, EXCUSED = AttendanceStatus.ABSENT, AttendanceStatus.EXCUSED


@dataclass
class Register:
    """The page of one session's register as one person works with it."""

    client: Client
    session: Session

    @property
    def address(self) -> str:
        return reverse("courses:register", args=[self.session.pk])

    def open(self, person: User) -> HttpResponse:
        self.client.force_login(person)
        return self.client.get(self.address)

    def filled_in(self, person: User) -> dict[str, str]:
        """Return what the person's browser would send if they changed nothing."""
        form = BeautifulSoup(self.open(person).content, "html.parser").select_one("form.register")
        assert form is not None
        fields = [field for field in form.select("input[name]") if field["name"] != "csrfmiddlewaretoken"]
        sent = [field for field in fields if field["type"] != "radio" or field.has_attr("checked")]
        return {str(field["name"]): str(field.get("value", "")) for field in sent}

    def save(self, person: User, values: dict[str, str]) -> HttpResponse:
        self.client.force_login(person)
        return self.client.post(self.address, values)

    def said(self) -> dict[str, tuple[str, int | None, str]]:
        rows = self.session.attendance.values_list("participant__user__name", "status", "partial_minutes", "reason")
        return {name: tuple(rest) for name, *rest in rows}


def line_of(participant: Participant, status: str = PRESENT, minutes: str = "", reason: str = "") -> dict[str, str]:
    prefix = f"p{participant.pk}"
    return {f"{prefix}-status": status, f"{prefix}-minutes": minutes, f"{prefix}-reason": reason}


def text_of(response: HttpResponse, selector: str = "main") -> str:
    found = BeautifulSoup(response.content, "html.parser").select(selector)
    return " ".join(" ".join(part.get_text(" ").split()) for part in found)


@dataclass
class World:
    """A training day of 420 minutes held yesterday, with two of the staff and an associate."""

    register: Register
    trainer: User
    owner: User
    ida: Participant
    bo: Participant
    makker: Participant


@pytest.fixture
def world(client: Client) -> World:
    return world_of(client, ended=timedelta(days=1))


def world_of(client: Client, *, ended: timedelta) -> World:
    programme = factories.programme()
    cohort = factories.cohort(programme=programme)
    team = factories.team(cohort, municipalities=["Lolland"])
    trainer = factories.user(name="Tine Træner")
    ends_at = timezone.now() - ended
    session = factories.session(cohort, code="UDD1", minutes=420, trainers=[trainer])
    session.starts_at, session.ends_at = ends_at - timedelta(hours=7), ends_at
    session.save()
    joined = (session.starts_at - timedelta(days=90)).date()
    ida, bo = (factories.participant(team, name=name, joined_on=joined) for name in ("Ida", "Bo"))
    makker = factories.participant(team, name="Mads", team_role=TeamRole.ASSOCIATE, joined_on=joined)
    return World(Register(client, session), trainer, factories.model_owner(programme), ida, bo, makker)


def test_everybody_obliged_is_present_and_a_guest_of_the_team_is_not(world: World) -> None:
    values = world.register.filled_in(world.trainer)
    assert values == {
        "seen": values["seen"],
        **line_of(world.ida),
        **line_of(world.bo),
        **line_of(world.makker, status=""),
    }


def test_one_save_keeps_presence_and_every_exception(world: World) -> None:
    values = world.register.filled_in(world.trainer)
    values |= line_of(world.bo, PARTIAL, "2:30") | line_of(world.makker, PRESENT)
    response = world.register.save(world.trainer, values)
    assert (response.status_code, response["Location"]) == (302, world.register.address)
    assert world.register.said() == {
        "Ida": ("present", None, ""),
        "Bo": ("partial", 150, ""),
        "Mads": ("present", None, ""),
    }
    assert "Protokollen er gemt: 3 linjer er ændret." in text_of(world.register.open(world.trainer), "body")


def test_what_is_saved_stands_there_when_the_register_is_opened_again(world: World) -> None:
    values = world.register.filled_in(world.trainer)
    values |= line_of(world.ida, EXCUSED, reason="Barn syg") | line_of(world.bo, PARTIAL, "150")
    world.register.save(world.trainer, values)
    again = world.register.filled_in(world.trainer)
    assert again.items() >= (line_of(world.ida, EXCUSED, reason="Barn syg") | line_of(world.bo, PARTIAL, "150")).items()
    assert again["seen"] != values["seen"]


def test_a_part_as_long_as_the_session_is_all_of_it(world: World) -> None:
    values = world.register.filled_in(world.trainer) | line_of(world.bo, PARTIAL, "7:00")
    world.register.save(world.trainer, values)
    assert world.register.said()["Bo"] == ("present", None, "")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ({"status": PARTIAL}, "Hvor længe? Skriv minutter, f.eks. 150 eller 2:30."),
        ({"status": PARTIAL, "minutes": "421"}, "Mødegangen varer 420 minutter."),
        ({"status": PARTIAL, "minutes": "<b>"}, "Her skal stå "),
        ({"status": PARTIAL, "minutes": "ja"}, "Skriv minutter, f.eks. 150 eller 2:30."),
        ({"status": PRESENT, "minutes": "150"}, "Vælg “Delvist”, eller slet minutterne."),
        ({"status": EXCUSED, "reason": "  "}, "Et afbud skal have en begrundelse."),
        ({"status": "asleep"}, "Marker en gyldig valgmulighed."),
    ],
)
def test_a_line_that_cannot_be_is_explained_and_nothing_is_saved(
    world: World, line: dict[str, str], sentence: str
) -> None:
    values = world.register.filled_in(world.trainer) | line_of(world.bo, **line)
    response = world.register.save(world.trainer, values)
    assert response.status_code == 422
    assert sentence in text_of(response, f"#line-{world.bo.pk}")
    assert text_of(response, ".error-summary a") == "Bo"
    assert world.register.said() == {}
    if line.get("minutes"):
        field = BeautifulSoup(response.content, "html.parser").select_one(f"[name=p{world.bo.pk}-minutes]")
        assert field is not None
        assert field["value"] == line["minutes"]


def test_of_two_people_the_second_sees_the_difference_and_may_then_insist(world: World) -> None:
    first, second = (world.register.filled_in(person) for person in (world.trainer, world.owner))
    world.register.save(world.trainer, first | line_of(world.bo, ABSENT))

    response = world.register.save(world.owner, second | line_of(world.bo, PARTIAL, "150"))
    assert response.status_code == 409
    assert world.register.said()["Bo"] == ("absent", None, "")
    difference = text_of(response, ".notice.bad li")
    assert difference == "Bo Gemt nu: Fraværende (Tine Træner) Dit: Delvist, 150 min."

    form = BeautifulSoup(response.content, "html.parser").select_one("form.register [name=seen]")
    assert form is not None
    insisted = second | line_of(world.bo, PARTIAL, "150") | {"seen": str(form["value"])}
    assert world.register.save(world.owner, insisted).status_code == 302
    assert world.register.said()["Bo"] == ("partial", 150, "")


def test_two_people_who_agree_have_nothing_left_to_save(world: World) -> None:
    first, second = (world.register.filled_in(person) for person in (world.trainer, world.owner))
    world.register.save(world.trainer, first)
    response = world.register.save(world.owner, second)
    assert response.status_code == 409
    assert "I er enige om alle linjer, så der er ikke mere at gemme." in text_of(response, ".notice.bad")


def test_a_register_of_what_has_not_begun_is_shown_closed_and_refused(client: Client) -> None:
    world = world_of(client, ended=timedelta(days=-3))
    page = world.register.open(world.trainer)
    assert "er ikke begyndt" in text_of(page, ".notice.warn")
    assert not BeautifulSoup(page.content, "html.parser").select("form.register")
    response = world.register.save(world.trainer, line_of(world.ida) | {"seen": ""})
    assert (response.status_code, world.register.said()) == (409, {})


def test_a_locked_register_names_who_can_lift_it_and_refuses_the_trainer(client: Client) -> None:
    world = world_of(client, ended=timedelta(days=14, minutes=1))
    page = world.register.open(world.trainer)
    owner = world.register.session.cohort.programme.owner_organisation.name
    assert text_of(page, ".notice.warn") == (f"Protokollen blev låst 14 dage efter mødegangen. {owner} kan rette den.")
    assert not BeautifulSoup(page.content, "html.parser").select("form.register")
    assert world.register.save(world.trainer, line_of(world.ida) | {"seen": ""}).status_code == 403
    assert world.register.said() == {}


def test_the_model_owner_corrects_a_locked_register_only_with_a_reason(client: Client) -> None:
    world = world_of(client, ended=timedelta(days=40))
    factories.attendance(world.ida, world.register.session, status=ABSENT)
    values = world.register.filled_in(world.owner) | line_of(world.ida, PRESENT)
    response = world.register.save(world.owner, values)
    assert response.status_code == 422
    assert "Hvorfor rettes protokollen?" in text_of(response, ".error-summary")
    assert world.register.said() == {"Ida": ("absent", None, "")}

    world.register.save(world.owner, values | {"correction": "Stod på papirlisten"})
    assert world.register.said()["Ida"] == ("present", None, "")
    logged = LogEntry.objects.get_for_object(Attendance.objects.get(participant=world.ida)).first()
    assert (logged.actor, logged.changes_dict["correction"][1]) == (world.owner, "Stod på papirlisten")


@pytest.mark.parametrize("who", ["ida", "makker"])
def test_those_who_are_in_the_register_do_not_take_it(world: World, who: str) -> None:
    person = getattr(world, who).user
    assert world.register.open(person).status_code == 403
    assert world.register.save(person, line_of(world.ida)).status_code == 403


def test_the_register_does_not_exist_for_a_stranger(world: World) -> None:
    assert world.register.open(factories.user()).status_code == 404


def test_a_text_from_people_is_shown_as_text(world: World) -> None:
    world.ida.user.name = "<script>alert(1)</script>"
    world.ida.user.save()
    values = world.register.filled_in(world.trainer) | line_of(world.ida, EXCUSED, reason='"><img src=x>')
    world.register.save(world.trainer, values)
    page = BeautifulSoup(world.register.open(world.trainer).content, "html.parser")
    assert "<script>alert(1)</script>" in page.select_one(f"#line-{world.ida.pk} .name").get_text()  # type: ignore[union-attr]
    assert not page.select("main script, main img[src=x]")


def queries(world: World) -> list[dict[str, Any]]:
    world.register.open(world.trainer)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        world.register.open(world.trainer)
    return captured.captured_queries


def test_thirty_people_cost_as_many_queries_as_three(world: World) -> None:
    world.register.save(world.trainer, world.register.filled_in(world.trainer))
    few = len(queries(world))
    for number in range(27):
        person = factories.participant(world.ida.team, name=f"Navn {number}", joined_on=world.ida.joined_on)
        factories.attendance(person, world.register.session, minutes=60)
    assert len(queries(world)) == few
