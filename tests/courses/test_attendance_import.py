"""The register as a coordinator keeps it goes in as it is, and the standings agree with arithmetic on its text."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

import pytest
from auditlog.models import LogEntry
from django.core.management import call_command
from django.test import TestCase
from django.utils import timezone
from openpyxl import Workbook

from courses.actions.attendance_import import apply_attendance_import
from courses.enums import AttendanceStatus, StandingKey
from courses.imports.attendance import plan_attendance_import
from courses.models import Attendance, Participant
from courses.standings import Evaluated, evaluate_participants
from courses.tables import read_table
from people.policies import Refused
from tests import factories, uturn
from tests.uturn import ATTENDANCE_CSV

if TYPE_CHECKING:
    from courses.imports.attendance import AttendanceChanges
    from courses.models import Cohort

# 20 staff at 34 sessions, 5 facilitators at 5 evenings, 5 leaders at 4 sessions, 2 associates at 10 days.
CELLS = 745
FULL, NONE = ("x", "1", "ja", "til stede"), ("0", "nej", "fravær", "-", "a", "afbud", "syg")
PARTS = {"2½ t": 150, "2,5 t": 150, "2:30": 150, "150 min": 150, "90": 90, "294 min": 294}


class Expected(NamedTuple):
    planned: int
    credited: int
    pending: int
    percent: str
    standing: StandingKey


BY_HAND = {
    # Missed: 2½ h of BAS2 is 270 short, SUP1 and SUP14 180 each; 12,180 − 630.
    "Dorthe Lund": Expected(12_180, 11_550, 0, "94.8", StandingKey.EARNED),
    # Missed: UDD1, 3, 5, PRA1, PRA2 at 420 and 126 of UDD7; 11,130 − 2,226 is exactly the threshold.
    "Søren Nørgård": Expected(11_130, 8_904, 0, "80.0", StandingKey.EARNED),
    # Missed: INT 630; BAS1, BAS3, UDD1, UDD4 1,680; UDD5 270; SUP1, 2, 7, 10 720; SUP4 210; SUP13 30; SUP16 300.
    "Emil Juhl": Expected(12_180, 8_340, 0, "68.5", StandingKey.OUT_OF_REACH),
    # Missed: BAS1, UDD2, UDD5, PRA1 1,680; UDD1, 7, 8, PRA3 1,080; SUP1 30; SUP3, 5, 7, 11 720.
    "Jens Rasmussen": Expected(11_130, 7_620, 0, "68.5", StandingKey.OUT_OF_REACH),
    # Missed: 150 of SUP4 and all of SUP16; a leader's plan is the four extended supervisions.
    "Søren Møller": Expected(1_200, 750, 0, "62.5", StandingKey.OUT_OF_REACH),
    "Vagn Vestergaard": Expected(1_200, 1_200, 0, "100.0", StandingKey.EARNED),
    # An associate takes part in training days beside the team; nothing of it enters a standing.
    "Åse Rasmussen": Expected(0, 0, 0, "", StandingKey.NO_PLAN),
    # Missed: 420 in all.
    "Åse Overgaard": Expected(12_180, 11_760, 0, "96.6", StandingKey.EARNED),
}


def as_xlsx() -> bytes:
    """The list as Excel saves it: numbers as numbers, all else as text."""
    workbook = Workbook()
    sheet = workbook.active
    for row in csv.reader(io.StringIO(ATTENDANCE_CSV.read_text(encoding="utf-8-sig")), delimiter=";"):
        sheet.append([int(cell) if cell.isdigit() else cell or None for cell in row])
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def as_windows_1252() -> bytes:
    return ATTENDANCE_CSV.read_text(encoding="utf-8-sig").encode("cp1252")


def minutes_in(cell: str, minutes: int) -> int:
    """Plain arithmetic on a cell's text, apart from the product's own reading."""
    text = cell.lower()
    return minutes if text in FULL else 0 if text in NONE else PARTS[text]


def figures_from_the_text() -> dict[str, tuple[int, int, int]]:
    """Planned, credited and pending minutes by e-mail, straight from the two lists."""
    people = {row["E-mail"]: row for row in uturn.listed_participants()}
    plan = [one for one in uturn.uturn_plan() if one.counts]
    found = {}
    with ATTENDANCE_CSV.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            person = people[row["E-mail"]]
            staff, leader = person["Rolle"] == "medarbejder", person["Rolle"] == "leder"
            planned = credited = pending = 0
            for code, _kind, minutes, *_rest in plan:
                extended = code in {"SUP4", "SUP8", "SUP12", "SUP16"}
                evening = code.startswith("FOR")
                if (evening and person["Forældregruppe"]) or (staff and not evening) or (leader and extended):
                    planned += minutes
                    credited += minutes_in(row[code], minutes) if row[code] else 0
                    pending += 0 if row[code] else minutes
            found[row["E-mail"]] = (planned, credited, pending)
    return found


@pytest.mark.usefixtures("english")
class FiveMunicipalitiesTests(TestCase):
    """The lists in tests/data, on a cohort that is over."""

    cohort: Cohort

    @classmethod
    def setUpTestData(cls) -> None:
        cls.cohort = uturn.five_municipalities()

    def load(self, content: bytes = b"", name: str = "fremmoede.csv") -> AttendanceChanges:
        table = read_table(content or ATTENDANCE_CSV.read_bytes(), name)
        changes = plan_attendance_import(table, self.cohort, at=timezone.now())
        apply_attendance_import(changes=changes, by=None, correction="Prøve")
        return changes

    def evaluated(self) -> dict[str, Evaluated]:
        participants = Participant.objects.filter(team__cohort=self.cohort).select_related("user", "team__cohort")
        return {one.participant.user.name: one for one in evaluate_participants(participants, at=timezone.now())}

    def assert_agrees_with_the_text(self) -> None:
        text = figures_from_the_text()
        for evaluated in self.evaluated().values():
            standing = evaluated.standing
            expected = text[evaluated.participant.user.email]
            assert (standing.planned, standing.credited, standing.pending) == expected
            assert standing.remaining == 0

    def test_the_list_as_it_is_agrees_with_arithmetic_on_its_text(self) -> None:
        changes = self.load()
        assert (len(changes.new), len(changes.changed), changes.unchanged, changes.warnings) == (CELLS, 0, 0, [])
        assert Attendance.objects.count() == CELLS
        self.assert_agrees_with_the_text()

    def test_the_list_from_excel_agrees_too(self) -> None:
        self.load(as_xlsx(), "fremmoede.xlsx")
        self.assert_agrees_with_the_text()

    def test_the_list_in_windows_1252_agrees_too(self) -> None:
        self.load(as_windows_1252())
        self.assert_agrees_with_the_text()

    def test_the_standings_are_the_ones_reckoned_by_hand(self) -> None:
        self.load()
        evaluated = self.evaluated()
        for name, expected in BY_HAND.items():
            standing = evaluated[name].standing
            percent = "" if standing.of_plan is None else f"{standing.of_plan / 10:.1f}"
            found = Expected(standing.planned, standing.credited, standing.pending, percent, standing.key)
            assert found == expected, name

    def test_who_stands_where_in_all(self) -> None:
        self.load()
        keys = [one.standing.key for one in self.evaluated().values()]
        assert {key: keys.count(key) for key in set(keys)} == {
            StandingKey.EARNED: 19,
            StandingKey.OUT_OF_REACH: 6,
            StandingKey.NO_PLAN: 2,
        }

    def test_a_second_import_changes_nothing(self) -> None:
        self.load()
        before = (list(Attendance.objects.order_by("pk").values_list()), LogEntry.objects.count())
        for content in (b"", as_xlsx(), as_windows_1252()):
            again = self.load(content)
            assert (len(again.new), len(again.changed), again.unchanged) == (0, 0, CELLS)
        assert (list(Attendance.objects.order_by("pk").values_list()), LogEntry.objects.count()) == before

    def test_a_local_code_means_the_persons_own_teams_session(self) -> None:
        self.load()
        lines = Attendance.objects.exclude(session__team=None).select_related("session", "participant")
        assert lines.count() > 0
        assert all(line.session.team_id == line.participant.team_id for line in lines)

    def test_codes_are_known_by_any_case_and_spacing_and_other_columns_left_alone(self) -> None:
        text = "mail; udd 1 ;Bemærkning;Sup-1\nEMIL.JUHL@kommune.example;150 min;fin dag;a\n"
        changes = self.load(text.encode())
        assert changes.warnings == ["The column “Bemærkning” is not known and was left alone."]
        found = {row.session.code: (row.status, row.partial_minutes, row.reason) for row in changes.new}
        assert found == {"UDD1": ("partial", 150, ""), "SUP1": ("excused", None, "Afbud")}

    def test_as_many_minutes_as_the_session_has_are_presence(self) -> None:
        (row,) = self.load(b"E-mail;UDD1\nemil.juhl@kommune.example;420\n").new
        assert (row.status, row.partial_minutes) == (AttendanceStatus.PRESENT, None)

    def test_a_changed_cell_changes_its_line_and_the_empty_one_leaves_it(self) -> None:
        self.load(b"E-mail;UDD1;UDD2\nemil.juhl@kommune.example;x;x\n")
        changes = self.load(b"E-mail;UDD1;UDD2\nemil.juhl@kommune.example;2:30;\n")
        assert (len(changes.new), len(changes.changed), changes.unchanged) == (0, 1, 0)
        assert changes.changed[0].before == "Present"
        lines = Attendance.objects.order_by("session__starts_at").values_list("status", "partial_minutes", "correction")
        assert list(lines) == [("partial", 150, "Prøve"), ("present", None, "")]

    def test_a_reason_that_a_person_wrote_outlasts_the_lists_word(self) -> None:
        self.load(b"E-mail;UDD1\nemil.juhl@kommune.example;a\n")
        changed = self.load(b"E-mail;UDD1\nemil.juhl@kommune.example;syg\n").changed
        assert [line.attendance.reason for line in changed] == ["Syg"]
        Attendance.objects.update(reason="Barns første sygedag")
        assert self.load(b"E-mail;UDD1\nemil.juhl@kommune.example;a\n").changed == []

    def test_who_moved_between_teams_is_recorded_in_the_team_of_the_day(self) -> None:
        left = Participant.objects.get(user__email="jens.quist@kommune.example")
        switch = factories.day_of_programme(30)
        left.left_on = switch
        left.save()
        joined = factories.participant(self.cohort.teams.get(name="Tønder"), user=left.user, joined_on=switch)
        early = self.cohort.sessions.filter(team=None, ends_at__lt=factories.moment(switch, 0)).first()
        late = self.cohort.sessions.get(team=joined.team, code="SUP1")
        self.load(f"E-mail;{early.code};{late.code}\njens.quist@kommune.example;x;x\n".encode())
        assert set(Attendance.objects.values_list("participant", "session")) == {
            (left.pk, early.pk),
            (joined.pk, late.pk),
        }

    def test_a_change_to_a_locked_register_needs_a_reason_and_new_lines_do_not(self) -> None:
        table = read_table(b"E-mail;UDD1\nemil.juhl@kommune.example;x\n", "a.csv")
        apply_attendance_import(changes=plan_attendance_import(table, self.cohort, at=timezone.now()), by=None)
        table = read_table(b"E-mail;UDD1\nemil.juhl@kommune.example;0\n", "a.csv")
        changes = plan_attendance_import(table, self.cohort, at=timezone.now())
        assert len(changes.corrections) == 1
        with pytest.raises(Refused, match="Say why they are corrected"):
            apply_attendance_import(changes=changes, by=None, correction=" ")
        while_open = self.cohort.sessions.get(code="UDD1").ends_at + timedelta(days=13)
        assert plan_attendance_import(table, self.cohort, at=while_open).corrections == []

    def test_registers_that_somebody_changed_meanwhile_are_not_overwritten(self) -> None:
        table = read_table(b"E-mail;UDD1\nemil.juhl@kommune.example;x\n", "a.csv")
        changes = plan_attendance_import(table, self.cohort, at=timezone.now())
        emil = Participant.objects.get(user__email="emil.juhl@kommune.example")
        factories.attendance(emil, self.cohort.sessions.get(code="UDD1"), status=AttendanceStatus.ABSENT)
        with pytest.raises(Refused, match="changed the registers meanwhile"):
            apply_attendance_import(changes=changes, by=None)
        assert Attendance.objects.get().status == AttendanceStatus.ABSENT

    def test_the_command_says_in_one_line_what_it_came_to(self) -> None:
        said = self.call(str(ATTENDANCE_CSV), dry_run=True)
        assert said == "Dry run, nothing saved: Lines of attendance – new: 745, changed: 0, unchanged: 0.\n"
        assert Attendance.objects.count() == 0
        assert self.call(str(ATTENDANCE_CSV)) == "Lines of attendance – new: 745, changed: 0, unchanged: 0.\n"
        assert self.call(str(ATTENDANCE_CSV)) == "Lines of attendance – new: 0, changed: 0, unchanged: 745.\n"
        assert set(Attendance.objects.values_list("source", "recorded_by")) == {("import", None)}

    def call(self, path: str, **options: bool) -> str:
        out = io.StringIO()
        call_command("import_attendance", path, cohort="h2024", stdout=out, **options)
        return out.getvalue()
