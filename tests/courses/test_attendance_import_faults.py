"""A register with faults is refused whole: each fault is named with row, column, value and what was expected."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from auditlog.models import LogEntry
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import TestCase
from django.utils import timezone
from openpyxl import Workbook

from courses.enums import SessionState
from courses.imports.attendance import plan_attendance_import
from courses.models import Attendance, MakeUp, Participant, Session
from courses.tables import ImportFaults, read_table
from people.models import User
from tests import factories

if TYPE_CHECKING:
    from courses.models import Cohort

ROOT = Path(__file__).resolve().parents[2]
KEPT = (Attendance, LogEntry, MakeUp, Participant, Session, User)


def digest() -> dict[str, list[Any]]:
    """All that an import could have touched."""
    return {model.__name__: list(model.objects.order_by("pk").values_list()) for model in KEPT}


def small_cohort(code: str = "H2024") -> Cohort:
    """Two teams; UDD1 held by all, SUP1 by one team, and sessions that take no register."""
    cohort = factories.cohort(code=code, programme=factories.programme())
    lolland = factories.team(cohort, municipalities=["Lolland"])
    toender = factories.team(cohort, municipalities=["Tønder"])
    held = factories.day_of_programme(30)
    factories.session(cohort, code="UDD1", on=held, minutes=420)
    factories.session(cohort, code="SUP1", on=held, minutes=180, team=lolland)
    factories.session(cohort, code="UDD2", on=timezone.localdate() + timedelta(days=2))
    factories.session(cohort, code="UDD3", on=held, state=SessionState.CANCELLED)
    factories.session(cohort, code="UDD4", on=held, state=SessionState.DRAFT)
    for email, team, dates in (
        ("ida@example.dk", lolland, {}),
        ("bo@example.dk", toender, {}),
        ("sent@example.dk", lolland, {"joined_on": held + timedelta(days=1)}),
        ("gaaet@example.dk", lolland, {"left_on": held}),
    ):
        person = factories.user(email=email, name=email.split("@")[0].title())
        factories.participant(team, user=person, **dates)
    return cohort


@pytest.mark.usefixtures("english")
class RefusedListTests(TestCase):
    cohort: Cohort

    @classmethod
    def setUpTestData(cls) -> None:
        cls.cohort = small_cohort()
        ida = Participant.objects.get(user__email="ida@example.dk")
        factories.attendance(ida, cls.cohort.sessions.get(code="UDD1"), minutes=60)

    def refused(self, content: str | bytes, name: str = "liste.csv") -> str:
        """What the command says, having changed nothing."""
        before = digest()
        path = Path(self.enterContext(TemporaryDirectory())) / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        with pytest.raises(CommandError) as refusal:
            call_command("import_attendance", str(path), cohort="H2024", stdout=io.StringIO())
        assert refusal.value.returncode == 1
        assert digest() == before
        return str(refusal.value)

    def faults(self, text: str) -> list[tuple[int | None, str, str, str]]:
        """The faults as (row, column, value, expected); the command says the same ones."""
        with pytest.raises(ImportFaults) as found:
            plan_attendance_import(read_table(text.encode(), "liste.csv"), self.cohort, at=timezone.now())
        faults = found.value.faults
        assert self.refused(text).splitlines() == [str(fault) for fault in faults]
        return [(fault.row, fault.column, fault.value, fault.expected) for fault in faults]

    def test_an_empty_file(self) -> None:
        assert self.refused("") == "The file is empty."

    def test_a_list_of_headers_alone(self) -> None:
        assert self.refused("E-mail;UDD1\n") == "The file has a row of headers, but no rows below it."

    def test_a_pdf_named_csv(self) -> None:
        said = self.refused(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "fremmoede.csv")
        assert said.startswith("fremmoede.csv is a PDF, not a table.")

    def test_ten_megabytes_of_noise(self) -> None:
        assert self.refused(os.urandom(10 * 1024 * 1024), "noise.csv") == "noise.csv is larger than 5 MB."

    def test_four_megabytes_of_noise(self) -> None:
        assert self.refused(os.urandom(4 * 1024 * 1024)).startswith("The file is not a table.")

    def test_a_list_without_emails(self) -> None:
        assert self.refused("Navn;UDD1\nIda;x\n") == "There is no column with the participants' e-mails (E-mail)."

    def test_a_list_without_sessions(self) -> None:
        said = self.refused("E-mail;Bemærkning\nida@example.dk;x\n")
        assert said == "There is no column with a session's code, such as INT or UDD1."

    def test_an_unknown_session_code(self) -> None:
        expected = "the code of a session of the cohort, e.g. UDD1"
        assert self.faults("E-mail;UDD1;UDD99;xyz123\nida@example.dk;x;x;x\n") == [
            (1, "UDD99", "UDD99", expected),
            (1, "xyz123", "xyz123", expected),
        ]

    def test_a_module_without_a_number_that_the_cohort_lacks(self) -> None:
        factories.module(factories.step(self.cohort.programme), code="INT")
        ((_row, column, _value, _expected),) = self.faults("E-mail;UDD1;int\nida@example.dk;x;x\n")
        assert column == "int"

    def test_the_same_session_in_two_columns(self) -> None:
        assert self.faults("E-mail;UDD1;UDD 1\nida@example.dk;x;x\n") == [
            (1, "UDD 1", "UDD 1", "each session in one column only")
        ]

    def test_unknown_and_repeated_people(self) -> None:
        text = "Navn;E-mail;UDD1\nIda;ida@example.dk;x\nUkendt;nobody@example.dk;x\n\nIda igen;IDA@example.dk;0\n;;x\n"
        assert self.faults(text) == [
            (3, "E-mail", "nobody@example.dk", "a participant of the cohort"),
            (5, "E-mail", "IDA@example.dk", "each participant in one row only"),
            (6, "E-mail", "", "an e-mail address such as name@municipality.dk"),
        ]

    def test_minutes_above_the_sessions(self) -> None:
        assert self.faults("E-mail;UDD1;SUP1\nida@example.dk;421;3,5 t\n") == [
            (2, "UDD1", "421", "at most the session's 420 minutes"),
            (2, "SUP1", "3,5 t", "at most the session's 180 minutes"),
        ]

    def test_cells_that_start_with_an_equals_sign_are_named_once(self) -> None:
        text = "E-mail;UDD1;=A1;SUP1\nida@example.dk;=1+1;x;\n=B2;x;x;=HYPERLINK(1)\n"
        expected = "a value, not a formula"
        assert self.faults(text) == [
            (1, "=A1", "=A1", expected),
            (2, "UDD1", "=1+1", expected),
            (3, "E-mail", "=B2", expected),
            (3, "SUP1", "=HYPERLINK(1)", expected),
        ]

    def test_a_formula_in_a_workbook(self) -> None:
        workbook = Workbook()
        for row in (["E-mail", "UDD1"], ["ida@example.dk", "=1+1"]):
            workbook.active.append(row)
        file = io.BytesIO()
        workbook.save(file)
        said = self.refused(file.getvalue(), "liste.xlsx")
        assert said == 'Row 2, UDD1: "=1+1" – expected a value, not a formula.'

    def test_presence_before_joining_and_after_leaving(self) -> None:
        faults = self.faults("E-mail;UDD1\nsent@example.dk;x\ngaaet@example.dk;60\n")
        assert [fault[:3] for fault in faults] == [(2, "UDD1", "x"), (3, "UDD1", "60")]
        assert faults[0][3].startswith("no attendance here: The participant joined on ")
        assert faults[1][3].startswith("no attendance here: The participant left on ")

    def test_absence_before_joining_is_no_fault(self) -> None:
        table = read_table(b"E-mail;UDD1\nsent@example.dk;0\n", "liste.csv")
        assert len(plan_attendance_import(table, self.cohort, at=timezone.now()).new) == 1

    def test_sessions_that_take_no_register(self) -> None:
        faults = self.faults("E-mail;UDD2;UDD3;UDD4\nida@example.dk;x;0;a\n")
        assert [fault[:3] for fault in faults] == [(2, "UDD2", "x"), (2, "UDD3", "0"), (2, "UDD4", "a")]
        assert faults[0][3].startswith("no attendance here: UDD2 has not begun; it begins on ")
        assert faults[1][3] == "no attendance here: UDD3 is cancelled."
        assert faults[2][3] == "no attendance here: UDD4 has not been published yet."

    def test_a_code_that_the_persons_team_does_not_have(self) -> None:
        assert self.faults("E-mail;SUP1\nbo@example.dk;x\n") == [
            (2, "SUP1", "x", "nothing: the participant's team has no session of this code")
        ]

    def test_what_means_nothing(self) -> None:
        assert self.faults("E-mail;UDD1;SUP1\nida@example.dk;måske;2,5\n") == [
            (2, "UDD1", "måske", "x, 0, afbud, syg, or how long, such as 150 min, 2,5 t or 2:30"),
            (2, "SUP1", "2,5", "minutes as a whole number, or hours with their unit, such as 150 or 2,5 t"),
        ]

    def test_all_faults_are_told_in_one_go_and_the_sound_rows_stay_out(self) -> None:
        text = "E-mail;UDD1;UDD77\nida@example.dk;999;x\nnobody@example.dk;x;\nbo@example.dk;x;\nbo@example.dk;=1;\n"
        assert [fault[:3] for fault in self.faults(text)] == [
            (5, "UDD1", "=1"),
            (1, "UDD77", "UDD77"),
            (2, "UDD1", "999"),
            (3, "E-mail", "nobody@example.dk"),
            (5, "E-mail", "bo@example.dk"),
        ]

    def test_no_such_cohort_and_no_such_file(self) -> None:
        with pytest.raises(CommandError, match="There is no cohort “H1999”"):
            call_command("import_attendance", str(ROOT / "tests/data/fremmoede.csv"), cohort="H1999")
        with pytest.raises(CommandError, match="cannot be read"):
            call_command("import_attendance", "/nowhere/list.csv", cohort="H2024")
        with pytest.raises(CommandError, match="cannot be read"):
            call_command("import_attendance", str(ROOT), cohort="H2024")

    def test_a_reason_that_the_register_has_no_room_for(self) -> None:
        path = Path(self.enterContext(TemporaryDirectory())) / "a.csv"
        path.write_text("E-mail;UDD1\nida@example.dk;x\n")
        with pytest.raises(CommandError, match="longer than 200 characters"):
            call_command("import_attendance", str(path), cohort="H2024", reason="a" * 201)


@pytest.mark.django_db(transaction=True)
def test_the_command_ends_with_exit_code_1_and_every_fault_on_stderr(tmp_path: Path) -> None:
    small_cohort()
    before = digest()
    connection.close()
    path = tmp_path / "bad.csv"
    path.write_text("E-mail;UDD1;UDD99\nida@example.dk;999;x\nnobody@example.dk;x;x\n", encoding="utf-8")
    refused = run("import_attendance", str(path), "--cohort", "H2024")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "Traceback" not in refused.stderr
    for row, column, value in ((1, "UDD99", "UDD99"), (2, "UDD1", "999"), (3, "E-mail", "nobody@example.dk")):
        assert any(f" {row}, {column}:" in line and value in line for line in refused.stderr.splitlines())
    assert digest() == before


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a person would, on this test's database."""
    url = f"sqlite:///{connection.settings_dict['NAME']}"
    if connection.vendor != "sqlite":
        url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    command = [sys.executable, "manage.py", *arguments]
    environment = {**os.environ, "DATABASE_URL": url, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
