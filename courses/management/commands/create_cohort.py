"""Creates a cohort with its teams."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.actions.cohorts import create_cohort
from courses.management.plain_command import PlainCommand
from courses.models import ProgrammePage
from courses.parsing import CellError, parse_date
from courses.teams.municipalities import municipality_groups

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable
    from datetime import date

    from courses.models import Cohort


class Command(PlainCommand):
    """Make one cohort and one team per municipality, or nothing and say why."""

    help = (
        "Create a cohort of a programme with one team per municipality, named after it. Threshold and duration are "
        "copied from the programme. The start may lie in the past."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the programme, the code, the start and the municipalities."""
        parser.add_argument("--programme", required=True, help="the programme's slug, e.g. u-turn")
        parser.add_argument("--code", required=True, help="the cohort's code, e.g. H2024")
        parser.add_argument("--start", required=True, help="the start date: 2024-09-02, 2.9.2024 or 2/9-2024")
        parser.add_argument(
            "--municipalities",
            required=True,
            help='codes or names with or without "Kommune", divided by commas; "+" joins several into one team: '
            "0217,Horsens,Hjørring+Lolland",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Check everything, create the cohort and say in one line what it came to."""
        faults: list[str] = []
        programme = _checked(faults, _programme, options["programme"])
        start = _checked(faults, _start, options["start"])
        groups = _checked(faults, municipality_groups, options["municipalities"].split(","))
        if faults:
            raise CommandError("\n".join(faults))
        try:
            cohort = create_cohort(
                programme=programme, code=options["code"].strip(), start_date=start, municipalities=groups, by=None
            )
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from None
        self.stdout.write(_result(cohort))


def _checked(faults: list[str], read: Callable[[Any], Any], value: Any) -> Any:
    """Return what the value means, or note its faults and return None, so that all are told in one go."""
    try:
        return read(value)
    except ValidationError as error:
        faults.extend(error.messages)
        return None


def _programme(slug: str) -> ProgrammePage:
    programme = ProgrammePage.objects.filter(slug__iexact=slug).first()
    if programme is None:
        raise ValidationError(_("There is no programme “%(slug)s”.") % {"slug": slug})
    return programme


def _start(text: str) -> date:
    try:
        return parse_date(text)
    except CellError as error:
        what = {"text": text, "what": error.expected}
        raise ValidationError(_("“%(text)s” is no date: expected %(what)s.") % what) from None


def _result(cohort: Cohort) -> str:
    teams = [team.name for team in cohort.teams.order_by("pk")]
    text = ngettext(
        "Cohort %(code)s of %(programme)s from %(start)s: %(count)s team (%(teams)s).",
        "Cohort %(code)s of %(programme)s from %(start)s: %(count)s teams (%(teams)s).",
        len(teams),
    )
    start = date_format(cohort.start_date, "DATE_FORMAT")
    values = {"code": cohort.code, "programme": cohort.programme.title, "start": start}
    return text % (values | {"count": len(teams), "teams": ", ".join(teams)})
