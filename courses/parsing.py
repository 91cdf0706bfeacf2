"""What the text of a cell means, in Danish habit and English words; files and rows are read in `courses.tables`.

Each function takes one cell and returns its value or raises CellError, whose `expected` finishes "expected …".
An empty cell is the caller's to judge, except where a function says what it means.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Literal, TypeAlias

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable

RoleKey: TypeAlias = Literal["staff", "leader", "associate"]
AttendanceStatus: TypeAlias = Literal["present", "absent", "excused", "partial"]

FIRST_YEAR, LAST_YEAR = 1990, 2100
MOST_FTE = Decimal("1.5")
# No session lasts a week; what is longer is a slip of the keyboard.
MOST_MINUTES = 9999

ISO_DATE = re.compile(r"(?P<year>[0-9]{4})([-./])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})([t ]00:00(:00(\.0+)?)?)?")
DANISH_DATE = re.compile(r"(?P<day>[0-9]{1,2})[-./](?P<month>[0-9]{1,2})[-./](?P<year>[0-9]{4}|[0-9]{2})")
WORDY_DATE = re.compile(r"(den )?(?P<day>[0-9]{1,2})\.? (?P<name>[a-z]{3,9})\.? (?P<year>[0-9]{4})")
MONTHS = (
    ("januar", "january"),
    ("februar", "february"),
    ("marts", "march"),
    ("april",),
    ("maj", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("august",),
    ("september",),
    ("oktober", "october"),
    ("november",),
    ("december",),
)

TIME = re.compile(r"(kl\.? ?)?(?P<hour>[01]?[0-9]|2[0-3])([.:](?P<minute>[0-5][0-9])(:00)?)?")

THOUSANDS = r"[1-9][0-9]{0,2}(?P<by>[. ])[0-9]{3}((?P=by)[0-9]{3})*"
NUMBER = re.compile(rf"[+-]?([0-9]+|{THOUSANDS})(,[0-9]+)?|[+-]?,[0-9]+")
POINT_NUMBER = re.compile(r"[+-]?([0-9]+\.([0-9]{1,2}|[0-9]{4,})|0?\.[0-9]+)")
LONGEST_NUMBER = 30

YES = frozenset({"x", "ja", "yes", "1", "true", "sand", "✓", "✔"})
NO = frozenset({"", "nej", "no", "0", "false", "falsk", "-", "–"})

PRESENT = frozenset({*YES, "til stede", "tilstede", "present"})
ABSENT = frozenset({*NO, "fravær", "fravaer", "fraværende", "udeblevet", "absent", "—", "−"}) - {""}
# One word for each reason, so that lists in two languages do not store it under two names.
EXCUSED = {"a": "Afbud", "afbud": "Afbud", "excused": "Afbud", "syg": "Syg", "sygdom": "Syg", "sick": "Syg"}

HOUR_UNIT = r"(?:t|time|timer|h|hr|hrs|hour|hours)\.?"
MINUTE_UNIT = r"(?:m|min|minut|minutter|minute|minutes)\.?"
BARE_MINUTES = re.compile(r"(?P<minutes>[2-9]|[1-9][0-9]{1,5})")
MINUTES = re.compile(rf"(?P<minutes>[0-9]{{1,6}}) ?{MINUTE_UNIT}")
CLOCK = re.compile(rf"(?P<hours>[0-9]{{1,4}}):(?P<minutes>[0-5][0-9])(:00)?( ?{HOUR_UNIT})?")
CLOCK_IN_WORDS = re.compile(
    rf"(?P<hours>[0-9]{{1,4}}) ?{HOUR_UNIT} ?(og |and )?(?P<minutes>[0-5]?[0-9]) ?{MINUTE_UNIT}"
)
HOURS = re.compile(rf"(?P<hours>[0-9.,]+) ?{HOUR_UNIT}")
PART_HOURS = re.compile(rf"(?P<hours>[0-9]{{0,4}}) ?(?P<part>[¼½¾]) ?{HOUR_UNIT}")
MINUTES_OF_PART = {"¼": 15, "½": 30, "¾": 45}

ROLES: dict[str, RoleKey] = {
    "medarbejder": "staff",
    "staff": "staff",
    "leder": "leader",
    "leader": "leader",
    "makker": "associate",
    "associate": "associate",
}


class CellError(ValueError):
    """A cell's text is no such value; `expected` says what would be, as the end of a sentence."""

    def __init__(self, expected: str) -> None:
        self.expected = expected
        super().__init__(expected)


@dataclass(frozen=True)
class AttendanceCell:
    """What a register's cell says: minutes only where someone was partly there, a reason only where excused."""

    status: AttendanceStatus
    minutes: int | None = None
    reason: str = ""


def parse_date(text: str) -> dt.date:
    """A date between 1990 and 2100: `24.12.2026`, `24/12-2026`, `24.12.26`, `24. december 2026`, ISO."""
    plain = _plain(text)
    match = ISO_DATE.fullmatch(plain) or DANISH_DATE.fullmatch(plain) or WORDY_DATE.fullmatch(plain)
    try:
        date = _date(match) if match else None
    except ValueError:
        date = None
    if date is None:
        raise CellError(_("a date such as 24.12.2026"))
    if not FIRST_YEAR <= date.year <= LAST_YEAR:
        raise CellError(_("a date between %(first)s and %(last)s") % {"first": FIRST_YEAR, "last": LAST_YEAR})
    return date


def parse_time(text: str) -> dt.time:
    """A time of day in whole minutes: `14.30`, `14:30`, `kl. 14.30`, `9`."""
    match = TIME.fullmatch(_plain(text))
    if not match:
        raise CellError(_("a time such as 14.30"))
    return dt.time(int(match["hour"]), int(match["minute"] or 0))


def parse_number(text: str) -> Decimal:
    """A number: `1.234,5`, `1234,5`, `1 234`; `0.9` is a fraction, but `1.234` is one thousand two hundred and more.

    A point before exactly three digits separates thousands, unless nothing or a zero stands before it.
    """
    plain = _plain(text).replace("−", "-")
    if len(plain) <= LONGEST_NUMBER and POINT_NUMBER.fullmatch(plain):
        return Decimal(plain)
    if len(plain) <= LONGEST_NUMBER and NUMBER.fullmatch(plain):
        return Decimal(plain.replace(".", "").replace(" ", "").replace(",", "."))
    raise CellError(_("a number such as 1.234,5"))


def parse_fte(text: str) -> Decimal:
    """A share of full time, above 0 and at most 1.5, rounded half up to two decimals: `1`, `0,8`, `0.8`, `80 %`."""
    plain = _plain(text)
    percent = plain.endswith("%")
    try:
        number = parse_number(plain.removesuffix("%"))
    except CellError:
        raise _no_fte() from None
    fte = (number / 100 if percent else number).quantize(Decimal("0.01"), ROUND_HALF_UP)
    if not 0 < fte <= MOST_FTE:
        raise _no_fte()
    return fte


def parse_yes(text: str) -> bool:
    """Whether a box is ticked: `x`, `ja`, `yes`, `1`, `true`; an empty cell, `nej`, `no` and `0` are not."""
    plain = _plain(text)
    if plain not in YES | NO:
        raise CellError(_("x or nothing"))
    return plain in YES


def parse_role(text: str) -> RoleKey:
    """The key of a role in a team: `medarbejder`, `leder`, `makker`, or their keys."""
    try:
        return ROLES[_plain(text)]
    except KeyError:
        raise CellError(_("one of medarbejder, leder, makker (staff, leader, associate)")) from None


def parse_email(text: str) -> str:
    """The e-mail address in lower case."""
    address = text.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise CellError(_("an e-mail address such as name@municipality.dk")) from None
    return address


def parse_attendance(text: str) -> AttendanceCell | None:
    """What a register's cell says, None for an empty one; whether the session is that long is not known here.

    `x`, `1`, `ja`, `til stede` are present; `0`, `nej`, `fravær`, `-` absent; `a`, `afbud`, `syg` excused;
    `150 min`, `150`, `2,5 t`, `2½ t`, `2:30` present for so long, where a bare number above 1 is minutes.
    """
    plain = _plain(text)
    if not plain:
        return None
    if plain in PRESENT:
        return AttendanceCell("present")
    if plain in ABSENT:
        return AttendanceCell("absent")
    if plain in EXCUSED:
        return AttendanceCell("excused", reason=EXCUSED[plain])
    minutes = _minutes(plain)
    return AttendanceCell("partial", minutes) if minutes else AttendanceCell("absent")


def parse_minutes(text: str) -> int:
    """How long something lasted, in whole minutes: `180`, `180 min`, `3 t`, `2½ t`, `2:30`."""
    try:
        minutes = _minutes(_plain(text))
    except CellError:
        minutes = 0
    if not minutes:
        raise CellError(_("how long it lasted, such as 180, 3 t or 2:30"))
    return minutes


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _date(match: re.Match[str]) -> dt.date:
    parts = match.groupdict()
    month = _month(parts["name"]) if "name" in parts else int(parts["month"])
    year = int(parts["year"])
    if len(parts["year"]) == 2:
        # The same turn of the century as Python's %y, so that forms and files read a year alike.
        year += 1900 if year >= 69 else 2000
    return dt.date(year, month, int(parts["day"]))


def _month(name: str) -> int:
    """The number of a month by its name or the beginning of it; ValueError for other words."""
    for month, names in enumerate(MONTHS, start=1):
        if any(full.startswith(name) for full in names):
            return month
    raise ValueError(name)


def _no_fte() -> CellError:
    return CellError(_("a share of full time such as 1, 0,8 or 80 % (a percentage needs its percent sign)"))


def _minutes(plain: str) -> int:
    """The length of time that the text gives, in minutes."""
    for pattern, reader in READERS:
        match = pattern.fullmatch(plain)
        if match:
            return _within_reason(reader(match))
    raise _no_attendance(plain)


def _plain_minutes(match: re.Match[str]) -> int:
    return int(match["minutes"])


def _clock_minutes(match: re.Match[str]) -> int:
    return int(match["hours"]) * 60 + int(match["minutes"])


def _part_minutes(match: re.Match[str]) -> int:
    return int(match["hours"] or 0) * 60 + MINUTES_OF_PART[match["part"]]


def _hour_minutes(match: re.Match[str]) -> int:
    try:
        minutes = parse_number(match["hours"]) * 60
    except CellError:
        raise _no_attendance(match.string) from None
    if minutes != int(minutes):
        raise CellError(_("whole minutes, such as 140 min or 2:20"))
    return int(minutes)


READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], int]], ...] = (
    (BARE_MINUTES, _plain_minutes),
    (MINUTES, _plain_minutes),
    (CLOCK, _clock_minutes),
    (CLOCK_IN_WORDS, _clock_minutes),
    (PART_HOURS, _part_minutes),
    (HOURS, _hour_minutes),
)


def _within_reason(minutes: int) -> int:
    if minutes > MOST_MINUTES:
        raise CellError(_("at most %(most)s minutes") % {"most": MOST_MINUTES})
    return minutes


def _no_attendance(plain: str) -> CellError:
    if re.fullmatch(r"[0-9.,¼½¾ ]+", plain):
        return CellError(_("minutes as a whole number, or hours with their unit, such as 150 or 2,5 t"))
    return CellError(_("x, 0, afbud, syg, or how long, such as 150 min, 2,5 t or 2:30"))
