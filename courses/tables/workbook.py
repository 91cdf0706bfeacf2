"""Excel workbooks (.xlsx) as numbered records of the text a person would have typed; formulas stay formulas."""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from courses.tables.faults import TableFault
from courses.tables.table import MAX_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from openpyxl.cell.read_only import ReadOnlyCell

# A few megabytes can unpack to gigabytes, or to as much as keeps a worker busy for minutes. Twelve megabytes
# are some 300,000 cells; whatever only describes cells is built into objects many times its size.
MAX_UNPACKED_BYTES = {"xl/worksheets/": 12_000_000, "xl/sharedStrings": 4_000_000, "xl/media/": 5_000_000}
MAX_OTHER_BYTES = 1_000_000
MAX_CHARACTERS = 12_000_000
MAX_GRID_CELLS = 5_000_000
LAST_ROW_OF_EXCEL = 1_048_576

QUOTED = re.compile(r'"[^"]*"|\\.')
NUMBER_WITH_UNIT = re.compile(r'[#0.,]+((?:"[^"]*"|\\.| )+)')


def workbook_records(content: bytes) -> list[tuple[int, list[str]]]:
    """The rows of the first visible sheet that holds anything, with their numbers; rows without cells are left out.

    Raises TableFault for a workbook that is too large when unpacked, or damaged.
    """
    try:
        _check_size(content)
        with warnings.catch_warnings():
            # openpyxl warns of decoration that it drops (validations, styles), which an import never needs.
            warnings.simplefilter("ignore")
            return _read(content)
    except TableFault:
        raise
    except Exception as error:  # openpyxl's parsers raise whatever they stumble over
        raise TableFault(
            _("The Excel file is damaged. Open it in Excel, save it again, and choose that file.")
        ) from error


def _check_size(content: bytes) -> None:
    with ZipFile(io.BytesIO(content)) as archive:
        sizes = {part.filename: part.file_size for part in archive.infolist()}
    for place, most in MAX_UNPACKED_BYTES.items():
        if sum(sizes.pop(name) for name in list(sizes) if name.startswith(place)) > most:
            raise _too_large()
    if sum(sizes.values()) > MAX_OTHER_BYTES:
        raise _too_large()


def _read(content: bytes) -> list[tuple[int, list[str]]]:
    workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    try:
        visible = (sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible")
        return next((records for sheet in visible if (records := _sheet_records(sheet))), [])
    finally:
        workbook.close()


def _sheet_records(sheet: Any) -> list[tuple[int, list[str]]]:
    # Some programs write a wrong size into the sheet, and openpyxl would stop reading there.
    sheet.reset_dimensions()
    numbered = _within_limits(sheet.iter_rows(max_row=LAST_ROW_OF_EXCEL))
    texts = ((number, [cell_text(cell) for cell in cells]) for number, cells in numbered)
    # One row more than may be is enough to refuse them all.
    return list(islice(_filled(texts), MAX_ROWS + 2))


def _filled(rows: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    # A long text is stored once, but every cell can name it.
    characters = 0
    for number, texts in rows:
        characters += sum(map(len, texts))
        if characters > MAX_CHARACTERS:
            raise _too_large()
        if any(texts):
            yield number, texts


def _within_limits(grid: Iterable[Sequence[ReadOnlyCell]]) -> Iterator[tuple[int, Sequence[ReadOnlyCell]]]:
    # openpyxl fills up a row to its last cell, which a few bytes can put in the last column.
    size = 0
    for number, cells in enumerate(grid, start=1):
        size += len(cells)
        if size > MAX_GRID_CELLS:
            raise _too_large()
        if cells:
            yield number, cells


def _too_large() -> TableFault:
    return TableFault(_("The Excel file is too large when unpacked. Copy the list into a new workbook and save that."))


def cell_text(cell: ReadOnlyCell) -> str:
    """The cell as a person would have typed it: `0,8`, `80 %`, `2026-12-24`, `2:30`, `ja`; a formula with its `=`."""
    value: Any = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return _formula(value)
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, (int, float)):
        return _number(value, cell.number_format)
    if isinstance(value, (dt.date, dt.time, dt.timedelta)):
        return _moment(value)
    # Excel's own spelling of a carriage return inside a text.
    return str(value).replace("_x000D_", "")


def _formula(value: Any) -> str:
    text = value if isinstance(value, str) else getattr(value, "text", None) or ""
    return text if text.startswith("=") else f"={text}"


def _number(value: float, number_format: str) -> str:
    if "%" in QUOTED.sub("", number_format):
        return f"{_decimal(value * 100)} %"
    if re.fullmatch("0+", number_format) and value == int(value):
        return f"{int(value):0{len(number_format)}d}"
    return _decimal(value) + _unit(number_format)


def _decimal(value: float) -> str:
    # Fifteen digits are what Excel shows; the rest is the noise of binary fractions.
    text = str(value) if isinstance(value, int) else f"{Decimal(f'{value:.15g}'):f}"
    return text.replace(".", ",")


def _unit(number_format: str) -> str:
    """What the format writes after the number: a cell shown as `2,5 t` must not be read as `2,5`."""
    unit = NUMBER_WITH_UNIT.fullmatch(number_format.split(";")[0])
    return re.sub(r'["\\]', "", unit[1]) if unit else ""


def _moment(value: dt.date | dt.time | dt.timedelta) -> str:
    if isinstance(value, dt.timedelta):
        return _clock(value)
    if isinstance(value, dt.time):
        return _clock(
            dt.timedelta(hours=value.hour, minutes=value.minute, seconds=value.second, microseconds=value.microsecond)
        )
    if not isinstance(value, dt.datetime):
        return value.isoformat()
    whole = (value + dt.timedelta(milliseconds=500)).replace(microsecond=0)
    return whole.date().isoformat() if whole.time() == dt.time.min else whole.isoformat(sep=" ")


def _seconds(time: dt.time) -> float:
    return time.second + time.microsecond / 1_000_000


def _clock(duration: dt.timedelta) -> str:
    """Hours and minutes, and seconds where there are any."""
    minutes, seconds = divmod(round(duration.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}" + (f":{seconds:02d}" if seconds else "")
