"""Writes numbers of the shape of CPR numbers, put together at run time: none of them stands in the repository."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

FIRST, LAST = date(1900, 1, 1), date(2036, 12, 31)
WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
SEPARATORS = ("", " ", "-", "/", ".", "\t", "–", "\u00a0")
LONG_SEPARATORS = (*SEPARATORS, " - ", " – ", " / ", ". ", " \u00a0", "\u2011", "\u2212", "—", "\u202f", "_")
BEFORE = ("", "cpr:", "CPR", "(", "Hun er født ", "nr. ", "“", "1. ", "sag2-", "æ")
AFTER = ("", ",", ".", ")", " og", "å", "?", ", 12 år", "-x", "\n")
DIGITS = ("０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")
ZERO_WIDTH = ("\u200b", "\u2060", "\u00ad")


def passes_the_checksum(digits: str) -> bool:
    """Whether the ten digits pass modulus 11, as numbers did until 2007."""
    return sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True)) % 11 == 0


def parts_of(born: date, serial: int, *, substitute: bool) -> tuple[str, str, str, str]:
    """Return day, month, year in four digits and serial; a substitute number's day is 60 more."""
    return f"{born.day + 60 * substitute:02}", f"{born.month:02}", f"{born.year}", f"{serial:04}"


def number_parts(random: Random, *, valid: bool) -> tuple[str, str, str, str]:
    """Return the parts of any number, one in five a substitute number; with a valid checksum if asked for."""
    while True:
        born = FIRST + timedelta(days=random.randrange((LAST - FIRST).days + 1))
        parts = parts_of(born, random.randrange(10_000), substitute=random.random() < 0.2)
        if not valid or passes_the_checksum(parts[0] + parts[1] + parts[2][2:] + parts[3]):
            return parts


def plainly_written(random: Random, *, valid: bool) -> str:
    """Return a number as people write it: a date of birth, one separator or none, four digits."""
    day, month, year, serial = number_parts(random, valid=valid)
    return f"{day}{month}{year[2:]}{random.choice(SEPARATORS)}{serial}"


def oddly_written(random: Random, *, valid: bool) -> str:
    """Return a number with separators anywhere between its parts, in two or four digits for the year."""
    day, month, year, serial = number_parts(random, valid=valid)
    inner, last = random.choice(LONG_SEPARATORS), random.choice(LONG_SEPARATORS)
    between = (inner, inner) if random.random() < 0.5 else (random.choice(SEPARATORS), random.choice(SEPARATORS))
    text = f"{day}{between[0]}{month}{between[1]}{random.choice((year, year[2:]))}{last}{serial}"
    return random.choice(BEFORE) + text + random.choice(AFTER)


def strangely_written(random: Random, *, valid: bool) -> str:
    """Return a number in other digits than plain ones, or with something invisible in it."""
    text = plainly_written(random, valid=valid)
    if random.random() < 0.5:
        return text.translate(str.maketrans("0123456789", random.choice(DIGITS)))
    place = random.randrange(1, len(text))
    return text[:place] + random.choice(ZERO_WIDTH) + text[place:]


def ten_thousand(seed: int = 4) -> list[str]:
    """Return as many numbers, half of them with a valid checksum: most written plainly, some oddly, a few strangely."""
    random = Random(seed)  # noqa: S311 - the same numbers every time
    ways = [*[plainly_written] * 5, *[oddly_written] * 4, strangely_written]
    return [ways[index % 10](random, valid=index % 4 < 2) for index in range(10_000)]
