"""The reports of all teams: what waits for the model owner first, a page at a time, in a constant number of queries."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.urls import reverse

from courses.enums import CohortState, TeamRole
from implementation.actions.reports import submit_report
from implementation.report_overview import latest_months
from tests import factories
from tests.implementation.world import FIGURES, OCTOBER, TODAY, World, log_in, soup_of, text_of
from tests.people.queries import queries_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from courses.models import Cohort, Team

pytestmark = pytest.mark.django_db
URL = "/implementation/"


@pytest.fixture(autouse=True)
def _on_a_day() -> Iterator[None]:
    with time_machine.travel(factories.moment(TODAY, 12), tick=False):
        yield


@pytest.fixture
def world() -> World:
    return World()


def team_with_reports(cohort: Cohort, name: str, *months: date) -> Team:
    team = factories.team(cohort, name=name)
    leader = factories.participant(team, team_role=TeamRole.LEADER).user
    for month in months:
        submit_report(team=team, month=month, figures=FIGURES, by=leader, at=factories.moment(TODAY))
    return team


def rows(client: Client, query: str = "") -> list[str]:
    return [" ".join(row.get_text(" ").split()) for row in soup_of(client.get(URL + query)).select("tbody tr")]


def test_the_address_is_the_apps_own() -> None:
    assert reverse("implementation:reports") == URL


def test_teams_with_something_that_waits_stand_first_and_the_rest_by_name(client: Client, world: World) -> None:
    team_with_reports(world.cohort, "Aabenraa")
    team_with_reports(world.cohort, "Tønder", OCTOBER)
    world.submit(OCTOBER)
    world.accept(OCTOBER)
    found = rows(log_in(client, world.owner))
    assert [row.split()[0] for row in found] == ["Tønder", "Aabenraa", "Hjørring"]
    assert found[0].startswith("Tønder H2024 oktober 2024 ")
    assert found[0].endswith("1 af 2 1")
    assert "oktober 2024: Indsendt til tiden" in found[2]
    assert "september 2024: Mangler" in found[2]


def test_what_waits_leads_to_its_report(client: Client, world: World) -> None:
    world.submit(OCTOBER)
    page = soup_of(log_in(client, world.owner).get(URL))
    assert [link["href"] for link in page.select("a.waiting")] == [world.url("report", OCTOBER)]


def test_the_twelve_months_that_are_over_are_shown() -> None:
    months = latest_months(date(2025, 1, 31))
    assert (months[0], months[-1], len(months)) == (date(2024, 1, 1), date(2024, 12, 1), 12)


def test_a_cohort_can_be_chosen_and_what_is_closed_or_not_begun_is_left_out_otherwise(
    client: Client, world: World
) -> None:
    for code, state, start in [
        ("H2020", CohortState.CLOSED, date(2020, 9, 1)),
        ("H2025", CohortState.PUBLISHED, date(2025, 9, 1)),
        ("H2024B", CohortState.DRAFT, date(2024, 9, 1)),
    ]:
        cohort = factories.cohort(programme=world.programme, code=code, start_date=start, state=state)
        factories.team(cohort, name=f"Team {code}")
    log_in(client, world.owner)
    assert [row.split()[0] for row in rows(client)] == ["Hjørring"]
    assert rows(client, "?cohort=H2020")[0].startswith("Team H2020")
    assert len(rows(client, "?cohort=H1900")) == 1


def test_another_model_owners_teams_are_not_there(client: Client, world: World) -> None:
    cohort = factories.cohort(start_date=date(2024, 9, 2), code="ELSE")
    factories.team(cohort, name="Et andet sted")
    page = log_in(client, world.owner).get(URL)
    assert "Et andet sted" not in text_of(page)
    assert "ELSE" not in text_of(page)


@pytest.mark.parametrize("who", ["staff", "leader", "associate", "supervisor"])
def test_only_the_model_owner_sees_all_teams(client: Client, world: World, who: str) -> None:
    assert log_in(client, getattr(world, who)).get(URL).status_code == 403


def test_where_nobody_reports_the_page_says_when_they_will(client: Client) -> None:
    owner = factories.model_owner(factories.programme())
    assert "Ingen teams indberetter endnu" in text_of(log_in(client, owner).get(URL), ".empty")


def test_98_teams_stand_on_four_pages_and_a_page_takes_as_many_queries_as_one_team(
    client: Client, world: World
) -> None:
    log_in(client, world.owner)
    one = queries_of(client, URL)
    for number in range(96):
        factories.team(world.cohort, name=f"Team {number:02}")
    team_with_reports(world.cohort, "Team 97", OCTOBER)
    assert queries_of(client, URL) == one
    assert rows(client)[0].startswith("Team 97")
    assert len(rows(client)) == 25
    assert len(rows(client, "?page=4")) == 23
