"""Tests of the main menu: which entries a role opens, where the reader is, and what it costs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.enums import TeamRole
from lms.context import main_menu, page, read_person
from people.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db


def menu_of(person, path="/"):
    return [label for label, _url, _current in main_menu(read_person(person).roles, path)]


@pytest.mark.parametrize(
    ("role", "entries"),
    [
        (Role.MODEL_OWNER, ["Hold", "Deltagere", "Supervision", "Modeller", "Bibliotek"]),
        (Role.TRAINER, ["Hold", "Modeller", "Bibliotek"]),
        (Role.SUPERVISOR, ["Hold", "Supervision", "Modeller", "Bibliotek"]),
        (Role.AUTHORITY, []),
        (Role.EDITOR, ["Modeller", "Bibliotek", "Indhold"]),
        (Role.ADMINISTRATOR, ["Personer", "Organisationer"]),
    ],
)
def test_membership_opens_its_entries(role, entries):
    person = factories.user()
    factories.membership(user=person, role=role)
    assert menu_of(person) == entries


@pytest.mark.parametrize(
    ("team_role", "entries"),
    [
        (TeamRole.STAFF, ["Mit forløb", "Modeller", "Bibliotek"]),
        (TeamRole.LEADER, ["Mit forløb", "Hold", "Modeller", "Bibliotek"]),
        (TeamRole.ASSOCIATE, ["Mit forløb", "Modeller", "Bibliotek"]),
    ],
)
def test_taking_part_opens_one_s_own_course(team_role, entries):
    assert menu_of(factories.participant(team_role=team_role).user) == entries


def test_leader_who_has_left_keeps_their_own_course_but_not_the_cohort():
    left = factories.participant(team_role=TeamRole.LEADER, left_on=timezone.localdate())
    assert menu_of(left.user) == ["Mit forløb", "Modeller", "Bibliotek"]


def test_supervising_a_team_and_being_named_on_a_session_open_the_cohorts():
    team = factories.team()
    assert menu_of(factories.supervisor(team).user) == ["Hold", "Supervision", "Modeller", "Bibliotek"]
    trainer = factories.user()
    factories.session(team.cohort, trainers=[trainer])
    assert menu_of(trainer) == ["Hold", "Modeller", "Bibliotek"]


def test_person_without_a_role_has_an_empty_menu():
    assert menu_of(factories.user()) == []


def test_entry_of_this_page_and_of_the_pages_below_it_are_marked():
    roles = frozenset({Role.MODEL_OWNER})
    cohorts = reverse("courses:cohort_list")
    assert [current for _label, _url, current in main_menu(roles, cohorts)] == ["page", "", "", "", ""]
    assert [current for _label, _url, current in main_menu(roles, f"{cohorts}H2024/")] == ["true", "", "", "", ""]


def test_place_beside_the_name_is_the_team_of_today_else_the_organisation_else_the_team_one_left():
    person = factories.user()
    left = timezone.localdate() - timedelta(days=1)
    factories.participant(factories.team(name="Lolland"), user=person, left_on=left)
    assert read_person(person).place == "Lolland"
    owner = factories.organisation(name="U-turn København")
    factories.membership(user=person, organisation=owner)
    assert read_person(person).place == "U-turn København"
    factories.participant(factories.team(name="Helsingør"), user=person)
    assert read_person(person).place == "Helsingør"


def test_menu_and_place_take_one_query_however_many_roles(rf, django_assert_num_queries):
    person = factories.user(name="Camilla Bech")
    for _number in range(3):
        factories.participant(user=person)
        factories.membership(user=person, organisation=factories.organisation())
    request = rf.get("/")
    request.user = person
    with django_assert_num_queries(1):
        context = page(request)
        assert len(context["main_menu"]) == 6
        assert str(context["person_label"]).startswith("Camilla · ")


def test_page_that_shows_no_menu_asks_nothing(rf, django_assert_num_queries):
    request = rf.get("/")
    request.user = factories.user()
    with django_assert_num_queries(0):
        page(request)


def test_visitor_who_is_not_logged_in_gets_no_menu(rf, client):
    assert page(rf.get("/")) == {}
    assert 'class="main-menu"' not in client.get(reverse("account_login")).content.decode()


def test_missing_page_is_told_in_the_product_s_own_frame(client):
    client.force_login(factories.user())
    response = client.get("/findes-ikke/")
    assert response.status_code == 404
    assert "Siden er her ikke" in response.content.decode()
