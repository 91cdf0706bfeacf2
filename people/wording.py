"""How shares, minutes, times and distances in time are said in the reader's language; nothing here knows a model."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.dateformat import time_format
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext, ngettext

UNDEFINED = "–"
NO_BREAK = "\u2060"
"""Keeps a line from breaking after the dash of a span."""
DATES_REMEMBERED = 4096
"""How many dates in words are kept: pages say the same ones again and again."""
DAYS_SAID_AS_DAYS = 60
DAYS_IN_A_MONTH = 30


def percent(permille: int | None) -> str:
    """Return tenths of a percent as a percentage with one decimal ("91,3 %", no line break in it); a dash for None."""
    if permille is None:
        return UNDEFINED
    return gettext("%(number)s%%") % {"number": number_format(Decimal(permille) / 10, decimal_pos=1)}


def minutes(count: int) -> str:
    """Return whole minutes with their unit: "11.130 minutter"."""
    grouped = number_format(count, force_grouping=True)
    return ngettext("%(number)s minute", "%(number)s minutes", count) % {"number": grouped}


def hours_minutes(count: int) -> str:
    """Return whole minutes as hours and minutes: "7 timer", "3 timer 30 min.", "45 min."."""
    hours, rest = divmod(count, 60)
    grouped = number_format(hours, force_grouping=True)
    parts = [ngettext("%(number)s hour", "%(number)s hours", hours) % {"number": grouped}] if hours else []
    if rest or not hours:
        parts.append(gettext("%(number)s min.") % {"number": rest})
    return " ".join(parts)


def day_and_time(starts_at: datetime, ends_at: datetime) -> str:
    """Return when something is: "Torsdag 10. december 2026 kl. 9.00–16.00"; over several dates "1.–2. august 2024"."""
    return _day_and_time(starts_at, ends_at, get_language())


@lru_cache(maxsize=DATES_REMEMBERED)
def _day_and_time(starts_at: datetime, ends_at: datetime, _language: str | None) -> str:
    first, last = timezone.localtime(starts_at), timezone.localtime(ends_at)
    if first.date() != last.date():
        return dates(first.date(), last.date())
    return gettext("%(day)s at %(begins)s–%(ends)s") % {
        "day": day(first.date()),
        "begins": clock(first),
        "ends": NO_BREAK + clock(last),
    }


def day(on: date) -> str:
    """Return the date, of a moment that in Copenhagen, weekday first: "Torsdag 10. december 2026"."""
    return _day(timezone.localtime(on).date() if isinstance(on, datetime) else on, get_language())


@lru_cache(maxsize=DATES_REMEMBERED)
def _day(on: date, _language: str | None) -> str:
    text = format_date(on, gettext("l j F Y"))
    return text[:1].upper() + text[1:]


def dates(first: date, last: date) -> str:
    """Return a span of dates, what they share said once: "1.–2. august 2024", "31. august–1. september 2024"."""
    if first.year != last.year:
        start = format_date(first, gettext("j F Y"))
    elif first.month != last.month:
        start = format_date(first, gettext("j F"))
    else:
        start = format_date(first, gettext("j"))
    return f"{start}–{NO_BREAK}{format_date(last, gettext('j F Y'))}"


def clock(moment: datetime | time) -> str:
    """Return the time of day, of a moment that in Copenhagen: "9.00"."""
    local = timezone.localtime(moment) if isinstance(moment, datetime) else moment
    return time_format(local, gettext("G:i"))


def from_now(moment: date, today: date | None = None) -> str:
    """Return how far a day lies from today: "om 18 dage", "i dag", "for 3 dage siden"; in months beyond sixty days."""
    on = timezone.localtime(moment).date() if isinstance(moment, datetime) else moment
    distance = (on - (today or timezone.localdate())).days
    near = {-1: gettext("yesterday"), 0: gettext("today"), 1: gettext("tomorrow")}
    if distance in near:
        return near[distance]
    if abs(distance) < DAYS_SAID_AS_DAYS:
        ahead, behind = ngettext("in %(count)s day", "in %(count)s days", abs(distance)), _days_ago(-distance)
        return (ahead if distance > 0 else behind) % {"count": abs(distance)}
    months = abs(distance) // DAYS_IN_A_MONTH
    ahead = ngettext("in %(count)s month", "in %(count)s months", months)
    behind = ngettext("%(count)s month ago", "%(count)s months ago", months)
    return (ahead if distance > 0 else behind) % {"count": months}


def _days_ago(count: int) -> str:
    return ngettext("%(count)s day ago", "%(count)s days ago", count)
