"""Publishes the follow-up forms that come with the product: `load_follow_up_forms u-turn`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.management.plain_command import PlainCommand
from courses.models import ProgrammePage
from supervision.actions.forms import publish_shipped_forms
from supervision.shipped_forms import SHIPPED

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(PlainCommand):
    """Publish the first version of each form; one that is there stays as its model owner has made it."""

    help = (
        "Publish the follow-up forms that come with a programme, unless it has some. Running it twice changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the programme."""
        parser.add_argument("programme", metavar="PROGRAMME", help=", ".join(SHIPPED))

    def handle(self, *args: Any, programme: str, **options: Any) -> None:
        """Find the programme and publish what it lacks."""
        found = _programme(programme)
        try:
            published = publish_shipped_forms(programme=found)
        except ValidationError as faults:
            raise CommandError("\n".join(faults.messages)) from None
        if not published:
            self.stdout.write(_("%(title)s: the follow-up forms are already there.") % {"title": found.title})
            return
        count = ngettext(
            "%(title)s: %(count)s follow-up form published.",
            "%(title)s: %(count)s follow-up forms published.",
            len(published),
        )
        self.stdout.write(count % {"title": found.title, "count": len(published)})


def _programme(slug: str) -> ProgrammePage:
    if slug not in SHIPPED:
        what = {"slug": slug, "known": ", ".join(SHIPPED)}
        raise CommandError(_("No follow-up forms come with “%(slug)s”. They come with: %(known)s.") % what)
    found = ProgrammePage.objects.filter(slug=slug).first()
    if found is None:
        raise CommandError(_("Load the programme first: manage.py load_programme %(slug)s") % {"slug": slug})
    return found
