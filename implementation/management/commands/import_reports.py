"""Imports a list of earlier months' reports into a cohort, or into one team of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.management.plain_command import PlainCommand, cohort_named, person_named, table_in
from courses.permissions import may_on_cohort
from implementation.actions.report_import import import_reports
from implementation.imports.reports import plan_report_import
from implementation.imports.rows import month_text
from implementation.team_reports import reports_of_teams
from people.roles import Permission

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from courses.models import Cohort, Team


class Command(PlainCommand):
    """Take a file of earlier reports whole or not at all."""

    help = (
        "Import earlier activity reports from a CSV or XLSX file with a row per month and the columns Måned, "
        "Henvendelser, Personer første gang, Indskrevne, Konsulentopgaver and Forældregruppeforløb, and Team unless "
        "one is named. Each row becomes an accepted report. The file is taken whole or not at all; importing it again "
        "changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the file, the cohort, the team, who answers for it, and how to try it out."""
        parser.add_argument("file", help="the CSV or XLSX file")
        parser.add_argument("--cohort", required=True, help="the cohort's code, e.g. H2024")
        parser.add_argument("--team", help="the team's name, where the file has no column of teams")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="the model owner's person who imports it")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, check and write the file, and say in one line what it came to."""
        table, cohort, by = table_in(options["file"]), cohort_named(options["cohort"]), person_named(options["by"])
        if not may_on_cohort(by, Permission.ACCEPT_REPORTS, cohort):
            what = {"email": by.email, "code": cohort.code}
            raise CommandError(_("%(email)s does not manage the cohort %(code)s.") % what)
        teams = _teams(cohort, options["team"])
        if options["dry_run"]:
            changes = plan_report_import(table, reports_of_teams(teams, on=timezone.localdate()))
            for one in changes.new:
                values = {"month": month_text(one.month), "team": one.team}
                self.stdout.write(_("New: %(month)s, %(team)s") % values)
        else:
            changes = import_reports(table=table, teams=teams, by=by)
        for warning in changes.warnings:
            self.stderr.write(warning)
        said = _("Dry run, nothing saved:")
        self.stdout.write(f"{said} {changes.summary}" if options["dry_run"] else changes.summary)


def _teams(cohort: Cohort, name: str | None) -> list[Team]:
    """Return the named team, or all of the cohort; raises CommandError where there is none."""
    teams = cohort.teams.select_related("cohort").order_by("pk")
    found = list(teams.filter(name__iexact=name) if name else teams)
    if not found:
        raise CommandError(_("The cohort %(code)s has no such team.") % {"code": cohort.code})
    return found
