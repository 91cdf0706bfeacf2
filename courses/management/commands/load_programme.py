"""Makes a programme's pages like its declaration: `load_programme u-turn`, or a file that was exported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.actions.programme import compare_programme, load_programme
from courses.declaration import SHIPPED, DeclarationFaults, read_declaration, shipped_path
from courses.management.plain_command import PlainCommand
from courses.models import ProgrammePage

if TYPE_CHECKING:
    from django.core.management.base import CommandParser

    from courses.actions.programme import Comparison
    from courses.declaration import ProgrammeDeclaration


class Command(PlainCommand):
    """Load programmes, all of them or none; one that is already as declared is left untouched."""

    help = (
        "Make programmes like their declarations. A published one is published with all its pages; a draft stays a "
        "draft. Running it twice changes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take programmes that come with the product, or files."""
        shipped = ", ".join(SHIPPED)
        parser.add_argument("programmes", nargs="+", metavar="PROGRAMME", help=f"{shipped}, or a file.")
        parser.add_argument("--dry-run", action="store_true", help="Only say what would change.")
        parser.add_argument("--if-missing", action="store_true", help="Leave a programme that is there as it is.")

    def handle(self, *args: Any, programmes: list[str], **options: Any) -> None:
        """Read all of them before the first is loaded."""
        declared = [_read(name) for name in programmes]
        with transaction.atomic():
            for declaration in declared:
                self._load(declaration, **options)

    def _load(self, declaration: ProgrammeDeclaration, *, dry_run: bool, if_missing: bool, **options: Any) -> None:
        if if_missing and ProgrammePage.objects.filter(slug=declaration.slug).exists():
            self.stdout.write(_("%(title)s: already there.") % {"title": declaration.title})
            return
        load = compare_programme if dry_run else load_programme
        try:
            done = load(declaration=declaration, by=None)
        except DeclarationFaults as faults:
            raise CommandError(str(faults)) from None
        self._report(declaration, done, dry_run=dry_run, in_full=dry_run or options["verbosity"] > 1)

    def _report(self, declaration: ProgrammeDeclaration, done: Comparison, *, dry_run: bool, in_full: bool) -> None:
        changes = done.changes
        if not changes:
            self.stdout.write(_("%(title)s: nothing to change.") % {"title": declaration.title})
            return
        if dry_run:
            count = ngettext(
                "%(title)s: %(count)s change to make.", "%(title)s: %(count)s changes to make.", len(changes)
            )
        elif declaration.published:
            count = ngettext(
                "%(title)s: %(count)s change published.", "%(title)s: %(count)s changes published.", len(changes)
            )
        else:
            count = ngettext(
                "%(title)s: %(count)s change saved as a draft.",
                "%(title)s: %(count)s changes saved as a draft.",
                len(changes),
            )
        self.stdout.write(count % {"title": declaration.title, "count": len(changes)})
        for change in changes if in_full else []:
            self.stdout.write(f"  {change}")


def _read(name: str) -> ProgrammeDeclaration:
    path = shipped_path(name) if name in SHIPPED else Path(name)
    try:
        return read_declaration(path.read_bytes())
    except DeclarationFaults as faults:
        raise CommandError("\n".join(f"{name}: {fault}" for fault in faults.faults)) from None
    except OSError as fault:
        what = {"name": name, "why": fault.strerror, "known": ", ".join(SHIPPED)}
        raise CommandError(_("%(name)s cannot be read (%(why)s). Programmes: %(known)s.") % what) from None
