"""From the two lists that a coordinator keeps to every standing, by the commands alone, on the programme as shipped."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.core.management import call_command
from django.test import TestCase

from courses.enums import SessionState
from courses.models import Session
from tests import factories, uturn

if TYPE_CHECKING:
    from pathlib import Path

AFTER_ALL = datetime(2026, 10, 1, 12, tzinfo=UTC)


def command(name: str, *arguments: str, **options: str | bool) -> str:
    out = io.StringIO()
    call_command(name, *arguments, stdout=out, **options)
    return out.getvalue()


class ListsToStandingsTests(TestCase):
    """H2024 of five municipalities from 2 September 2024 on, planned by the product, seen a month after its end."""

    folder: Path

    @classmethod
    def setUpTestData(cls) -> None:
        factories.uturn_programme()
        with time_machine.travel(AFTER_ALL, tick=False):
            names = ",".join(factories.MUNICIPALITIES)
            command("create_cohort", programme="u-turn", code="H2024", start="2024-09-02", municipalities=names)
            command("import_participants", str(uturn.PARTICIPANTS_CSV), cohort="H2024")
            command("generate_plan", cohort="H2024", publish=True)

    @pytest.fixture(autouse=True)
    def _a_month_after_the_end(self, tmp_path: Path) -> None:
        self.folder = tmp_path
        self.enterContext(time_machine.travel(AFTER_ALL, tick=False))

    def export(self, **options: str) -> dict[str, dict[str, str]]:
        rows = csv.DictReader(io.StringIO(command("export_attendance", cohort="H2024", all=True, **options)))
        return {row["name"]: row for row in rows}

    def correct(self, header: str, cell: str) -> None:
        path = self.folder / "rettelse.csv"
        path.write_text(f"E-mail;{header}\nsoeren.noergaard@helsingoer.example;{cell}\n", encoding="utf-8")
        command("import_attendance", str(path), cohort="H2024")

    def test_the_plan_is_the_one_of_the_design_for_every_team(self) -> None:
        expected = {
            (one.code, one.kind.value, one.minutes, one.audience.value, one.counts, one.local)
            for one in uturn.uturn_plan()
        }
        for team in factories.MUNICIPALITIES:
            sessions = Session.objects.filter(cohort__code="H2024", state=SessionState.PUBLISHED)
            own = [session for session in sessions.select_related("team") if str(session.team or team) == team]
            found = [(one.code, one.kind, one.minutes, one.audience, one.counts, one.team is not None) for one in own]
            assert len(found) == len(expected)
            assert set(found) == expected

    def test_nobody_stands_anywhere_but_on_track_before_a_register_is_taken(self) -> None:
        figures = {
            (row["role"], row["planned_minutes"], row["pending_minutes"], row["standing"])
            for row in self.export().values()
        }
        assert figures == {
            ("staff", "11130", "11130", "on_track"),
            ("staff", "12180", "12180", "on_track"),
            ("leader", "1200", "1200", "on_track"),
            ("associate", "0", "0", "no_plan"),
        }

    def test_the_register_brings_everybody_to_the_standing_reckoned_by_hand(self) -> None:
        command("import_attendance", str(uturn.ATTENDANCE_CSV), cohort="H2024")
        rows = self.export()
        columns = ("planned_minutes", "credited_minutes", "percent_of_plan", "standing")
        assert {name: tuple(rows[name][column] for column in columns) for name in BY_HAND} == BY_HAND
        assert {row["remaining_minutes"] for row in rows.values()} == {"0"}

    def test_2226_of_11130_minutes_missed_earns_and_one_more_does_not(self) -> None:
        command("import_attendance", str(uturn.ATTENDANCE_CSV), cohort="H2024")
        for cell, credited, standing in (("294 min", "8904", "earned"), ("293 min", "8903", "out_of_reach")):
            self.correct("UDD7", cell)
            row = self.export()["Søren Nørgård"]
            assert (row["credited_minutes"], row["percent_of_plan"], row["standing"]) == (credited, "80.0", standing)

    def test_a_year_earlier_half_of_it_was_still_to_come(self) -> None:
        command("import_attendance", str(uturn.ATTENDANCE_CSV), cohort="H2024")
        row = self.export(at="2025-09-01")["Åse Møller"]
        held, remaining = int(row["held_minutes"]), int(row["remaining_minutes"])
        assert held + remaining == 12_180
        assert 5_000 < held < 8_000
        assert (row["pending_minutes"], row["standing"]) == ("0", "on_track")
        assert self.export(at="2024-08-01")["Åse Møller"]["held_minutes"] == "0"


BY_HAND = {
    "Dorthe Lund": ("12180", "11550", "94.8", "earned"),
    "Camilla Nørgård": ("11130", "10140", "91.1", "earned"),
    "Søren Nørgård": ("11130", "8904", "80.0", "earned"),
    "Vagn Vestergaard": ("1200", "1200", "100.0", "earned"),
    "Emil Juhl": ("12180", "8340", "68.5", "out_of_reach"),
    "Jens Rasmussen": ("11130", "7620", "68.5", "out_of_reach"),
    "Åse Rasmussen": ("0", "0", "", "no_plan"),
    "Bo Gade": ("11130", "8850", "79.5", "out_of_reach"),
    "Søren Møller": ("1200", "750", "62.5", "out_of_reach"),
    "Åse Møller": ("12180", "12060", "99.0", "earned"),
}
