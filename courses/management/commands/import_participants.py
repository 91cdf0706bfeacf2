"""Imports a list of participants into a cohort."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from courses.actions.participants_import import import_participants
from courses.imports.participants import plan_import
from courses.management.plain_command import PlainCommand, cohort_named, table_in

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from courses.imports.participant_changes import ParticipantChanges


class Command(PlainCommand):
    """Take a file of participants whole or not at all."""

    help = (
        "Import participants from a CSV or XLSX file with the columns Navn, E-mail, Kommune, Rolle and, as they are "
        "known, Startdato, Slutdato, Årsværk, Uddannelse, Forældregruppe. Rows meet participants by e-mail. The file "
        "is taken whole or not at all; importing it again changes nothing. Nobody is removed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the file, the cohort, and how to try it out."""
        parser.add_argument("file", help="the CSV or XLSX file")
        parser.add_argument("--cohort", required=True, help="the cohort's code, e.g. H2024")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, check and write the file, and say in one line what it came to."""
        table, cohort = table_in(options["file"]), cohort_named(options["cohort"])
        if options["dry_run"]:
            changes = plan_import(table, cohort)
            self._tell(changes)
        else:
            changes = import_participants(table=table, cohort=cohort, by=None)
        for warning in changes.warnings:
            self.stderr.write(warning)
        said = _("Dry run, nothing saved:")
        self.stdout.write(f"{said} {changes.summary}" if options["dry_run"] else changes.summary)

    def _tell(self, changes: ParticipantChanges) -> None:
        """Say one line per participant that the file would add or change."""
        for one in changes.new:
            entry = one.entry
            values = {"name": entry.name, "email": entry.email, "team": entry.team}
            self.stdout.write(_("New: %(name)s (%(email)s), %(team)s") % values)
        for known in changes.changed:
            values = {"name": known.participant, "changes": "; ".join(str(change) for change in known.changes)}
            self.stdout.write(_("Changed: %(name)s – %(changes)s") % values)
