"""Fills an empty database with demo data."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models import Cohort, ProgrammePage
from lms.demo.build import PROGRAMME, build_demo
from lms.demo.people import ACCOUNTS, DOMAIN, PASSWORD
from people.models import User


class Command(BaseCommand):
    """Make demo data once; refuse where other people's data could come to harm."""

    help = "Fill the database with made-up cohorts around today and one account per role; refuses other people's data."

    def handle(self, *args: Any, **options: Any) -> None:
        """Check that nobody else's data are here, build, and print the accounts."""
        refusal = why_no_demo()
        if refusal:
            raise CommandError(refusal)
        if User.objects.exists():
            self.stdout.write(_("The demo data are already there."))
        else:
            build_demo(at=timezone.now())
            self.stdout.write(_("Demo data made."))
        for word in ACCOUNTS:
            self.stdout.write(f"  {word}@{DOMAIN}  {PASSWORD}")


def why_no_demo() -> str | None:
    """Return the sentence on why demo data must not go into this database."""
    if settings.PRODUCTION:
        return _("Demo data are not for production.")
    # A list that was imported makes people, so people and cohorts are all there is to look for.
    if User.objects.exclude(email__endswith=f"@{DOMAIN}").exists() or _has_cohorts_of_nobody():
        return _("The database holds other people's data. Demo data go into an empty one.")
    if not ProgrammePage.objects.filter(slug=PROGRAMME, live=True).exists():
        return _("Load the programme first: manage.py load_programme %(slug)s") % {"slug": PROGRAMME}
    return None


def _has_cohorts_of_nobody() -> bool:
    return Cohort.objects.exists() and not User.objects.exists()
