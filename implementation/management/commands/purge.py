"""Deletes what is over by the teams' data agreements: `purge --dry-run` shows it first, `purge` does it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.management.plain_command import PlainCommand, person_named
from implementation.actions.retention import expired, purge

if TYPE_CHECKING:
    from django.core.management.base import CommandParser

    from implementation.actions.retention import Expired


class Command(PlainCommand):
    """Delete data sheets and cases whose time is over, and say how many of what."""

    help = (
        "Delete data sheets, and cases taken up in supervision, that are older than the team's data agreement allows. "
        "How many there were, and what they came to, stays. Teams without an agreement are left alone."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --dry-run and --by."""
        parser.add_argument("--dry-run", action="store_true", help="Show what would be deleted; delete nothing.")
        parser.add_argument("--by", metavar="EMAIL", help="Who runs it; it is kept with the counts.")

    def handle(self, *args: Any, dry_run: bool, by: str | None, **options: Any) -> None:
        """Delete, or show, and write one line a team and kind."""
        today, actor = timezone.localdate(), person_named(by) if by else None
        found = expired(today) if dry_run else purge(on=today, by=actor)
        for one in found:
            self._tell(one)
        total = sum(len(one.rows) for one in found)
        if dry_run:
            said = ngettext("%(count)s row would be deleted.", "%(count)s rows would be deleted.", total)
        else:
            said = ngettext("%(count)s row is deleted.", "%(count)s rows are deleted.", total)
        self.stdout.write(said % {"count": total} if total else _("Nothing is due for deletion."))

    def _tell(self, one: Expired) -> None:
        by_kind = {outcome.what: 0 for outcome in one.counts}
        for outcome, how_many in one.counts.items():
            by_kind[outcome.what] += how_many
        for what, how_many in sorted(by_kind.items()):
            self.stdout.write(f"{one.team.cohort.code} · {one.team.name} · {what.label}: {how_many}")
