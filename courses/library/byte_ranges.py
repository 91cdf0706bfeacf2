"""Which part of a file a player asks for (RFC 9110, section 14): a header in, a part out."""

from __future__ import annotations

import re
from typing import NamedTuple

# No file is as large as nineteen digits say, and Python refuses to read a number of thousands of them.
ONE_RANGE = re.compile(r"\s*bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", re.IGNORECASE | re.ASCII)


class Part(NamedTuple):
    """From the first to the last byte, both included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """How many bytes it is."""
        return self.last - self.first + 1


class UnsatisfiableError(Exception):
    """The part lies beyond the file."""


def wanted_part(header: str | None, size: int) -> Part | None:
    """Return the part asked for, cut to the file; None for the whole, which also answers what cannot be understood.

    Several parts at once are answered with the whole, as the RFC allows. Raises UnsatisfiableError beyond the file.
    """
    found = ONE_RANGE.fullmatch(header or "")
    if not found or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        return _last_bytes(int(last), size)
    begins, ends = int(first), int(last) if last else size - 1
    if last and ends < begins:
        return None
    if begins >= size:
        raise UnsatisfiableError
    return Part(begins, min(ends, size - 1))


def _last_bytes(count: int, size: int) -> Part:
    if not count or not size:
        raise UnsatisfiableError
    return Part(max(size - count, 0), size - 1)
