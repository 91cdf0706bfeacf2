"""Earlier months go in whole or not at all, as accepted reports; what is wrong is told with row and column."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from courses.parsing import CellError
from courses.tables import ImportFaults, read_table
from implementation.actions.report_import import ChangesDiffer, import_reports
from implementation.enums import MonthMark, ReportState
from implementation.imports.reports import plan_report_import
from implementation.imports.rows import parse_month
from implementation.models import ActivityReport
from implementation.team_reports import reports_of, reports_of_teams
from supervision.enums import Source
from tests import factories
from tests.implementation import world as worlds
from tests.implementation.world import OCTOBER, SEPTEMBER, TODAY, World, log_in, soup_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from django.http import HttpResponse
    from django.test import Client

    from courses.models import Team
    from implementation.imports.reports import ReportChanges

pytestmark = pytest.mark.django_db
HEADERS = "Måned;Henvendelser;Personer første gang;Indskrevne;Konsulentopgaver;Forældregruppeforløb"
ROWS = ("2024-09;20;6;2;3;0", "2024-10;11;4;1;0;1")
NUMBER = f"0101{90}{1234}"


@pytest.fixture(autouse=True)
def _on_a_day() -> Iterator[None]:
    with time_machine.travel(factories.moment(TODAY, 12), tick=False):
        yield


@pytest.fixture
def world() -> World:
    return World()


def file_of(*rows: str, headers: str = HEADERS) -> bytes:
    return "\n".join([headers, *rows]).encode()


def load(world: World, *rows: str, teams: list[Team] | None = None, headers: str = HEADERS) -> ReportChanges:
    table = read_table(file_of(*rows, headers=headers), "a.csv")
    return import_reports(table=table, teams=teams or [world.team], by=world.owner)


def faults(world: World, *rows: str, teams: list[Team] | None = None, headers: str = HEADERS) -> list[str]:
    with pytest.raises(ImportFaults) as found:
        load(world, *rows, teams=teams, headers=headers)
    return found.value.sentences


def test_a_row_a_month_becomes_an_accepted_report(world: World) -> None:
    assert load(world, *ROWS).summary == "2 måneder: 2 nye, 0 uændrede."
    first, second = ActivityReport.objects.order_by("month")
    assert (first.month, first.figures) == (SEPTEMBER, worlds.FIGURES)
    assert (second.month, second.contacts, second.parent_courses) == (OCTOBER, 11, 1)
    assert (first.status, first.source, first.submitted_by) == (ReportState.ACCEPTED, Source.IMPORT, world.owner)
    assert [event.state for event in first.events.all()] == ["submitted", "accepted"]
    assert {one.mark for one in reports_of(world.team, on=TODAY).months[:2]} == {MonthMark.IMPORTED}


def test_the_same_list_once_more_changes_nothing(world: World) -> None:
    load(world, *ROWS)
    changes = load(world, *ROWS)
    assert (changes.new, changes.unchanged) == ((), 2)
    assert ActivityReport.objects.count() == 2


def test_a_workbook_with_dates_and_numbers_and_the_products_own_headers_says_the_same(world: World) -> None:
    workbook = Workbook()
    workbook.active.append(["month", "contacts", "new_persons", "enrolled", "consultant_tasks", "parent_courses"])
    workbook.active.append([date(2024, 9, 1), 20, 6, 2, 3, 0])
    file = io.BytesIO()
    workbook.save(file)
    table = read_table(file.getvalue(), "a.xlsx")
    import_reports(table=table, teams=[world.team], by=world.owner)
    assert load(world, ROWS[0]).unchanged == 1


@pytest.mark.parametrize(
    "text", ["2024-10", "10/2024", "10-2024", "oktober 2024", "Okt. 2024", "october 2024", "01.10.2024", "2024-10-31"]
)
def test_months_are_read_as_people_write_them(text: str) -> None:
    assert parse_month(text) == OCTOBER


@pytest.mark.parametrize("text", ["", "oktober", "2024", "2024-13", "00/2024", "foo 2024", "31.9.2024"])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(CellError):
        parse_month(text)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("2024-13;20;6;2;3;0", "Række 2, Måned"),
        ("2024-11;20;6;2;3;0", "en måned i forløbet, der er slut"),
        ("2024-08;20;6;2;3;0", "en måned i forløbet, der er slut"),
        ("2024-09;;6;2;3;0", "Række 2, Henvendelser"),
        ("2024-09;20;6;-1;3;0", "et helt tal, 0 eller mere"),
        ("2024-09;20;6;2,5;3;0", "et helt tal, 0 eller mere"),
        ("2024-09;20;6;=1+1;3;0", "en værdi, ikke en formel"),
        (f"2024-09;{NUMBER};6;2;3;0", "CPR-nummer"),
    ],
)
def test_what_is_wrong_is_told_with_row_and_column_and_nothing_is_saved(world: World, row: str, sentence: str) -> None:
    found = " ".join(faults(world, row, ROWS[1]))
    assert sentence in found
    assert NUMBER not in found
    assert not ActivityReport.objects.exists()


def test_all_faults_are_told_in_one_go(world: World) -> None:
    assert len(faults(world, "2024-13;20;6;2;3;0", "2024-09;x;6;2;3;0", "2024-09;20;6;2;3;0")) == 3


def test_a_month_twice_a_column_that_is_missing_and_another_figure_than_stands_are_faults(world: World) -> None:
    assert "række 2 har den også" in faults(world, ROWS[0], ROWS[0])[0]
    assert "Indskrevne" in faults(world, "2024-09;20", headers="Måned;Henvendelser")[1]
    world.submit(SEPTEMBER)
    assert faults(world, "2024-09;21;6;2;3;0") == [
        "Række 2, Henvendelser: “21” – forventet: 20, som i den oversigt, der er indsendt."
    ]


def test_a_month_that_the_team_has_begun_is_left_to_the_team(world: World) -> None:
    world.save()
    assert "påbegyndt" in faults(world, ROWS[1])[0]


def test_a_list_of_several_teams_names_them(world: World) -> None:
    other = factories.team(world.cohort, municipalities=["Tønder"])
    teams = [world.team, other]
    load(world, "Tønder;" + ROWS[0], "Hjørring Kommune;" + ROWS[0], teams=teams, headers=f"Team;{HEADERS}")
    assert {report.team for report in ActivityReport.objects.all()} == {world.team, other}
    assert "Team" in faults(world, ROWS[1], teams=teams)[0]
    assert "Hjørring, Tønder" in faults(world, "Ærø;" + ROWS[1], teams=teams, headers=f"Team;{HEADERS}")[0]


@pytest.mark.parametrize("who", ["staff", "leader", "supervisor"])
def test_only_the_model_owner_imports(world: World, who: str) -> None:
    table = read_table(file_of(*ROWS), "a.csv")
    with pytest.raises(PermissionDenied):
        import_reports(table=table, teams=[world.team], by=getattr(world, who))


def test_what_was_shown_is_what_is_saved(world: World) -> None:
    table = read_table(file_of(*ROWS), "a.csv")
    shown = plan_report_import(table, reports_of_teams([world.team], on=TODAY))
    world.submit(SEPTEMBER)
    with pytest.raises(ChangesDiffer):
        import_reports(table=table, teams=[world.team], by=world.owner, fingerprint=shown.fingerprint)
    assert ActivityReport.objects.count() == 1


# -- in the browser and on the command line ---------------------------------------------------------------------------


def upload(client: Client, world: World, *rows: str) -> HttpResponse:
    file = SimpleUploadedFile("a.csv", file_of(*rows))
    return log_in(client, world.owner).post(world.url("report_import"), {"file": file})


def test_the_file_is_shown_before_it_is_saved(client: Client, world: World) -> None:
    preview = upload(client, world, *ROWS)
    assert preview.status_code == 200
    assert "september 2024 20 6 2 3 0" in text_of(preview, "tbody")
    assert not ActivityReport.objects.exists()
    signed = str(soup_of(preview).select_one("[name=signed]")["value"])  # type: ignore[index]
    response = client.post(world.url("report_import_confirm"), {"signed": signed})
    assert (response.status_code, response["Location"]) == (302, world.url("report_list"))
    assert ActivityReport.objects.count() == 2


def test_faults_are_listed_on_the_page(client: Client, world: World) -> None:
    response = upload(client, world, "2024-13;20;6;2;3;0")
    assert response.status_code == 422
    assert "Række 2, Måned" in text_of(response)


def run(tmp_path: Path, world: World, **options: object) -> str:
    path, out = tmp_path / "a.csv", io.StringIO()
    path.write_bytes(file_of(*ROWS))
    call_command("import_reports", str(path), cohort="H2024", by=world.owner.email, stdout=out, **options)
    return out.getvalue()


def test_the_command_imports_and_its_dry_run_does_not(world: World, tmp_path: Path) -> None:
    assert "2 måneder: 2 nye" in run(tmp_path, world, dry_run=True)
    assert not ActivityReport.objects.exists()
    run(tmp_path, world, team="hjørring")
    assert ActivityReport.objects.count() == 2
    with pytest.raises(CommandError):
        run(tmp_path, world, team="Ærø")
