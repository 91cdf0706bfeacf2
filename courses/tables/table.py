"""A list as headers and rows of text, and how records become one; it does not know which file they came from."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from courses.tables.faults import Fault, TableFault, shortened
from people.personal_data import MASK, has_personal_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

MAX_ROWS = 10_000
MAX_COLUMNS = 300

# Spaces that look like a space, and characters that look like nothing: both come along when cells are pasted.
LOOKALIKES = str.maketrans(
    {"\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u200b": None, "\u2060": None, "\ufeff": None}
)


@dataclass(frozen=True)
class Row:
    """One row: its number as Excel shows it, and the text under every header (empty text for an empty cell)."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Table:
    """A list as read: at least one header and one row; empty rows and columns are gone."""

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    header_row: int = 1


def formula_faults(table: Table) -> list[Fault]:
    """A fault for each header or cell that starts with `=`, in the order of the rows."""
    expected = _("a value, not a formula")
    return [Fault(row, column, text, expected) for row, column, text in _texts(table) if text.startswith("=")]


def personal_number_faults(table: Table) -> list[Fault]:
    """A fault for each header or cell with what looks like a CPR number, which does not tell what stands there."""
    expected = _("a text without anything that looks like a CPR number")
    return [Fault(row, column, MASK, expected) for row, column, text in _texts(table) if holds_personal_number(text)]


def holds_personal_number(text: str) -> bool:
    """Whether the cell holds what looks like a CPR number, also one that lost its zero when it was made a number."""
    return has_personal_number(text.zfill(10) if text.isdecimal() else text)


def _texts(table: Table) -> Iterator[tuple[int, str, str]]:
    """Yield row number, header and text of each header and each cell."""
    for header in table.headers:
        yield table.header_row, header, header
    for row in table.rows:
        for header in table.headers:
            yield row.number, header, row.cells[header]


def build_table(records: Iterable[tuple[int, Sequence[str]]]) -> Table:
    """The table in numbered records; the first that is not empty holds the headers.

    Raises TableFault when there is nothing, only a header, too much, or the same header twice.
    """
    filled = _filled(records)
    header_row, first = next(filled, (0, []))
    if not first:
        raise TableFault(_("The file is empty."))
    rest = list(filled)
    if not rest:
        raise TableFault(_("The file has a row of headers, but no rows below it."))
    columns = _columns(first, [cells for _number, cells in rest])
    rows = (Row(number, {name: _at(cells, index) for name, index in columns.items()}) for number, cells in rest)
    return Table(tuple(columns), tuple(rows), header_row)


def cleaned(text: str) -> str:
    """The text stripped, in composed characters (a Mac's `å` is two), with plain spaces and line breaks."""
    plain = unicodedata.normalize("NFC", text.translate(LOOKALIKES))
    return plain.replace("\r\n", "\n").replace("\r", "\n").strip()


def _filled(records: Iterable[tuple[int, Sequence[str]]]) -> Iterator[tuple[int, list[str]]]:
    """The records that hold anything, cleaned and without empty cells at their end."""
    count = 0
    for number, record in records:
        cells = _trimmed(record)
        if not cells:
            continue
        count += 1
        _check_size(count, len(cells))
        yield number, cells


def _trimmed(record: Sequence[str]) -> list[str]:
    cells = [cleaned(text) for text in record]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _check_size(records: int, columns: int) -> None:
    if records > MAX_ROWS + 1:
        raise TableFault(_("The file has more than %(count)s rows.") % {"count": MAX_ROWS})
    if columns > MAX_COLUMNS:
        raise TableFault(_("The file has more than %(count)s columns.") % {"count": MAX_COLUMNS})


def _columns(first: list[str], rest: list[list[str]]) -> dict[str, int]:
    """The position of each column that has a header or any text, in the file's order."""
    columns: dict[str, int] = {}
    seen: set[str] = set()
    for index in range(max(len(cells) for cells in [first, *rest])):
        name = " ".join(_at(first, index).split())
        if not name and not any(_at(cells, index) for cells in rest):
            continue
        name = name or _("Column %(letter)s") % {"letter": get_column_letter(index + 1)}
        if name.casefold() in seen:
            raise TableFault(_('Two columns have the header "%(header)s". Keep one.') % {"header": shortened(name)})
        seen.add(name.casefold())
        columns[name] = index
    return columns


def _at(cells: list[str], index: int) -> str:
    return cells[index] if index < len(cells) else ""
