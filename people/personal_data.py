"""Texts must not hold a person's CPR number: where one is found, and how it is left out.

The checksum is not asked for: numbers given since 2007 need not have it. So what is shaped like a number and means
something else, such as an account of ten digits, is taken for one too; to let a person's number through is worse.
"""

from __future__ import annotations

import re

MASK = "••••••-••••"
ZEROS = (0x30, 0x660, 0x6F0, 0xFF10, *range(0x1D7CE, 0x1D800, 10))
"""The first of ten digits of each kind: plain, Arabic, Persian, full width, and five of mathematics."""
# No \s and \d below: Python and JavaScript do not mean the same by them.
SPACES = r"\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
DASHES = r"\-\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d"
OTHERS = r"./_\u2024\u2044\u2215\uff0e\uff0f"
INVISIBLE = r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]*"
"""What a copied text may hold without showing it: soft hyphens, joiners, marks of direction."""


def _digits(*places: str) -> str:
    """Return the pattern of digits in a row, each place given as the plain digits it may be: "3", "01", "1-9"."""
    return "".join(f"{_digit(place)}{INVISIBLE}" for place in places)


def _digit(plain: str) -> str:
    """Return the class of the digits in every kind."""
    kinds = [str.maketrans("0123456789", "".join(chr(zero + value) for value in range(10))) for zero in ZEROS]
    return f"[{''.join(plain.translate(kind) for kind in kinds)}]"


ANY = _digits("0-9")
BETWEEN = rf"(?:[{SPACES}{DASHES}{OTHERS}]{INVISIBLE}){{0,5}}"
# Day 61 to 91 is how substitute numbers are told from others.
DAY = f"(?:{'|'.join([_digits('06', '1-9'), _digits('1278', '0-9'), _digits('39', '01')])})"
MONTH = f"(?:{'|'.join([_digits('0', '1-9'), _digits('1', '012')])})"
YEAR = f"(?:{_digits('1', '9')}|{_digits('2', '0')})?{ANY}{ANY}"
RANGE = rf"{ANY}{ANY}\.? ?[{DASHES}] ?{ANY}{ANY}[./] ?{ANY}{ANY}[./ \-] ?{_digits('2', '0', '0-4', '0-9')}"
"""From one day to another of a year, 10.-12.10.2026 or 10-12/10 2026, which the digits alone do not tell apart."""

BROWSER_PATTERN = (
    rf"(?<!{_digit('0-9')})(?!{RANGE}){DAY}{BETWEEN}{MONTH}{BETWEEN}{YEAR}{BETWEEN}(?:{ANY}){{4}}(?!{_digit('0-9')})"
)
"""The same for Python's ``re`` and for JavaScript's ``new RegExp(pattern, "u")``: what a browser must not keep."""
NUMBER = re.compile(BROWSER_PATTERN)


def has_personal_number(text: str) -> bool:
    """Whether the text holds something shaped like a CPR number."""
    return NUMBER.search(text) is not None


def without_personal_numbers(text: str) -> str:
    """Return the text with dots for each of them, so that it can be shown to whoever wrote it."""
    return NUMBER.sub(MASK, text)
