"""Proposes a cohort's sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from courses.actions.plan import generate_plan, publish_plan
from courses.management.plain_command import PlainCommand, cohort_named

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(PlainCommand):
    """Propose every session that nobody has fixed; publish them where asked to."""

    help = "Propose every session of the cohort that nobody has fixed or published; --publish puts the plan in force."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the cohort, and whether the plan is put in force."""
        parser.add_argument("--cohort", required=True, help="the cohort's code, e.g. H2024")
        parser.add_argument("--publish", action="store_true", help="publish the plan, so that it reaches participants")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Generate, say what found no room and why, and publish."""
        cohort = cohort_named(options["cohort"])
        made = generate_plan(cohort=cohort, by=None)
        for unplaced in made.unplaced:
            self.stderr.write(unplaced.reason)
        counts = {"new": made.new, "moved": made.moved, "removed": made.removed, "unplaced": len(made.unplaced)}
        text = (
            _("%(new)s sessions proposed, %(moved)s moved, %(removed)s removed, %(unplaced)s without a date.") % counts
        )
        if options["publish"]:
            text += " " + _("%(count)s published.") % {"count": publish_plan(cohort=cohort, by=None)}
        self.stdout.write(text)
