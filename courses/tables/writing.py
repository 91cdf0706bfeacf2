"""Writes lists as CSV and XLSX files that no spreadsheet runs as formulas; what they hold is decided elsewhere."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

Cell: TypeAlias = int | str | Decimal | None
FileFormat: TypeAlias = Literal["csv", "xlsx"]

CONTENT_TYPES: dict[FileFormat, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

# The full-width signs are read as formulas too, and Excel drops white space before any of them.
FORMULA_START = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
# A Danish Excel splits a file with commas at semicolons, quoted or not: a formula may start behind one.
FORMULA_INSIDE = re.compile(r"([;\t\n]\s*)([=+\-@＝＋－＠])")
# What XML cannot hold, and what no encoding can.
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
SHEET_TITLE_FORBIDS = re.compile(r"[\[\]:*?/\\]")
NARROWEST, WIDEST = 8, 60


def write_table(file_format: FileFormat, headers: Sequence[str], rows: Iterable[Sequence[Cell]], title: str) -> bytes:
    """The list as a file in the format; the title names the sheet of an XLSX file."""
    if file_format == "csv":
        return write_csv(headers, rows)
    return write_xlsx(headers, rows, title)


def write_csv(headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The list with commas, a point in decimals and line feeds, in UTF-8 without a byte order mark."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerows([_csv_cell(cell) for cell in row] for row in [headers, *rows])
    return file.getvalue().encode()


def write_xlsx(headers: Sequence[str], rows: Iterable[Sequence[Cell]], title: str) -> bytes:
    """The list as a workbook of one sheet: bold headers that stay in sight, numbers as numbers, text as text."""
    listed = [headers, *rows]
    workbook = Workbook()
    sheet = cast("Worksheet", workbook.active)
    sheet.title = SHEET_TITLE_FORBIDS.sub(" ", _storable(title)).strip("' ")[:31] or "List"
    sheet.freeze_panes = "A2"
    for index, width in enumerate(_widths(listed), start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    for row in listed:
        sheet.append([_xlsx_cell(cell) for cell in row])
    _keep_texts(sheet)
    for header in sheet[1]:
        header.font = Font(bold=True)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def neutralised(text: str) -> str:
    """The text with a leading `'` where a spreadsheet would run it; a lone `-` is no formula and means absent."""
    return f"'{text}" if text != "-" and FORMULA_START.match(text) else text


def _csv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return FORMULA_INSIDE.sub(r"\1'\2", neutralised(_storable(cell)))
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def _xlsx_cell(cell: Cell) -> Cell:
    return (neutralised(_storable(cell)) or None) if isinstance(cell, str) else cell


def _keep_texts(sheet: Worksheet) -> None:
    """Store every text as text: openpyxl guesses formulas and error values from what a text looks like."""
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.data_type = "s"


def _storable(text: str) -> str:
    """The text without control characters, which neither format can hold, and with one kind of line break."""
    return UNSTORABLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def _widths(rows: Iterable[Sequence[Cell]]) -> list[int]:
    """The width of each column in characters, from its longest text, within what a screen bears."""
    widths: dict[int, int] = {}
    for row in rows:
        for index, cell in enumerate(row):
            widths[index] = max(widths.get(index, NARROWEST), len(str(cell or "")) + 2)
    return [min(width, WIDEST) for width in widths.values()]
