"""What the courses' commands share: plain one-line results, and every fault listed with exit code 1."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.models import Cohort
from courses.parsing import CellError, parse_date
from courses.tables import MAX_BYTES, ImportFaults, TableFault, read_table, write_table
from people.models import User
from people.policies import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from courses.tables import Cell, Table


class PlainCommand(BaseCommand):
    """A command whose faults and refusals end in sentences on stderr and exit code 1, with nothing changed."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run the command; turn what people can mend into sentences instead of tracebacks."""
        try:
            return super().execute(*args, **options)
        except (ImportFaults, TableFault, Refused) as fault:
            raise CommandError(str(fault)) from fault


def cohort_named(code: str) -> Cohort:
    """Return the cohort of the code, whatever its case; raises CommandError with a sentence."""
    found = list(Cohort.objects.select_related("programme").filter(code__iexact=code.strip()))
    if not found:
        raise CommandError(_("There is no cohort “%(code)s”.") % {"code": code})
    return next((cohort for cohort in found if cohort.code == code.strip()), found[0])


def person_named(email: str) -> User:
    """Return the active person of the e-mail; raises CommandError with a sentence."""
    try:
        return User.objects.get(email=email.strip().lower(), is_active=True)
    except User.DoesNotExist:
        raise CommandError(_("There is no active person with this e-mail.")) from None


def table_in(path: str) -> Table:
    """Return the table in the file; raises CommandError when it cannot be opened, TableFault when it's no table."""
    try:
        with Path(path).open("rb") as file:
            # One byte more than may be is enough to refuse the rest.
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise CommandError(_("%(path)s cannot be read: %(why)s.") % {"path": path, "why": error.strerror}) from None
    return read_table(content, Path(path).name)


def end_of_day(text: str | None) -> datetime:
    """Return the last moment of the day in Copenhagen, or now where no day is given."""
    if not text:
        return timezone.now()
    try:
        day = parse_date(text)
    except CellError as error:
        raise CommandError(
            _("“%(text)s” is no date: expected %(what)s.") % {"text": text, "what": error.expected}
        ) from None
    return timezone.make_aware(datetime.combine(day, time.max), timezone.get_default_timezone())


def write_file(
    command: BaseCommand, headers: Sequence[str], rows: Sequence[Sequence[Cell]], options: dict[str, Any], *, title: str
) -> None:
    """Write the list as CSV or XLSX to the file named by ``output``, or to standard output."""
    content = write_table(options["format"], headers, rows, title)
    if not options["output"]:
        _print(command, content)
        return
    try:
        Path(options["output"]).write_bytes(content)
    except OSError as error:
        what = {"path": options["output"], "why": error.strerror}
        raise CommandError(_("%(path)s cannot be written: %(why)s.") % what) from None
    text = ngettext("%(count)s row written.", "%(count)s rows written.", len(rows))
    command.stdout.write(text % {"count": len(rows)})


def _print(command: BaseCommand, content: bytes) -> None:
    """Write the bytes as they are, so that a list stays UTF-8 in a terminal of another encoding."""
    raw = getattr(command.stdout, "buffer", None)
    if raw is not None:
        raw.write(content)
        return
    try:
        command.stdout.write(content.decode(), ending="")
    except UnicodeDecodeError:
        raise CommandError(_("An Excel file needs a name: use --output.")) from None
