"""What can be wrong with an imported list, as sentences a coordinator can act on; nothing here finds the faults."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from people.personal_data import without_personal_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable

SHOWN_CHARACTERS = 60


class TableFault(Exception):  # noqa: N818 - the file is at fault, not the program
    """The file as a whole cannot be read as a table; the message is one plain sentence or two."""

    @property
    def sentences(self) -> list[str]:
        """What is wrong, fault by fault."""
        return [str(self)]


class ImportFaults(Exception):  # noqa: N818 - the cells are at fault, not the program
    """The table was read but its cells do not hold up: carries every fault, so that all are shown in one go."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(*self.faults)

    @property
    def sentences(self) -> list[str]:
        """What is wrong, fault by fault."""
        return [str(fault) for fault in self.faults]

    def __str__(self) -> str:
        return "\n".join(self.sentences)


@dataclass(frozen=True)
class Fault:
    """One cell (or row, or column, or the whole file) that was not as expected.

    `row` is the number Excel shows, or None where no single row is meant; `column` is the header, or empty.
    `expected` finishes the sentence "expected …" and needs no full stop.
    """

    row: int | None
    column: str
    value: str
    expected: str

    def __str__(self) -> str:
        return _("%(place)s: %(found)s – expected %(expected)s.") % {
            "place": self._place(),
            "found": self._found(),
            "expected": self.expected.rstrip("."),
        }

    def _place(self) -> str:
        if self.row is None:
            return shortened(self.column) or _("The file")
        if not self.column:
            return _("Row %(row)s") % {"row": self.row}
        return _("Row %(row)s, %(column)s") % {"row": self.row, "column": shortened(self.column)}

    def _found(self) -> str:
        value = shortened(self.value)
        return _('"%(value)s"') % {"value": value} if value else _("empty")


def shortened(text: str) -> str:
    """The text on one line, cut to 60 characters so that a message stays readable, and without CPR numbers."""
    line = " ".join(without_personal_numbers(text).split())
    return line if len(line) <= SHOWN_CHARACTERS else f"{line[: SHOWN_CHARACTERS - 1]}…"
