"""Text files with `;`, tab or `,` between the cells, in the encodings Excel writes, as numbered records."""

from __future__ import annotations

import codecs
import csv
import io
import re
from itertools import islice
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from courses.tables.faults import TableFault

if TYPE_CHECKING:
    from collections.abc import Iterator

# In the order of trust where several fit: a comma also stands inside names and numbers.
DELIMITERS = (";", "\t", ",")
# Separates nothing in a text without control characters, so that a file of one column keeps its cells whole.
ONE_COLUMN = "\x1f"
SAMPLE_RECORDS = 200

CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0e-\x1f]")
# How `æ`, `ø`, `å`, `é`, `ü` and their capitals look when UTF-8 was once read as Windows-1252.
DAMAGED_LETTERS = re.compile(r"Ã[¦¸¥†˜…©¼]")
# Excel's own way of saying which delimiter follows; it does not count this line as a row.
DELIMITER_LINE = re.compile(r"sep=([;,\t])\r?\n", re.IGNORECASE)


def text_records(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """The records of a text file with the row numbers Excel would show: a cell may hold line breaks.

    Raises TableFault for what is no text, has damaged letters, or a quotation mark that is not closed.
    """
    text = _decoded(content)
    named = DELIMITER_LINE.match(text)
    if named:
        return _records(text[named.end() :], named[1])
    return _records(text, _delimiter(text))


def _decoded(content: bytes) -> str:
    text = _unicode(content)
    if text is None or CONTROL_CHARACTERS.search(text):
        raise TableFault(_("The file is not a table. Save the list from Excel as .xlsx or CSV, and choose that file."))
    if DAMAGED_LETTERS.search(text):
        raise TableFault(
            _('Letters such as æ, ø and å are damaged in the file. Save it from Excel as "CSV UTF-8" or .xlsx.')
        )
    return text


def _unicode(content: bytes) -> str | None:
    utf16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ["utf-16"] if utf16 else ["utf-8-sig", "cp1252"]:
        try:
            # DOS programs end a text with Ctrl-Z.
            return content.decode(encoding).rstrip("\x1a")
        except UnicodeDecodeError:
            continue
    return None


def _delimiter(text: str) -> str:
    fits = {delimiter: _fit(text, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: fits[delimiter])
    return best if fits[best][0] else ONE_COLUMN


def _fit(text: str, delimiter: str) -> tuple[bool, bool, float]:
    """How well the delimiter explains the text: it splits the header, quotes close, so many rows fit it."""
    records, sound = _sample(text, delimiter)
    widths = [len(record) for record in records if any(cell.strip() for cell in record)]
    if not widths:
        return True, sound, 0.0
    return widths[0] > 1, sound, widths.count(widths[0]) / len(widths)


def _sample(text: str, delimiter: str) -> tuple[list[list[str]], bool]:
    records: list[list[str]] = []
    try:
        records.extend(islice(_reader(text, delimiter), SAMPLE_RECORDS))
    except csv.Error:
        return records, False
    return records, True


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    number = 0
    try:
        for number, record in enumerate(_reader(text, delimiter), start=1):
            yield number, record
    except csv.Error as error:
        sentence = _('Row %(row)s cannot be read: a quotation mark (") there is not closed, or a cell is too long.')
        raise TableFault(sentence % {"row": number + 1}) from error


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    # Strict, as otherwise a quotation mark that nobody closed would silently swallow the rest of the list.
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
