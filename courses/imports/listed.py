"""Reads a list with one row for each thing, cell by cell; each kind of list says what its columns hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from courses.parsing import CellError
from courses.tables import Fault, formula_faults, left_alone, match_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from courses.tables import Row, Table


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One row: its number in the file, its cells' texts and what the sound ones mean, by the keys of the columns."""

    number: int
    texts: dict[str, str]
    values: dict[str, Any]


class ReadList:
    """A list as read: its rows, its faults and its warnings."""

    def __init__(self, table: Table, columns: Mapping[str, tuple[str, ...]], required: Iterable[str]) -> None:
        """Take the columns as key → names that the header may have, the first of them for speaking of it."""
        self.columns = columns
        match = match_columns(table.headers, columns)
        self.headers = match.by_key
        self.warnings = left_alone(match.unknown)
        missing = [columns[key][0] for key in required if key not in self.headers]
        self.faults = formula_faults(table)
        self.faults += [Fault(table.header_row, name, "", _("a column with this header")) for name in missing]
        self.rows = [self.read_row(row) for row in table.rows]

    def value(self, key: str, text: str) -> Any:
        """Return what the cell means; raises CellError with what was expected instead."""
        raise NotImplementedError

    def fault(self, row: ListedRow, key: str, expected: str) -> None:
        """Note a fault in the row's cell of the key."""
        header = self.headers.get(key, self.columns[key][0])
        self.faults.append(Fault(row.number, header, row.texts.get(key, ""), expected))

    def read_row(self, row: Row) -> ListedRow:
        """Return the row with what its sound cells mean."""
        listed = ListedRow(row.number, {key: row.cells[header] for key, header in self.headers.items()}, {})
        for key, text in listed.texts.items():
            if not self.is_refused(text):
                self._read_cell(listed, key, text)
        return listed

    def is_refused(self, text: str) -> bool:
        """Whether the cell is a fault already, whatever its column: a formula."""
        return text.startswith("=")

    def _read_cell(self, listed: ListedRow, key: str, text: str) -> None:
        try:
            listed.values[key] = self.value(key, text)
        except CellError as error:
            self.fault(listed, key, error.expected)


def first_of(names: Iterable[str], most: int) -> str:
    """Return the first names, with an ellipsis where there are more of them."""
    listed = list(names)
    return ", ".join([*listed[:most], *(["…"] if len(listed) > most else [])])
