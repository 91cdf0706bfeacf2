"""Issues certificates to everybody in a cohort who has earned one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from auditlog.context import set_actor
from django.core.exceptions import PermissionDenied
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from courses.actions.certificates import issue_all
from courses.management.plain_command import PlainCommand, cohort_named, person_named

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(PlainCommand):
    """Issue to all staff who stand at earned; running it again changes nothing."""

    help = "Issue the certificate to all staff of the cohort who have earned it; running it again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the cohort and who issues."""
        parser.add_argument("--cohort", required=True, help="the cohort's code, e.g. H2024")
        parser.add_argument("--by", required=True, metavar="EMAIL", help="the model owner who issues")
        parser.add_argument("--language", choices=("da", "en"), default="da")

    def handle(self, *args: Any, **options: Any) -> None:
        """Issue and say in one line what it came to."""
        cohort, by = cohort_named(options["cohort"]), person_named(options["by"])
        try:
            with set_actor(by):
                issued = issue_all(cohort=cohort, by=by, language=options["language"])
        except PermissionDenied:
            raise CommandError(_("Only a model owner of the programme can issue certificates.")) from None
        counts = {"new": len(issued.new), "already": issued.already, "rest": issued.not_earned}
        self.stdout.write(
            _("Certificates – issued: %(new)s, had one already: %(already)s, not earned: %(rest)s.") % counts
        )
