"""A substitute at one supervision: who may be named, what it opens, and how the session's page says who supervises."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from courses.actions.calendar import start_feed
from courses.calendar.entries import feed_text
from courses.enums import ActivityKind, SessionState, TeamRole
from courses.models import Session
from courses.teams.supervisors import possible_substitutes
from people.policies import Refused
from people.roles import Role
from supervision.actions.substitutes import name_substitute
from tests import factories
from tests.people.queries import queries_of
from tests.supervision import factories as made

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from people.models import User

pytestmark = pytest.mark.django_db
SKILLED = {"supervisor_education": "Systemisk", "practice_since": date(2015, 1, 1)}


class World:
    """A team whose own supervisor cannot come to the next supervision, and another supervisor who can."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.programme = factories.programme()
        self.team = factories.team(factories.cohort(programme=self.programme), municipalities=["Hjørring"])
        self.owner = factories.model_owner(self.programme)
        self.own, self.other = self.person("Egen Supervisor"), self.person("Anden Supervisor")
        self.assignment = factories.supervisor(self.team, user=self.own)
        self.session = made.supervision(self.team, code="SUP3", on=timezone.localdate() + timedelta(days=7))

    def person(self, name: str, role: Role = Role.SUPERVISOR, **fields: object) -> User:
        person = factories.user(name=name)
        organisation = self.programme.owner_organisation
        factories.membership(user=person, organisation=organisation, role=role, **(SKILLED | fields))  # type: ignore[arg-type]
        return person

    def name(self, user: User | None = None, *, session: Session | None = None, by: User | None = None) -> Session:
        return name_substitute(session=session or self.session, user=user, by=by or self.owner)

    def open(self, person: User, route: str = "supervision:substitute", session: Session | None = None) -> HttpResponse:
        self.client.force_login(person)
        return self.client.get(reverse(route, args=[(session or self.session).pk]))

    def send(self, route: str = "supervision:substitute", **fields: str) -> HttpResponse:
        self.client.force_login(self.owner)
        return self.client.post(reverse(route, args=[self.session.pk]), fields)

    def named(self) -> list[User]:
        return list(Session.objects.get(pk=self.session.pk).trainers.all())

    def supervisor_on_page(self, reader: User, session: Session | None = None) -> str:
        return text_of(self.open(reader, "courses:session", session), ".supervising")


@pytest.fixture
def world(client: Client) -> World:
    return World(client)


def text_of(response: HttpResponse, selector: str = "main") -> str:
    soup = BeautifulSoup(response.content, "html.parser")
    return " ".join(" ".join(part.get_text(" ").split()) for part in soup.select(selector))


# -- naming -----------------------------------------------------------------------------------------------------------


def test_the_model_owner_names_another_supervisor_and_takes_them_off_again(world: World) -> None:
    response = world.send(user=str(world.other.pk))
    assert (response.status_code, response["Location"]) == (
        302,
        reverse("courses:session", args=[world.session.pk]),
    )
    assert world.named() == [world.other]
    world.send(user="")
    assert world.named() == []


def test_the_choice_is_the_programmes_other_supervisors(world: World) -> None:
    world.person("Underviser", Role.TRAINER)
    world.person("Forhenværende", until=timezone.localdate())
    factories.membership(role=Role.SUPERVISOR)
    assert list(possible_substitutes(world.session)) == [world.other]


def test_who_is_named_stays_in_the_choice_also_when_the_role_has_ended(world: World) -> None:
    world.name(world.other)
    membership = world.other.memberships.get()
    membership.until = timezone.localdate()
    membership.save()
    assert list(possible_substitutes(world.session)) == [world.other]


def test_a_person_who_is_no_other_supervisor_is_refused(world: World) -> None:
    for person in (world.own, world.owner, factories.user()):
        with pytest.raises(Refused):
            world.name(person)
    assert world.send(user=str(world.own.pk)).status_code == 422


def test_only_who_manages_the_cohort_names_a_substitute(world: World) -> None:
    leader = factories.participant(world.team, team_role=TeamRole.LEADER).user
    for person in (world.own, leader):
        assert world.open(person).status_code == 403
        with pytest.raises(PermissionDenied):
            world.name(world.other, by=person)
    assert world.open(factories.model_owner(factories.programme())).status_code == 404


@pytest.mark.parametrize("state", [SessionState.DRAFT, SessionState.CANCELLED])
def test_a_supervision_that_is_not_in_force_has_no_substitute(world: World, state: SessionState) -> None:
    session = made.supervision(world.team, code="SUP9", state=state)
    with pytest.raises(Refused):
        world.name(world.other, session=session)
    response = world.open(world.owner, session=session)
    assert response.status_code == 200
    assert text_of(response, ".notice")
    assert not BeautifulSoup(response.content, "html.parser").select("main select")


def test_once_the_record_is_signed_it_says_who_supervised(world: World) -> None:
    made.record(world.session)
    with pytest.raises(Refused, match="underskrevet"):
        world.name(world.other)
    assert world.send(user=str(world.other.pk)).status_code == 409
    assert world.named() == []


def test_other_sessions_have_no_substitute(world: World) -> None:
    consultation = made.consultation(world.team)
    assert world.open(world.owner, session=consultation).status_code == 404
    with pytest.raises(Refused):
        world.name(world.other, session=consultation)


def test_where_there_is_no_other_supervisor_the_page_says_what_to_do(world: World) -> None:
    world.other.memberships.get().delete()
    assert "Der er ingen anden supervisor" in text_of(world.open(world.owner), ".empty")


# -- what it opens ----------------------------------------------------------------------------------------------------


def test_the_substitute_has_the_supervision_in_calendar_and_on_the_start_page(world: World) -> None:
    made.supervision(world.team, code="SUP4", on=timezone.localdate() + timedelta(days=40))
    feed = start_feed(by=world.other)
    assert b"SUP3" not in feed_text(feed)
    world.name(world.other)
    assert b"SUP3" in feed_text(feed)
    assert b"SUP4" not in feed_text(feed)
    world.client.force_login(world.other)
    start = world.client.get(reverse("start"))
    assert world.session.title in text_of(start)
    assert "Session SUP4" not in text_of(start)


# -- the session's page -----------------------------------------------------------------------------------------------


def test_the_page_names_the_teams_supervisor_of_that_date(world: World) -> None:
    factories.supervisor(world.team, user=factories.user(name="Forgænger"), until=timezone.localdate())
    assert world.supervisor_on_page(world.own) == "Egen Supervisor"
    earlier = made.supervision(world.team, code="SUP1", on=timezone.localdate() - timedelta(days=30))
    assert "Forgænger" in world.supervisor_on_page(world.own, earlier)


def test_the_page_names_the_substitute_as_one(world: World) -> None:
    world.name(world.other)
    assert world.supervisor_on_page(world.own) == "Anden Supervisor (vikar)"


def test_a_missing_supervisor_is_said_to_everybody(world: World) -> None:
    world.assignment.delete()
    staff = factories.participant(world.team).user
    assert world.supervisor_on_page(staff) == "Ingen er supervisor for teamet på den dato."


def test_what_qualifications_are_not_shown_is_said_to_who_sees_them_on_the_teams_page(world: World) -> None:
    membership = world.own.memberships.get()
    membership.supervisor_education = ""
    membership.save()
    leader = factories.participant(world.team, team_role=TeamRole.LEADER).user
    assert "supervisoruddannelse" in world.supervisor_on_page(leader)
    assert world.supervisor_on_page(factories.participant(world.team).user) == "Egen Supervisor"


def test_a_training_day_still_names_its_trainers(world: World) -> None:
    day = factories.session(world.team.cohort, on=timezone.localdate(), trainers=[world.other])
    text = text_of(world.open(world.owner, "courses:session", day))
    assert "Undervisere" in text
    assert "Anden Supervisor" in text


def test_the_page_takes_as_many_queries_for_many_supervisors_as_for_one(world: World) -> None:
    world.client.force_login(world.owner)
    url = reverse("courses:session", args=[world.session.pk])
    one = queries_of(world.client, url)
    for number in range(5):
        factories.supervisor(world.team, user=world.person(f"Supervisor {number}"))
    assert queries_of(world.client, url) == one


# -- the plan's form --------------------------------------------------------------------------------------------------


def edit(world: World, **fields: str) -> HttpResponse:
    day = timezone.localtime(world.session.starts_at)
    given = {
        "title": "Supervision",
        "first_date": day.date().isoformat(),
        "starts": "09:00",
        "ends": "12:00",
        "minutes": "180",
        "audience": "staff",
        "counts": "on",
    }
    return world.send("courses:session_edit", **given | fields)


def test_the_plan_offers_the_same_people_as_substitute_and_nobody_as_trainer(world: World) -> None:
    soup = BeautifulSoup(world.open(world.owner, "courses:session_edit").content, "html.parser")
    assert not soup.select("[name=trainers]")
    assert [one["value"] for one in soup.select("[name=substitute] option")] == ["", str(world.other.pk)]
    assert edit(world, substitute=str(world.other.pk), trainers=str(world.owner.pk)).status_code == 302
    assert world.named() == [world.other]
    assert edit(world, substitute=str(world.owner.pk)).status_code == 422


def test_moving_a_supervision_keeps_its_substitute(world: World) -> None:
    world.name(world.other)
    selected = BeautifulSoup(world.open(world.owner, "courses:session_edit").content, "html.parser")
    assert selected.select_one("[name=substitute] [selected]")["value"] == str(world.other.pk)  # type: ignore[index]


def test_a_supervision_that_has_begun_keeps_who_was_named_whatever_the_plan_sends(world: World) -> None:
    world.name(world.other)
    held = world.session
    held.starts_at, held.ends_at = held.starts_at - timedelta(days=9), held.ends_at - timedelta(days=9)
    held.save()
    assert edit(world, substitute="", trainers="").status_code == 302
    assert world.named() == [world.other]


def test_a_new_supervision_takes_no_trainers(world: World) -> None:
    world.client.force_login(world.owner)
    url = reverse("courses:session_create", args=[world.team.cohort.code])
    fields = {
        "team": str(world.team.pk),
        "code": "SUP8",
        "kind": ActivityKind.SUPERVISION,
        "title": "Supervision",
        "first_date": "2026-03-02",
        "starts": "09:00",
        "ends": "12:00",
        "minutes": "180",
        "audience": "staff",
    }
    refused = world.client.post(url, fields | {"trainers": str(world.owner.pk)})
    assert refused.status_code == 422
    assert "har ingen undervisere" in text_of(refused, ".form-error-message")
    assert world.client.post(url, fields).status_code == 302
