"""Imports a register kept as a matrix into a cohort."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.actions.attendance_import import apply_attendance_import
from courses.imports.attendance import plan_attendance_import
from courses.management.plain_command import PlainCommand, cohort_named, table_in
from courses.models import Attendance

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(PlainCommand):
    """Take a file of attendance whole or not at all."""

    help = (
        "Import attendance from a CSV or XLSX file: one row a participant (Navn, E-mail), one column a session code. "
        "The file is taken whole or not at all; importing it again changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the file, the cohort, and how to try it out."""
        parser.add_argument("file", help="the CSV or XLSX file")
        parser.add_argument("--cohort", required=True, help="the cohort's code, e.g. H2024")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
        parser.add_argument("--reason", default="", help="why locked registers are corrected")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, check and write the file, and say in one line what it came to."""
        changes = plan_attendance_import(table_in(options["file"]), cohort_named(options["cohort"]), at=timezone.now())
        for warning in changes.warnings:
            self.stderr.write(warning)
        if not options["dry_run"]:
            apply_attendance_import(changes=changes, by=None, correction=_correction(options["reason"]))
        counts = {"new": len(changes.new), "changed": len(changes.changed), "unchanged": changes.unchanged}
        result = _("Lines of attendance – new: %(new)s, changed: %(changed)s, unchanged: %(unchanged)s.") % counts
        said = _("Dry run, nothing saved:")
        self.stdout.write(f"{said} {result}" if options["dry_run"] else result)


def _correction(reason: str) -> str:
    """Return the reason that is stored with what is corrected; raises CommandError when there is no room for it."""
    longest = Attendance._meta.get_field("correction").max_length or 0
    if len(reason) > longest:
        raise CommandError(_("The reason is longer than %(count)s characters.") % {"count": longest})
    return reason or _("Import from the command line")
