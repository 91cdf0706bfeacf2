"""A list of earlier supervisions with faults is refused whole; each fault is told, and no CPR number is shown."""

from __future__ import annotations

import io
import logging
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from auditlog.models import LogEntry
from django.core.management import CommandError, call_command
from django.utils import timezone

from courses.models import Session
from courses.tables import ImportFaults, TableFault, read_table
from supervision.actions.records import open_draft
from supervision.enums import HeldAt
from supervision.imports.records import plan_record_import
from supervision.models import Rating, Record
from tests import factories
from tests.supervision import factories as made
from tests.supervision.earlier import HEADERS, HELD, Earlier, as_workbook, text_of

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
ROW = "01.10.2024;Lolland;180;lokalt;solveig@example.dk;3;4;;2;5;Svært at nå forældrene"
DATE, SERIAL = "0101" + "90", "12" + "34"
FAULT = tuple[int | None, str, str, str]


@pytest.fixture
def earlier() -> Earlier:
    return Earlier().with_form()


def faults(earlier: Earlier, *rows: str, **options: Any) -> list[FAULT]:
    """The faults of the list, of which nothing was written."""
    before = [list(model.objects.order_by("pk").values_list()) for model in (Session, Record, Rating, LogEntry)]
    with pytest.raises(ImportFaults) as found:
        earlier.load(*rows, **options)
    assert [list(model.objects.order_by("pk").values_list()) for model in (Session, Record, Rating, LogEntry)] == before
    return [(fault.row, fault.column, fault.value, fault.expected) for fault in found.value.faults]


START = "01.10.2024;Lolland;180;lokalt;Solveig Holm"
TEAM = "one of the cohort's teams (Lolland, Tønder + Hjørring)"
MINUTES = "how long it lasted, such as 180, 3 t or 2:30"
PLACE = "lokalt, hos modelejer or online (local, model owner, online)"
SUPERVISOR = "a supervisor of the programme, by e-mail or name"
SCORE = "a score from 1 to 5, or nothing"


@pytest.mark.parametrize(
    ("row", "column", "value", "expected"),
    [
        (START.replace("01.10.2024", "engang"), "Dato", "engang", "a date such as 24.12.2026"),
        (START.replace("01.10.2024", ""), "Dato", "", "a date such as 24.12.2026"),
        (START.replace("01.10.2024", "=A1"), "Dato", "=A1", "a value, not a formula"),
        (START.replace("Lolland", "Odense"), "Team", "Odense", TEAM),
        (START.replace("Lolland", ""), "Team", "", TEAM),
        (START.replace("180", "længe"), "Minutter", "længe", MINUTES),
        (START.replace("180", ""), "Minutter", "", MINUTES),
        (START.replace("180", "0"), "Minutter", "0", MINUTES),
        (START.replace("180", "721"), "Minutter", "721", "at most 720 minutes"),
        (START.replace("lokalt", "ude"), "Sted", "ude", PLACE),
        (START.replace("lokalt", ""), "Sted", "", PLACE),
        (START.replace("Solveig Holm", "Ukendt"), "Supervisor", "Ukendt", SUPERVISOR),
        (START.replace("Solveig Holm", ""), "Supervisor", "", SUPERVISOR),
        (f"{START};6", "A", "6", SCORE),
        (f"{START};;;;;middel", "E", "middel", SCORE),
    ],
)
def test_a_cell_that_means_nothing(earlier: Earlier, row: str, column: str, value: str, expected: str) -> None:
    assert faults(earlier, row) == [(2, column, value, expected)]


def test_a_note_that_the_record_has_no_room_for(earlier: Earlier) -> None:
    ((row, column, _value, expected),) = faults(earlier, f"{ROW};"[:-1] + "a" * 10_000)
    assert (row, column, expected) == (2, "Note", "at most 10000 characters")


def test_dates_outside_the_cohorts_time_and_in_the_future(earlier: Earlier) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    found = faults(earlier, ROW.replace("01.10.2024", "01.09.2024"), ROW.replace("01.10.2024", tomorrow.isoformat()))
    assert [fault[:3] for fault in found] == [(2, "Dato", "01.09.2024"), (3, "Dato", tomorrow.isoformat())]
    assert found[0][3].startswith("a date between 2 September 2024 and ")


def test_what_is_not_over_yet_today(earlier: Earlier) -> None:
    row = ROW.replace("01.10.2024", "01.10.2025")
    morning = factories.moment(date(2025, 10, 1), 11)
    assert faults(earlier, row, at=morning) == [(2, "Dato", "01.10.2025", "a supervision that is over")]
    made.supervision(earlier.lolland, starts_at=morning, on=date(2025, 10, 1), ends_at=morning + timedelta(hours=3))
    assert faults(earlier, row, at=morning + timedelta(hours=2)) == [
        (2, "Dato", "01.10.2025", "a supervision that is over")
    ]


def test_the_same_team_twice_on_a_date(earlier: Earlier) -> None:
    found = faults(earlier, ROW, ROW.replace("01.10.2024", "1/10-2024"), ROW.replace("Lolland", "Tønder"))
    assert found == [(3, "Dato", "1/10-2024", "each team once on a date; row 2 has them too")]


def test_two_supervisions_of_the_team_in_the_plan_of_that_date(earlier: Earlier) -> None:
    for code in ("SUP1", "SUP2"):
        made.supervision(earlier.lolland, code=code, on=HELD)
    assert faults(earlier, ROW) == [
        (2, "Dato", "01.10.2024", "a date with one supervision of the team, and not SUP1, SUP2")
    ]


def test_a_supervision_whose_record_has_been_begun(earlier: Earlier) -> None:
    open_draft(session=made.supervision(earlier.lolland, on=HELD), by=earlier.supervisor)
    assert faults(earlier, ROW) == [
        (2, "Dato", "01.10.2024", "a supervision without a record; that of SUP1 has been begun")
    ]


def test_what_a_signed_record_says_otherwise(earlier: Earlier) -> None:
    form = earlier.cohort.programme.follow_up_forms.get()
    record = made.record(
        made.supervision(earlier.lolland, on=HELD),
        by=earlier.former,
        form=form,
        scores={"A": 2, "B": 4},
        held_at=HeldAt.ONLINE,
        challenges="Noget andet",
    )
    end = "as in the record of SUP1, which is signed and not changed"
    assert faults(earlier, ROW) == [
        (2, "Sted", "lokalt", f"Online, {end}"),
        (2, "Supervisor", "solveig@example.dk", f"Knud Former, {end}"),
        (2, "A", "3", f"2, {end}"),
        (2, "D", "2", f"nothing, {end}"),
        (2, "E", "5", f"nothing, {end}"),
        (2, "Note", "Svært at nå forældrene", f"the text that stands there, {end}"),
    ]
    assert record.challenges == "Noget andet"


def test_several_supervisors_of_one_name_are_told_apart_by_their_e_mail(earlier: Earlier) -> None:
    factories.supervisor(earlier.shared, user=factories.user(name="Solveig  holm"))
    row = ROW.replace("solveig@example.dk", "Solveig Holm")
    assert faults(earlier, row) == [
        (2, "Supervisor", "Solveig Holm", "the e-mail, as several supervisors are called so")
    ]
    assert earlier.plan(ROW).new


def test_somebody_who_supervises_another_model_is_no_supervisor_here(earlier: Earlier) -> None:
    elsewhere = factories.team(factories.cohort(programme=factories.programme()))
    factories.supervisor(elsewhere, user=factories.user(email="andre@example.dk"))
    factories.participant(earlier.lolland, user=factories.user(email="ida@example.dk"))
    rows = [ROW.replace("solveig", name) for name in ("andre", "ida")]
    assert [fault[:3] for fault in faults(earlier, rows[0], rows[1].replace("01.10", "02.10"))] == [
        (2, "Supervisor", "andre@example.dk"),
        (3, "Supervisor", "ida@example.dk"),
    ]


def test_columns_that_are_missing(earlier: Earlier) -> None:
    assert faults(earlier, "01.10.2024;3", headers="Dato;A") == [
        (1, name, "", "a column with this header") for name in ("Team", "Minutter", "Sted", "Supervisor")
    ]


def test_columns_that_mean_the_same(earlier: Earlier) -> None:
    with pytest.raises(TableFault, match='The columns "Team" and "Kommune" mean the same'):
        earlier.plan("01.10.2024;Lolland;Lolland", headers="Dato;Team;Kommune")


def test_a_column_of_a_theme_that_the_form_has_not() -> None:
    earlier = Earlier().with_form("ABC")
    expected = "a theme of the follow-up form in force (A, B, C)"
    assert faults(earlier, ROW) == [(1, "D", "D", expected), (1, "E", "E", expected)]


def test_scores_without_a_form() -> None:
    earlier = Earlier()
    expected = "nothing: the programme has no follow-up form yet. Publish one first"
    assert faults(earlier, ROW) == [(1, key, key, expected) for key in "ABDE"]


def test_unknown_columns_are_named_and_left_alone(earlier: Earlier) -> None:
    warnings = earlier.plan(f"{ROW};ja", headers=f"{HEADERS};Kaffe").warnings
    assert warnings == ("The column “Kaffe” is not known and was left alone.",)


def test_all_faults_are_told_in_one_go_in_the_order_of_the_rows(earlier: Earlier) -> None:
    found = faults(
        earlier,
        "01.10.2024;Lolland;180;ude;Ukendt;9;;;;;",
        ROW,
        "02.10.2024;Odense;=1;lokalt;Solveig Holm;;;;;;",
    )
    assert [fault[:2] for fault in found] == [
        (2, "Sted"),
        (2, "Supervisor"),
        (2, "A"),
        (3, "Dato"),
        (4, "Minutter"),
        (4, "Team"),
    ]


@pytest.mark.parametrize("number", [f"{DATE}-{SERIAL}", f"{DATE}{SERIAL}", f"01.01.90 – {SERIAL}"])
@pytest.mark.parametrize("column", [0, 1, 2, 3, 4, 5, 10, 11])
def test_a_cpr_number_is_refused_wherever_it_stands_and_never_shown(
    earlier: Earlier, caplog: pytest.LogCaptureFixture, tmp_path: Path, number: str, column: int
) -> None:
    cells = [*ROW.split(";"), "ukendt kolonne"]
    cells[column] = f"Født {number}, flyttet"
    path = tmp_path / "liste.csv"
    path.write_bytes(text_of(";".join(cells), headers=f"{HEADERS};Andet"))
    with caplog.at_level(logging.DEBUG), pytest.raises(CommandError) as refusal:
        call_command("import_supervisions", str(path), cohort="H2024", by=earlier.owner.email, stdout=io.StringIO())
    header = [*HEADERS.split(";"), "Andet"][column]
    expected = f'Row 2, {header}: "••••••-••••" – expected a text without anything that looks like a CPR number.'
    assert str(refusal.value) == expected
    assert SERIAL not in caplog.text
    assert not Record.objects.exists()


def test_a_cpr_number_as_a_header_is_not_shown_either(earlier: Earlier) -> None:
    with pytest.raises(ImportFaults) as found:
        earlier.load(f"{ROW};x", headers=f"{HEADERS};{DATE}-{SERIAL}")
    said = 'Row 1, ••••••-••••: "••••••-••••" – expected a text without anything that looks like a CPR number.'
    assert str(found.value) == said


def test_a_cpr_number_that_a_workbook_takes_for_a_number_has_lost_its_zero_and_is_found(earlier: Earlier) -> None:
    row = (HELD, "Lolland", 180, "lokalt", "Solveig Holm", *[None] * 5, int(DATE + SERIAL))
    with pytest.raises(ImportFaults, match=r"Row 2, Note: .••••••-••••. – expected a text without"):
        plan_record_import(read_table(as_workbook(row), "a.xlsx"), earlier.cohort, at=timezone.now())
