"""Brings the Danish catalogue up to date with the code, or says what it lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from lms import catalogue

if TYPE_CHECKING:
    from django.core.management.base import CommandParser

FOLDER = settings.BASE_DIR / "locale" / catalogue.LOCALE
PO_FILE = FOLDER / "LC_MESSAGES" / "django.po"


class Command(BaseCommand):
    """Writes and compiles the catalogue; with --check it writes nothing and fails where a text is not translated."""

    # The texts are read from files, so it runs also while the addresses of a page are still being written.
    requires_system_checks = ()
    help = "Bring the Danish catalogue up to date with the texts of the code and compile it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --check."""
        parser.add_argument("--check", action="store_true", help="Write nothing; fail unless every text is translated.")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        """Compare the code's texts with the catalogue's."""
        wanted = catalogue.extract(settings.BASE_DIR)
        filled = catalogue.fill(wanted, catalogue.read([PO_FILE] if PO_FILE.exists() else []))
        faults = catalogue.faults(filled)
        content = catalogue.render(filled)
        if check:
            faults += [] if PO_FILE.read_bytes() == content else ["The catalogue is not up to date: make translations."]
        else:
            PO_FILE.parent.mkdir(exist_ok=True)
            PO_FILE.write_bytes(content)
            catalogue.compile_to(PO_FILE.with_suffix(".mo"), filled)
        if faults:
            raise CommandError("\n".join(faults))
        self.stdout.write(f"{len(filled)} texts, all in Danish.")
