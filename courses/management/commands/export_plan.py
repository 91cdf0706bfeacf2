"""Exports a cohort's plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from courses.exports import PLAN_COLUMNS, plan_rows
from courses.management.plain_command import PlainCommand, cohort_named, write_file

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(PlainCommand):
    """Write every session of the plan."""

    help = "Export every session of the cohort as CSV or XLSX; times are ISO with Copenhagen's offset."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the cohort and where the file goes."""
        parser.add_argument("--cohort", required=True, help="the cohort's code, e.g. H2024")
        parser.add_argument("--format", choices=("csv", "xlsx"), default="csv")
        parser.add_argument("--output", help="the file to write; default: standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the list."""
        cohort = cohort_named(options["cohort"])
        write_file(self, PLAN_COLUMNS, plan_rows(cohort), options, title=cohort.code)
