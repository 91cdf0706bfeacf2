"""Exports a cohort's attendance and standings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from courses.exports import ATTENDANCE_COLUMNS, attendance_rows
from courses.management.plain_command import PlainCommand, cohort_named, end_of_day, write_file

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(PlainCommand):
    """Write where every participant stands against the threshold."""

    help = "Export each participant's minutes, percentages and standing as CSV or XLSX; staff only unless --all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the cohort, the day and where the file goes."""
        parser.add_argument("--cohort", required=True, help="the cohort's code, e.g. H2024")
        parser.add_argument("--at", help="as it stands at the end of this day in Copenhagen; default: now")
        parser.add_argument("--format", choices=("csv", "xlsx"), default="csv")
        parser.add_argument("--output", help="the file to write; default: standard output")
        parser.add_argument("--all", action="store_true", help="leaders and associates too")

    def handle(self, *args: Any, **options: Any) -> None:
        """Evaluate the cohort and write the list."""
        cohort, at = cohort_named(options["cohort"]), end_of_day(options["at"])
        rows = attendance_rows(cohort, at=at, everybody=options["all"])
        write_file(self, ATTENDANCE_COLUMNS, rows, options, title=cohort.code)
