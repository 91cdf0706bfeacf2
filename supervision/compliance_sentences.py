"""What compliance comes to in words: the figures of a programme year, and a sentence for everything that is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from supervision.enums import Rhythm

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from supervision.compliance import Compliance, Year
    from supervision.compliance_of import LastScore


class YearInWords(NamedTuple):
    """A programme year: its figures as value and label, and what is missing, in sentences; none where all is well."""

    year: Year
    figures: list[tuple[str, str]]
    missing: list[str]


def year_in_words(year: Year) -> YearInWords:
    """Return the programme year as the team's page tells it."""
    return YearInWords(year, figures_in_words(year), list(_missing(year)))


def figures_in_words(year: Year) -> list[tuple[str, str]]:
    """Return the year's figures as value and label."""
    expected = ngettext("held; %(count)s expected by now", "held; %(count)s expected by now", year.expected)
    return [
        (of_asked(year.held, year.planned), expected % {"count": year.expected}),
        (of_asked(year.with_leaders, year.extended_planned), _("extended, with leaders")),
        (str(year.signed), _("records signed")),
        (str(year.records_late), _("records late")),
    ]


def of_asked(count: int, asked: int) -> str:
    """Return "6 of 8", or the count alone where the programme asks for no number."""
    return _("%(part)s of %(whole)s") % {"part": count, "whole": asked} if asked else str(count)


def weeks_in_words(compliance: Compliance) -> str:
    """Return how long ago the last supervision was held: "3 weeks ago", "this week", or that none has been."""
    weeks = compliance.weeks_since_last
    if weeks is None:
        return _("none held yet")
    return ngettext("%(count)s week ago", "%(count)s weeks ago", weeks) % {"count": weeks} if weeks else _("this week")


def scores_in_words(scores: Sequence[LastScore]) -> str:
    """Return the last scores side by side: "A 4 · B 3"; empty where nothing has been rated."""
    return " · ".join(f"{score.key} {score.score}" for score in scores)


def untouched_in_words(compliance: Compliance) -> str:
    """Return which themes have gone without a score for half a year, "" where none has."""
    if not compliance.untouched:
        return ""
    text = ngettext(
        "%(themes)s has not been rated for half a year.",
        "%(themes)s have not been rated for half a year.",
        len(compliance.untouched),
    )
    return text % {"themes": _listed(compliance.untouched)}


def rhythm_in_words(compliance: Compliance) -> str:
    """Return that supervision is overdue, "" where it comes in time."""
    if compliance.rhythm not in {Rhythm.LATE, Rhythm.OVERDUE}:
        return ""
    if compliance.weeks_since_last is None:
        return _("No supervision has been held since the cohort began.")
    return _("The last supervision was held %(when)s.") % {"when": weeks_in_words(compliance)}


def _missing(year: Year) -> Iterator[str]:
    yield from _missing_of_dose(year)
    yield from _missing_of_place(year)
    yield from _missing_of_records(year)


def _missing_of_dose(year: Year) -> Iterator[str]:
    if year.in_plan < year.planned:
        text = _("The plan has %(count)s of the year's %(asked)s.")
        yield text % {"count": year.in_plan, "asked": year.planned}
    if year.without_register:
        yield _("The register is missing: %(codes)s. Until it is taken, it does not count as held.") % {
            "codes": _listed(year.without_register)
        }
    if year.nobody_came:
        yield _("Nobody was there: %(codes)s.") % {"codes": _listed(year.nobody_came)}
    if year.without_leaders:
        yield _("Held without a leader: %(codes)s.") % {"codes": _listed(year.without_leaders)}


def _missing_of_place(year: Year) -> Iterator[str]:
    for first, second, place in year.same_place:
        text = _("%(first)s and %(second)s were held at the same place: %(place)s.")
        yield text % {"first": first, "second": second, "place": place.label}
    if year.online:
        yield _("Held online, at neither place: %(codes)s.") % {"codes": _listed(year.online)}


def _missing_of_records(year: Year) -> Iterator[str]:
    if year.signed_late:
        yield _("Signed after more than 14 days: %(codes)s.") % {"codes": _listed(year.signed_late)}
    if year.records_overdue:
        text = _("Record not signed after more than 14 days: %(codes)s.")
        yield text % {"codes": _listed(year.records_overdue)}


def _listed(codes: Sequence[str]) -> str:
    return get_text_list(list(codes), _("and"))
