"""Which header of a list is which known column; what the columns hold is not looked at."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from courses.tables.faults import TableFault, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DANISH_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


@dataclass(frozen=True)
class ColumnMatch:
    """The file's header for each known column that it has, and its other headers in their order."""

    by_key: dict[str, str]
    unknown: tuple[str, ...]


def match_columns(headers: Iterable[str], known: Mapping[str, Iterable[str]]) -> ColumnMatch:
    """Find the known columns, given as key → names it may have, whatever the case, spaces, hyphens and accents.

    Raises TableFault when two headers stand for the same column.
    """
    keys = {header_key(name): key for key, names in known.items() for name in names}
    by_key: dict[str, str] = {}
    unknown = []
    for header in headers:
        key = keys.get(header_key(header))
        if key is None:
            unknown.append(header)
        elif key in by_key:
            raise TableFault(_twice(by_key[key], header))
        else:
            by_key[key] = header
    return ColumnMatch(by_key, tuple(unknown))


def left_alone(headers: Iterable[str]) -> list[str]:
    """Return a sentence for each header that stands for no known column."""
    return [_("The column “%(name)s” is not known and was left alone.") % {"name": shortened(name)} for name in headers]


def header_key(header: str) -> str:
    """The header reduced to what tells it apart: `Årsværk` and `Aarsvaerk` are one, so are `E-mail` and `email`."""
    danish = unicodedata.normalize("NFC", header.casefold()).translate(DANISH_LETTERS)
    return "".join(character for character in unicodedata.normalize("NFKD", danish) if character.isalnum())


def _twice(first: str, second: str) -> str:
    return _('The columns "%(first)s" and "%(second)s" mean the same. Keep one of them.') % {
        "first": shortened(first),
        "second": shortened(second),
    }
