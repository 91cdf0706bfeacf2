"""Writes a programme as a file that `load_programme` and the editor's import read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from courses.declaration import declaration_of, write_declaration
from courses.management.plain_command import PlainCommand
from courses.models import ProgrammePage

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(PlainCommand):
    """Export one programme: what is published of it, or its latest draft where it has not been published."""

    help = "Write a programme as a file that load_programme reads."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the programme's slug and where to write it."""
        parser.add_argument("programme", help="The last part of the programme's address, e.g. u-turn.")
        parser.add_argument("--output", metavar="FILE", help="Write to the file instead of standard output.")

    def handle(self, *args: Any, programme: str, output: str | None, **options: Any) -> None:
        """Write the declaration."""
        found = ProgrammePage.objects.filter(slug=programme).first()
        if found is None:
            raise CommandError(_("There is no programme “%(slug)s”.") % {"slug": programme})
        text = write_declaration(declaration_of(found))
        if output is None:
            self.stdout.write(text, ending="")
            return
        try:
            Path(output).write_text(text, encoding="utf-8")
        except OSError as fault:
            raise CommandError(
                _("%(path)s cannot be written: %(why)s.") % {"path": output, "why": fault.strerror}
            ) from None
        self.stdout.write(_("%(title)s written.") % {"title": found.title})
