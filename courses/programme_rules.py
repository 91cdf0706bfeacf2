"""What must hold inside a programme, whether an editor writes it or a file brings it: numbers in, a sentence out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import time_format
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import time

FIRST_MONTH = -12
"""What is planned before the start lies within the year before it."""


def month_fault(month: int | None, duration: int | None) -> str | None:
    """Return why the month cannot be: it lies outside a programme of so many months; None where it can."""
    if month is None or not duration or FIRST_MONTH <= month <= duration:
        return None
    message = _("Month %(month)s lies outside the programme: it runs from month %(first)s to month %(last)s.")
    return message % {"month": month, "first": FIRST_MONTH, "last": duration}


def span_fault(first: int | None, last: int | None) -> str | None:
    """Return why a step cannot run from the one month to the other."""
    if first is None or last is None or first <= last:
        return None
    return _("The step cannot end before it begins.")


def clock_fault(*, starts: time | None, ends: time | None, minutes: int | None, dates: int = 1) -> str | None:
    """Return why so many minutes do not fit between the clock times of one date; more dates are not checked."""
    if starts is None or ends is None or dates > 1:
        return None
    if ends <= starts:
        return _("It must end after it begins.")
    length = (ends.hour - starts.hour) * 60 + ends.minute - starts.minute
    if minutes is None or minutes <= length:
        return None
    message = _("From %(starts)s to %(ends)s is %(length)s minutes, less than the %(minutes)s that count.")
    return message % {"starts": time_format(starts), "ends": time_format(ends), "length": length, "minutes": minutes}


def repeated(texts: Iterable[str]) -> list[str]:
    """Return those that stand more than once, each once, in their order; empty ones do not count."""
    seen: set[str] = set()
    twice: dict[str, None] = {}
    for text in texts:
        if text in seen:
            twice[text] = None
        seen.add(text)
    twice.pop("", None)
    return list(twice)
