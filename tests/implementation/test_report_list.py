"""All months of a team on one page: the map, the targets of the year, the files, the pauses."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

import pytest
import time_machine
from openpyxl import load_workbook

from implementation.models import TeamPause
from tests import factories
from tests.implementation.world import OCTOBER, SEPTEMBER, TODAY, World, log_in, soup_of, text_of
from tests.people.queries import queries_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse
    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_a_day() -> Iterator[None]:
    with time_machine.travel(factories.moment(TODAY, 12), tick=False):
        yield


@pytest.fixture
def world() -> World:
    return World()


def months_on(page: HttpResponse) -> list[str]:
    return [" ".join(cell.get_text(" ").split()) for cell in soup_of(page).select(".month-map td")]


def test_every_month_stands_on_the_map_with_a_sign_and_words_and_leads_to_its_report(
    client: Client, world: World
) -> None:
    world.submit(SEPTEMBER, on=date(2024, 10, 11))
    world.submit(OCTOBER)
    page = log_in(client, world.staff).get(world.url("report_list"))
    months = months_on(page)
    assert len(months) == 24
    assert months[:3] == [
        "+ Sept 2024 Indsendt for sent",
        "✓ Okt 2024 Indsendt til tiden",
        "○ Nov 2024 Fristen er ikke nået",
    ]
    links = [str(link["href"]) for link in soup_of(page).select(".month-map a")]
    assert links[1] == world.url("report", OCTOBER)
    assert "2 af 2 oversigter er indsendt, 0 mangler." in text_of(page)


def test_a_month_that_is_missing_says_so_and_the_next_one_to_write_stands_first(client: Client, world: World) -> None:
    page = log_in(client, world.leader).get(world.url("report_list"))
    assert months_on(page)[0] == "✗ Sept 2024 Mangler"
    # September's lock has come on 30 October; October can still be written.
    assert "Oversigten for oktober 2024 har frist den 10. november 2024 (om 5 dage)." in text_of(page, ".notice")
    button = soup_of(page).select_one(".head .actions a")
    assert button is not None
    assert button["href"] == world.url("report", OCTOBER)


def test_the_targets_of_the_year_stand_in_numbers_beside_their_bars(client: Client, world: World) -> None:
    world.submit(SEPTEMBER)
    world.submit(OCTOBER)
    page = log_in(client, world.owner).get(world.url("report_list"))
    rows = [" ".join(row.get_text(" ").split()) for row in soup_of(page).select(".targets tbody tr")]
    assert rows == [
        "Unge indskrevet i behandling 4 4,3 24 2 Bagud",
        "Personer i anonym rådgivning for første gang i år 12 13,6 75 6,4 Bagud",
        "Forældregruppeforløb 0 0,4 2 0,2 Bagud",
        "Konsulentopgaver 6 6,5 36 3,1 Bagud",
    ]
    lengths = [rect["width"] for rect in soup_of(page).select(".targets rect")]
    assert lengths == ["166", "160", "0", "166"]
    assert "Teamets medarbejdere havde 3 årsværk den 5. november 2024." in text_of(page, ".targets")


def test_the_minimum_follows_the_staffing_of_the_day(client: Client, world: World) -> None:
    person = factories.participant(world.team, joined_on=date(2024, 10, 1), fte="1.5")
    minimum = soup_of(log_in(client, world.owner).get(world.url("report_list"))).select_one(
        ".targets tbody tr td:nth-of-type(4)"
    )
    assert minimum is not None
    assert minimum.get_text(strip=True) == "36"
    person.left_on = TODAY
    person.save()
    assert "havde 3 årsværk" in text_of(client.get(world.url("report_list")), ".targets")


def test_only_what_is_handed_in_counts(client: Client, world: World) -> None:
    world.save(OCTOBER)
    page = log_in(client, world.owner).get(world.url("report_list"))
    assert {cell.get_text(strip=True) for cell in soup_of(page).select(".targets tbody td:nth-of-type(2)")} == {"0"}


def test_staffing_that_nobody_knows_is_said(client: Client) -> None:
    team = factories.team()
    person = factories.participant(team).user
    world = World()
    world.team = team
    page = log_in(client, person).get(world.url("report_list"))
    assert "Medarbejdernes årsværk kendes ikke" in text_of(page, ".targets")


def test_the_figures_leave_as_a_file_with_a_row_per_month(client: Client, world: World) -> None:
    world.submit(SEPTEMBER, on=date(2024, 10, 11))
    world.save(OCTOBER, contacts=5)
    log_in(client, world.leader)
    response = client.get(world.url("report_export"))
    assert response["Content-Disposition"] == f'attachment; filename="H2024-{world.team.pk}-reports.csv"'
    rows = list(csv.reader(io.StringIO(response.content.decode())))
    assert rows[0] == [
        "month",
        "state",
        "timely",
        "contacts",
        "new_persons",
        "enrolled",
        "consultant_tasks",
        "parent_courses",
        "submitted_at",
    ]
    assert rows[1] == ["2024-09", "submitted", "false", "20", "6", "2", "3", "0", "2024-10-11T09:00:00+02:00"]
    assert rows[2] == ["2024-10", "draft", "", "5", "", "", "", "", ""]
    assert rows[3] == ["2024-11", "expected", "", "", "", "", "", "", ""]
    assert len(rows) == 25
    sheet = load_workbook(io.BytesIO(client.get(world.url("report_export") + "?format=xlsx").content)).active
    assert [cell.value for cell in sheet[2]][:4] == ["2024-09", "submitted", "false", 20]
    assert client.get(world.url("report_export") + "?format=pdf").status_code == 404


@pytest.mark.parametrize("name", ["report_list", "report_export"])
def test_who_may_not_read_reports_sees_neither_list_nor_file(client: Client, world: World, name: str) -> None:
    for person in (world.associate, world.supervisor):
        assert log_in(client, person).get(world.url(name)).status_code == 403
    stranger = factories.participant(factories.team(municipalities=["Tønder"])).user
    assert log_in(client, stranger).get(world.url(name)).status_code == 404


# -- pauses -----------------------------------------------------------------------------------------------------------


def test_the_model_owner_pauses_the_team_and_lets_it_go_on(client: Client, world: World) -> None:
    log_in(client, world.owner)
    sent = {"since": "1/10-2024", "until": "", "reason": "Lederen er stoppet"}
    assert client.post(world.url("team_pause"), sent).status_code == 302
    page = client.get(world.url("report_list"))
    assert "På pause siden 1. oktober 2024 Lederen er stoppet" in text_of(page)
    assert months_on(page)[1] == "– Okt 2024 Forventes ikke"
    assert client.post(world.url("team_resume"), {"until": "15/10-2024"}).status_code == 302
    assert TeamPause.objects.get().until == date(2024, 10, 15)
    assert months_on(client.get(world.url("report_list")))[1] == "○ Okt 2024 Fristen er ikke nået"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"since": "i går"}, "Indtast en gyldig dato"),
        ({"reason": ""}, "Dette felt er påkrævet"),
        ({"until": "2024-10-01"}, "Pausen kan ikke slutte, før den begynder."),
    ],
)
def test_what_is_wrong_with_a_pause_is_told(
    client: Client, world: World, fields: dict[str, str], sentence: str
) -> None:
    sent = {"since": "2024-10-01", "until": "", "reason": "Lederen er stoppet"} | fields
    response = log_in(client, world.owner).post(world.url("team_pause"), sent)
    assert response.status_code == 422
    assert sentence in text_of(response, "form")


def test_a_team_that_works_cannot_go_on(client: Client, world: World) -> None:
    response = log_in(client, world.owner).post(world.url("team_resume"), {"until": "2024-10-01"})
    assert response.status_code == 422
    assert "Teamet er ikke på pause." in text_of(response)


def test_the_team_reads_its_pauses_and_does_not_decide_them(client: Client, world: World) -> None:
    TeamPause.objects.create(team=world.team, since=OCTOBER, reason="Flytter", by=world.owner)
    page = log_in(client, world.leader).get(world.url("report_list"))
    assert "Flytter" in text_of(page)
    assert not soup_of(page).select(f"a[href='{world.url('team_resume')}']")
    for name in ("team_pause", "team_resume"):
        assert client.get(world.url(name)).status_code == 403


def test_the_page_takes_as_many_queries_for_many_months_and_staff_as_for_one(client: Client, world: World) -> None:
    world.submit(SEPTEMBER)
    log_in(client, world.owner)
    one = queries_of(client, world.url("report_list"))
    world.submit(OCTOBER)
    for number in range(4):
        factories.participant(world.team, fte="0.5")
        day = date(2025, number + 1, 1)
        TeamPause.objects.create(
            team=world.team, since=day, until=date(2025, number + 1, 5), reason="x", by=world.owner
        )
    assert queries_of(client, world.url("report_list")) == one
