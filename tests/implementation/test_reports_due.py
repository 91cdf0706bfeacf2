"""Which reports wait for a person, and where the pages say so."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.urls import reverse

from courses.enums import CohortState, TeamRole
from implementation.reports_due import reports_due, reports_to_accept
from tests import factories
from tests.implementation.world import OCTOBER, SEPTEMBER, TODAY, World, log_in, soup_of, text_of

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def due_months(world: World, who: str, on: date) -> list[date]:
    return [due.one.month for due in reports_due(getattr(world, who), on=on)]


@pytest.mark.parametrize("who", ["staff", "leader"])
def test_a_month_that_is_over_waits_for_staff_and_leaders_until_it_is_handed_in_or_locked(
    world: World, who: str
) -> None:
    assert due_months(world, who, date(2024, 9, 30)) == []
    assert due_months(world, who, date(2024, 10, 1)) == [SEPTEMBER]
    assert due_months(world, who, date(2024, 10, 29)) == [SEPTEMBER]
    assert due_months(world, who, TODAY) == [OCTOBER]
    world.submit()
    assert due_months(world, who, TODAY) == []


def test_it_is_late_after_the_tenth(world: World) -> None:
    for day, late in ((10, False), (11, True)):
        (due,) = reports_due(world.staff, on=date(2024, 10, day))
        assert due.is_late is late


@pytest.mark.parametrize("who", ["associate", "supervisor", "owner"])
def test_nothing_waits_for_who_does_not_write(world: World, who: str) -> None:
    assert due_months(world, who, TODAY) == []


def test_a_team_one_has_left_and_a_cohort_that_is_a_draft_ask_for_nothing(world: World) -> None:
    left = factories.participant(world.team, left_on=date(2024, 10, 1)).user
    assert reports_due(left, on=TODAY) == []
    world.cohort.state = CohortState.DRAFT
    world.cohort.save()
    assert due_months(world, "staff", TODAY) == []


def test_the_model_owner_is_told_how_many_wait(world: World) -> None:
    world.submit(SEPTEMBER)
    world.submit(OCTOBER)
    assert reports_to_accept(world.owner) == 2
    world.accept(SEPTEMBER)
    assert reports_to_accept(world.owner) == 1
    assert reports_to_accept(factories.model_owner(factories.programme())) == 0


def test_it_takes_as_many_queries_for_many_teams_as_for_one(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        factories.participant(factories.team(world.cohort, name=f"Team {number}"), user=world.staff)
    with django_assert_num_queries(3):
        assert len(reports_due(world.staff, on=TODAY)) == 6


def test_the_start_page_leads_the_leader_to_the_month_and_the_model_owner_to_all_teams(
    client: Client, world: World
) -> None:
    with time_machine.travel(factories.moment(TODAY), tick=False):
        page = log_in(client, world.leader).get(reverse("start"))
        assert "Hjørring, oktober 2024 frist 10. november 2024" in text_of(page)
        assert soup_of(page).select(f"a[href='{world.url('report', OCTOBER)}']")
        world.submit()
        page = log_in(client, world.owner).get(reverse("start"))
        assert "1 venter på, at du godkender den." in text_of(page)
        assert soup_of(page).select(f"a[href='{reverse('implementation:reports')}']")


@pytest.mark.parametrize(
    ("team_role", "leads"), [(TeamRole.STAFF, True), (TeamRole.LEADER, True), (TeamRole.ASSOCIATE, False)]
)
def test_ones_own_course_leads_staff_and_leaders_to_the_teams_reports(
    client: Client, world: World, team_role: TeamRole, leads: bool
) -> None:
    person = factories.participant(world.team, team_role=team_role).user
    page = log_in(client, person).get(reverse("courses:my_course"))
    assert bool(soup_of(page).select(f"a[href='{world.url('report_list')}']")) is leads


@pytest.mark.parametrize(("who", "leads"), [("leader", True), ("owner", True), ("supervisor", False)])
def test_the_teams_page_leads_who_reads_reports_to_them(client: Client, world: World, who: str, leads: bool) -> None:
    page = log_in(client, getattr(world, who)).get(reverse("courses:team", args=[world.team.pk]))
    assert bool(soup_of(page).select(f"a[href='{world.url('report_list')}']")) is leads
