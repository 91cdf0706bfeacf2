"""The calendar file, read by a second parser: nothing is lost, and what changes is seen to have changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from courses.calendar.ical import Entry, calendar_text

if TYPE_CHECKING:
    from collections.abc import Iterable

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
STAMP = datetime(2026, 11, 1, 8, tzinfo=UTC)
WRITTEN = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1).map(str.strip).filter(bool)


def entry(**fields: Any) -> Entry:
    """An entry on a winter's day."""
    given: dict[str, Any] = {
        "uid": "session-1@trappen.example",
        "sequence": 0,
        "stamp": STAMP,
        "summary": "Undervisningsdag 1",
        "starts": datetime(2026, 12, 10, 9, tzinfo=COPENHAGEN),
        "ends": datetime(2026, 12, 10, 16, tzinfo=COPENHAGEN),
    }
    return Entry(**given | fields)


def read(*entries: Entry) -> Any:
    """Return what the second parser makes of the calendar."""
    return vobject.readOne(calendar_text(entries, name="Mit forløb").decode())


def event(one: Entry) -> Any:
    return read(one).vevent


def unfolded(entries: Iterable[Entry]) -> list[str]:
    return calendar_text(entries, name="Mit forløb").decode().replace("\r\n ", "").split("\r\n")


def test_every_field_arrives_at_the_other_parser() -> None:
    found = event(
        entry(
            sequence=3,
            description="Tag jeres sag med; husk æblet, øllet og åen.\nVi ses",
            place="Rådhuspladsen 1, 3. sal; København",
            url="https://trappen.example/sessions/1/",
        )
    )

    assert found.uid.value == "session-1@trappen.example"
    assert found.sequence.value == "3"
    assert found.dtstamp.value == STAMP
    assert found.summary.value == "Undervisningsdag 1"
    assert found.description.value == "Tag jeres sag med; husk æblet, øllet og åen.\nVi ses"
    assert found.location.value == "Rådhuspladsen 1, 3. sal; København"
    assert found.url.value == "https://trappen.example/sessions/1/"
    assert found.status.value == "CONFIRMED"
    assert found.dtstart.value == datetime(2026, 12, 10, 9, tzinfo=COPENHAGEN)
    assert found.dtend.value == datetime(2026, 12, 10, 16, tzinfo=COPENHAGEN)


@given(text=WRITTEN, place=WRITTEN)
def test_any_text_survives_escaping_and_folding(text: str, place: str) -> None:
    found = event(entry(summary=text, place=place, description=f"{text}\n{place}"))

    assert (found.summary.value, found.location.value) == (text, place)
    assert found.description.value == f"{text}\n{place}"


def test_long_danish_lines_are_folded_at_75_octets_and_never_inside_a_letter() -> None:
    lines = calendar_text([entry(description="Blåbærgrød på Ærø " * 40)], name="Mit forløb").split(b"\r\n")

    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines)


def test_a_cancelled_entry_says_so_and_takes_no_time() -> None:
    found = event(entry(cancelled=True, sequence=1))

    assert (found.status.value, found.transp.value) == ("CANCELLED", "TRANSPARENT")


def test_a_session_over_two_dates_is_one_entry() -> None:
    found = event(entry(ends=datetime(2026, 12, 11, 12, 30, tzinfo=COPENHAGEN)))

    assert found.dtend.value - found.dtstart.value == timedelta(days=1, hours=3, minutes=30)


def test_a_deadline_is_a_whole_day_without_a_time_of_day() -> None:
    found = event(entry(starts=date(2026, 12, 31), ends=None))

    assert (found.dtstart.value, found.dtend.value) == (date(2026, 12, 31), date(2027, 1, 1))
    assert found.transp.value == "TRANSPARENT"


def test_a_moment_in_another_zone_is_written_in_copenhagens() -> None:
    lines = unfolded([entry(starts=datetime(2026, 7, 1, 7, tzinfo=UTC), ends=datetime(2026, 7, 1, 8, tzinfo=UTC))])

    assert "DTSTART;TZID=Europe/Copenhagen:20260701T090000" in lines
    assert "DTEND;TZID=Europe/Copenhagen:20260701T100000" in lines


@pytest.mark.parametrize("year", [1997, 2024, 2026, 2027, 2036])
def test_the_calendars_own_zone_is_copenhagens_on_every_day_of_the_year(year: int) -> None:
    zone = read(entry()).vtimezone.tzinfo
    noons = [datetime(year, 1, 1, 12) + timedelta(days=day) for day in range(365)]  # noqa: DTZ001

    assert [zone.utcoffset(noon) for noon in noons] == [noon.replace(tzinfo=COPENHAGEN).utcoffset() for noon in noons]


def test_the_calendar_has_a_name_and_says_how_often_to_fetch_it() -> None:
    lines = unfolded([])

    assert "X-WR-CALNAME:Mit forløb" in lines
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT4H" in lines
    assert "X-PUBLISHED-TTL:PT4H" in lines


def test_the_same_entries_give_the_same_bytes() -> None:
    entries = [entry(), entry(uid="session-2@trappen.example")]

    assert calendar_text(entries, name="Mit forløb") == calendar_text(entries, name="Mit forløb")
    assert [one.uid.value for one in read(*entries).vevent_list] == [one.uid for one in entries]
