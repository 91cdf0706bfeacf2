"""Reads an uploaded or opened file into a table, telling by its content what it is, never by its name."""

from __future__ import annotations

import io
from pathlib import PurePath
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _

from courses.tables.delimited import text_records
from courses.tables.faults import TableFault, shortened
from courses.tables.table import build_table
from courses.tables.workbook import workbook_records

if TYPE_CHECKING:
    from collections.abc import Iterable

    from courses.tables.table import Table

MEGABYTE = 1024 * 1024
MAX_BYTES = 5 * MEGABYTE

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
WEB_PAGE = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<meta")


def read_table(content: bytes, filename: str) -> Table:
    """The table in a CSV or XLSX file; every cell is stripped text, the name is only used to speak of the file.

    Raises TableFault with a sentence on what the file is instead, and how to mend it.
    """
    name = shortened(PurePath(filename).name) or _("The file")
    if len(content) > MAX_BYTES:
        sentence = _("%(file)s is larger than %(megabytes)s MB.")
        raise TableFault(sentence % {"file": name, "megabytes": MAX_BYTES // MEGABYTE})
    if content.startswith(ZIP):
        _refuse(_other_archive(content), name)
        return build_table(workbook_records(content))
    _refuse(_other_kind(content), name)
    return build_table(text_records(content))


def _refuse(sentence: str | None, name: str) -> None:
    if sentence:
        advice = _("Save the list from Excel as .xlsx or CSV, and choose that file.")
        raise TableFault(f"{sentence % {'file': name}} {advice}")


def _other_kind(content: bytes) -> str | None:
    """What the file is, if it is neither a workbook nor text."""
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"%pdf-"):
        return _("%(file)s is a PDF, not a table.")
    if content.startswith(OLD_OFFICE):
        return _old_office(content)
    if start.startswith(WEB_PAGE):
        return _("%(file)s is a web page or an XML file, not a table.")
    if start.startswith(b"{\\rtf"):
        return _("%(file)s is a text document, not a table.")
    return None


def _old_office(content: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return _("%(file)s is protected with a password.")
    return _("%(file)s is in the old Excel format (.xls).")


def _other_archive(content: bytes) -> str | None:
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            return _archive_kind(archive.namelist())
    except BadZipFile:
        return _("%(file)s is damaged and cannot be opened.")


def _archive_kind(names: Iterable[str]) -> str | None:
    parts = set(names)
    if "xl/workbook.bin" in parts:
        return _("%(file)s is a binary Excel workbook (.xlsb).")
    if "[Content_Types].xml" in parts and any(part.startswith("xl/") for part in parts):
        return None
    if "word/document.xml" in parts:
        return _("%(file)s is a Word document, not a table.")
    if {"mimetype", "content.xml"} <= parts:
        return _("%(file)s is an OpenDocument file.")
    return _("%(file)s is a zip archive, not a table.")
