"""Imports a list of earlier supervisions into a cohort."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.management.plain_command import PlainCommand, cohort_named, person_named, table_in
from courses.permissions import may_on_cohort
from people.roles import Permission
from supervision.actions.record_import import import_records
from supervision.imports.records import plan_record_import

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from supervision.imports.changes import RecordChanges


class Command(PlainCommand):
    """Take a file of earlier supervisions whole or not at all."""

    help = (
        "Import earlier supervisions from a CSV or XLSX file with the columns Dato, Team, Minutter, Sted, Supervisor "
        "and, as they are known, A to E (scores from 1 to 5) and Note. Each row becomes a signed record. The file is "
        "taken whole or not at all; importing it again changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the file, the cohort, who answers for it, and how to try it out."""
        parser.add_argument("file", help="the CSV or XLSX file")
        parser.add_argument("--cohort", required=True, help="the cohort's code, e.g. H2024")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="the model owner's person who imports it")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, check and write the file, and say in one line what it came to."""
        table, cohort, by = table_in(options["file"]), cohort_named(options["cohort"]), person_named(options["by"])
        if not may_on_cohort(by, Permission.MANAGE_COHORT, cohort):
            what = {"email": by.email, "code": cohort.code}
            raise CommandError(_("%(email)s does not manage the cohort %(code)s.") % what)
        if options["dry_run"]:
            changes = plan_record_import(table, cohort, at=timezone.now())
            self._tell(changes)
        else:
            changes = import_records(table=table, cohort=cohort, by=by)
        for warning in changes.warnings:
            self.stderr.write(warning)
        said = _("Dry run, nothing saved:")
        self.stdout.write(f"{said} {changes.summary}" if options["dry_run"] else changes.summary)

    def _tell(self, changes: RecordChanges) -> None:
        """Say one line per record that the file would add."""
        for one in changes.new:
            values = {"date": date_format(one.on, "DATE_FORMAT"), "team": one.session.team, "code": one.session.code}
            self.stdout.write(_("New: %(date)s, %(team)s, %(code)s") % values)
