"""Sessions and deadlines as iCalendar (RFC 5545): entries in, text out. Who gets which entry is not known here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vDDDTypes, vDuration

if TYPE_CHECKING:
    from collections.abc import Iterable

ZONE = ZoneInfo("Europe/Copenhagen")
PRODUCER = "-//Trappen//DA"
REFRESHED_EVERY = timedelta(hours=4)
SUMMER, WINTER = timedelta(hours=2), timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry: from a moment to a moment, or a whole day where ``starts`` is a date and ``ends`` is None.

    The uid stays the same for as long as the entry is the same; a higher sequence replaces a lower one.
    """

    uid: str
    sequence: int
    stamp: datetime
    summary: str
    starts: date
    ends: datetime | None = None
    description: str = ""
    place: str = ""
    url: str = ""
    cancelled: bool = False


def calendar_text(entries: Iterable[Entry], *, name: str) -> bytes:
    """Return the calendar as bytes in UTF-8, the same bytes for the same entries; its times are Copenhagen's."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", ZONE.key)
    calendar.add("refresh-interval", vDuration(REFRESHED_EVERY), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESHED_EVERY))
    calendar.add_component(_copenhagen())
    for entry in entries:
        calendar.add_component(_event(entry))
    return calendar.to_ical()


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamp)
    event.add("summary", entry.summary)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    for name, moment in _when(entry):
        event.add(name, moment)
    # A deadline takes none of the day's time.
    event.add("transp", "TRANSPARENT" if entry.ends is None or entry.cancelled else "OPAQUE")
    for name, text in (("description", entry.description), ("location", entry.place), ("url", entry.url)):
        if text:
            event.add(name, text)
    return event


def _when(entry: Entry) -> tuple[tuple[str, vDDDTypes], tuple[str, vDDDTypes]]:
    if entry.ends is None or not isinstance(entry.starts, datetime):
        return ("dtstart", vDDDTypes(entry.starts)), ("dtend", vDDDTypes(entry.starts + timedelta(days=1)))
    return (
        ("dtstart", vDDDTypes(entry.starts.astimezone(ZONE))),
        ("dtend", vDDDTypes(entry.ends.astimezone(ZONE))),
    )


def _copenhagen() -> Timezone:
    """Return the zone with the rules in force since 1996: an hour later from the last Sunday of March to October's."""
    zone = Timezone()
    zone.add("tzid", ZONE.key)
    zone.add_component(_half(TimezoneDaylight(), "CEST", datetime(1996, 3, 31, 2), 3, (WINTER, SUMMER)))  # noqa: DTZ001
    zone.add_component(_half(TimezoneStandard(), "CET", datetime(1996, 10, 27, 3), 10, (SUMMER, WINTER)))  # noqa: DTZ001
    return zone


def _half(
    half: TimezoneDaylight | TimezoneStandard,
    name: str,
    first: datetime,
    month: int,
    offsets: tuple[timedelta, timedelta],
) -> TimezoneDaylight | TimezoneStandard:
    half.add("dtstart", first)
    half.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
    half.add("tzoffsetfrom", offsets[0])
    half.add("tzoffsetto", offsets[1])
    half.add("tzname", name)
    return half
