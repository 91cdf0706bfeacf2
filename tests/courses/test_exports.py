"""The lists that leave the product: columns, moments, formats, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from courses.enums import ActivityKind, AttendanceStatus, Audience, SessionState, TeamRole
from courses.exports import PLAN_COLUMNS, attendance_rows, plan_rows
from courses.tables import write_csv
from tests import factories

if TYPE_CHECKING:
    from pathlib import Path

    from courses.models import Cohort, Team

pytestmark = pytest.mark.django_db
HEADER = (
    "name,email,team,role,planned_minutes,held_minutes,credited_minutes,pending_minutes,remaining_minutes,"
    "percent_of_held,percent_of_plan,percent_reachable,standing"
)


def summer_cohort() -> tuple[Cohort, Team]:
    """Held on 30 June 2026, the last day but one of two; the second comes in July."""
    cohort = factories.cohort(code="H2024", start_date=date(2026, 6, 1))
    team = factories.team(cohort, municipalities=["Tønder"])
    factories.session(cohort, code="UDD1", on=date(2026, 6, 30), minutes=420)
    factories.session(cohort, code="UDD2", on=date(2026, 7, 31), minutes=420)
    return cohort, team


def member(team: Team, name: str, minutes: int | None = None, *, email: str = "", **fields: Any) -> None:
    person = factories.user(name=name, email=email)
    participant = factories.participant(team, user=person, **fields)
    if minutes is not None:
        factories.attendance(participant, team.cohort.sessions.get(code="UDD1"), minutes=minutes)


def export(**options: Any) -> str:
    out = io.StringIO()
    call_command("export_attendance", cohort="H2024", stdout=out, **options)
    return out.getvalue()


def test_the_columns_and_figures_are_those_of_the_design() -> None:
    _cohort, team = summer_cohort()
    member(team, "Åse Bo", 301, email="aase@example.dk")
    text = export(at="2026-06-30")
    assert text.splitlines() == [
        HEADER,
        "Åse Bo,aase@example.dk,Tønder,staff,840,420,301,0,420,71.7,35.8,85.8,at_risk",
    ]
    assert text.endswith("\n")


def test_shares_of_nothing_are_empty() -> None:
    _cohort, team = summer_cohort()
    member(team, "Ida")
    member(team, "Makker", team_role=TeamRole.ASSOCIATE)
    rows = list(csv.DictReader(io.StringIO(export(at="2026-06-30", all=True))))
    shares = ("percent_of_held", "percent_of_plan", "percent_reachable", "pending_minutes", "standing")
    assert [tuple(row[key] for key in shares) for row in rows] == [
        ("", "0.0", "100.0", "420", "at_risk"),
        ("", "", "", "0", "no_plan"),
    ]


def test_a_half_is_rounded_up() -> None:
    cohort = factories.cohort(code="H2024")
    team = factories.team(cohort)
    factories.session(cohort, code="UDD1", minutes=2000)
    member(team, "Half", 1601)
    (row,) = csv.DictReader(io.StringIO(export()))
    assert (row["percent_of_plan"], row["standing"]) == ("80.1", "earned")


def test_only_staff_stand_there_unless_all_are_asked_for() -> None:
    _cohort, team = summer_cohort()
    for role in TeamRole:
        member(team, f"En {role}", team_role=role)
    assert [row["role"] for row in csv.DictReader(io.StringIO(export()))] == ["staff"]
    everybody = [row["role"] for row in csv.DictReader(io.StringIO(export(all=True)))]
    assert everybody == ["associate", "leader", "staff"]


def test_a_date_means_the_end_of_that_day_in_copenhagen() -> None:
    cohort, team = summer_cohort()
    member(team, "Ida")
    last_minute = factories.moment(date(2026, 6, 30), 23, 0)
    factories.session(cohort, code="SUP1", starts_at=last_minute, minutes=59, kind=ActivityKind.SUPERVISION)
    midnight = factories.moment(date(2026, 6, 30), 23, 30)
    factories.session(cohort, code="SUP2", starts_at=midnight, minutes=30, kind=ActivityKind.SUPERVISION)
    held = [next(csv.DictReader(io.StringIO(export(at=at))))["held_minutes"] for at in ("2026-06-29", "30.06.2026")]
    assert held == ["0", "479"]
    (row,) = csv.DictReader(io.StringIO(export(at="2026-07-01")))
    assert row["held_minutes"] == "509"


def test_a_participant_has_left_from_the_left_date_on() -> None:
    _cohort, team = summer_cohort()
    member(team, "Ida", left_on=date(2026, 7, 1))
    standings = [next(csv.DictReader(io.StringIO(export(at=at))))["standing"] for at in ("2026-06-30", "2026-07-01")]
    assert standings == ["at_risk", "left"]


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("at", ["31.06.2026", "yesterday", "2026-13-01"])
def test_a_date_that_does_not_exist_is_refused(at: str) -> None:
    summer_cohort()
    with pytest.raises(CommandError, match=f"“{at}” is no date: expected a date such as 24.12.2026"):
        export(at=at)


def test_rows_stand_by_team_and_name() -> None:
    cohort, team = summer_cohort()
    first = factories.team(cohort, municipalities=["Lolland"])
    for name, place in (("B", team), ("A A", team), ("C C C", first)):
        member(place, name)
    rows = attendance_rows(cohort, at=timezone.now())
    assert [row[0] for row in rows] == ["C C C", "A A", "B"]


def test_what_a_spreadsheet_would_run_is_neutralised() -> None:
    _cohort, team = summer_cohort()
    for name in ("=1+1", "@SUM(A1)", "+45 12 34 56 78", "-dash", "Bo; =cmd"):
        member(team, name)
    names = [row["name"] for row in csv.DictReader(io.StringIO(export()))]
    assert sorted(names) == ["'+45 12 34 56 78", "'-dash", "'=1+1", "'@SUM(A1)", "Bo; '=cmd"]


def test_the_workbook_holds_the_same(tmp_path: Path) -> None:
    _cohort, team = summer_cohort()
    member(team, "Åse Bo", 301, email="aase@example.dk")
    member(team, "=1+1", 420)
    path = tmp_path / "liste.xlsx"
    assert len(export(at="2026-06-30", format="xlsx", output=str(path)).splitlines()) == 1
    sheet = load_workbook(path).active
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert rows[0] == HEADER.split(",")
    assert rows[1][0] == "'=1+1"
    assert rows[2] == [
        "Åse Bo",
        "aase@example.dk",
        "Tønder",
        "staff",
        840,
        420,
        301,
        0,
        420,
        71.7,
        35.8,
        85.8,
        "at_risk",
    ]
    assert {cell.data_type for cell in sheet["A"]} == {"s"}


def test_the_csv_file_is_utf_8_without_a_mark(tmp_path: Path) -> None:
    _cohort, team = summer_cohort()
    member(team, "Åse", email="aase@example.dk")
    path = tmp_path / "liste.csv"
    export(output=str(path))
    assert path.read_bytes().decode("utf-8").splitlines()[1].startswith("Åse,aase@example.dk,Tønder,staff,")


@pytest.mark.usefixtures("english")
def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    summer_cohort()
    with pytest.raises(CommandError, match="cannot be written"):
        export(output=str(tmp_path / "nowhere" / "list.csv"))


def test_a_terminal_gets_the_bytes_whatever_its_encoding(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    _cohort, team = summer_cohort()
    member(team, "Åse")
    call_command("export_attendance", cohort="H2024")
    assert capsysbinary.readouterr().out.decode("utf-8").splitlines()[1].startswith("Åse,")
    call_command("export_attendance", cohort="H2024", format="xlsx")
    assert capsysbinary.readouterr().out.startswith(b"PK")


def test_the_number_of_queries_does_not_grow_with_the_participants() -> None:
    cohort, team = summer_cohort()
    member(team, "Ida", 100)
    with CaptureQueriesContext(connection) as one:
        attendance_rows(cohort, at=timezone.now(), everybody=True)
    for number in range(12):
        member(team, "B" * (number + 4), number + 1)
    with CaptureQueriesContext(connection) as many:
        attendance_rows(cohort, at=timezone.now(), everybody=True)
    assert len(many) == len(one)


def test_the_plan_stands_in_time_order_with_copenhagens_offset() -> None:
    cohort = factories.cohort()
    team = factories.team(cohort, municipalities=["Tønder"])
    winter, summer = date(2025, 1, 15), date(2024, 9, 4)
    factories.session(
        cohort,
        code="SUP4",
        team=team,
        on=winter,
        minutes=300,
        kind=ActivityKind.EXTENDED_SUPERVISION,
        audience=Audience.STAFF_AND_LEADERS,
        title="Udvidet supervision",
        place="Tønder",
    )
    begins = factories.moment(summer, 9)
    factories.session(
        cohort,
        code="UDD1",
        starts_at=begins,
        ends_at=begins + timedelta(hours=7),
        title="Uddannelsesdag 1",
        counts=False,
        state=SessionState.CANCELLED,
    )
    header, first, second = csv.reader(io.StringIO(write_csv(PLAN_COLUMNS, plan_rows(cohort)).decode()))
    assert ",".join(header) == "code,team,kind,title,starts_at,ends_at,minutes,place,audience,counts,status"
    assert first[:6] == [
        "UDD1",
        "",
        "training_day",
        "Uddannelsesdag 1",
        "2024-09-04T09:00:00+02:00",
        "2024-09-04T16:00:00+02:00",
    ]
    assert first[6:] == ["420", "", "staff", "false", "cancelled"]
    assert second[:4] == ["SUP4", "Tønder", "extended_supervision", "Udvidet supervision"]
    assert second[4:6] == ["2025-01-15T09:00:00+01:00", "2025-01-15T14:00:00+01:00"]
    assert second[6:] == ["300", "Tønder", "staff_and_leaders", "true", "published"]


def test_an_absence_lowers_what_is_reachable() -> None:
    cohort, team = summer_cohort()
    participant = factories.participant(team)
    factories.attendance(participant, cohort.sessions.get(code="UDD1"), status=AttendanceStatus.ABSENT)
    (row,) = attendance_rows(cohort, at=factories.moment(date(2026, 7, 1)))
    assert (str(row[11]), row[12]) == ("50.0", "out_of_reach")
