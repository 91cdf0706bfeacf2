"""Tests of reading and writing lists as files; what the cells mean is tested in `test_parsing.py`."""

from __future__ import annotations

import datetime as dt
import io
import random
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from courses.tables import (
    MAX_BYTES,
    MAX_COLUMNS,
    MAX_ROWS,
    Fault,
    ImportFaults,
    TableFault,
    formula_faults,
    left_alone,
    match_columns,
    personal_number_faults,
    read_table,
    write_csv,
    write_table,
    write_xlsx,
)
from courses.tables.table import cleaned

DATA = Path(__file__).parent.parent / "data"
PARTICIPANTS = (DATA / "deltagere.csv").read_bytes()
REGISTER = (DATA / "fremmoede.csv").read_bytes()


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def read(text, encoding="utf-8"):
    return read_table(text.encode(encoding), "list.csv")


def cells(table):
    return [list(row.cells.values()) for row in table.rows]


def saved(workbook):
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def workbook_of(*rows):
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    return workbook


def excel(*rows):
    return read_table(saved(workbook_of(*rows)), "list.xlsx")


def one_excel_cell(value, number_format="General"):
    workbook = workbook_of(["Value"], [value])
    workbook.active["A2"].number_format = number_format
    return read_table(saved(workbook), "list.xlsx").rows[0].cells["Value"]


def zipped(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def with_part(workbook, name, change):
    """The saved workbook with one of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(saved(workbook))) as archive:
        parts = {info: archive.read(info) for info in archive.namelist()}
    return zipped(**(parts | {name: change(parts.get(name, b""))}))


def fault_of(content, filename="list.csv"):
    with pytest.raises(TableFault) as caught:
        read_table(content, filename)
    return str(caught.value)


# The lists as coordinators keep them


def test_participant_list_is_read_as_it_is():
    table = read_table(PARTICIPANTS, "deltagere.csv")
    assert table.headers == (
        *("Navn", "E-mail", "Kommune", "Rolle", "Startdato", "Slutdato", "Årsværk", "Uddannelse", "Forældregruppe"),
    )
    assert len(table.rows) == 27
    assert table.header_row == 1
    assert table.rows[3].number == 5
    assert table.rows[3].cells["Uddannelse"] == "Socialrådgiver; systemisk efteruddannelse"
    assert table.rows[12].cells["Årsværk"] == "80 %"


def test_register_is_read_as_it_is():
    table = read_table(REGISTER, "fremmoede.csv")
    assert len(table.headers) == 41
    assert len(table.rows) == 27
    assert table.rows[0].cells["BAS2"] == "2½ t"
    assert table.rows[3].cells["INT"] == ""


@pytest.mark.parametrize("content", [PARTICIPANTS, REGISTER], ids=["participants", "register"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_lists_are_the_same_in_every_encoding(content, encoding, delimiter):
    text = content.decode("utf-8-sig").replace(";", delimiter) if delimiter == "\t" else content.decode("utf-8-sig")
    expected = read(text)
    assert read_table(text.encode(encoding), "list.txt") == expected
    assert len(expected.headers) in {9, 41}


@pytest.mark.parametrize("content", [PARTICIPANTS, REGISTER], ids=["participants", "register"])
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_lists_are_the_same_saved_in_another_format(content, file_format):
    table = read_table(content, "list.csv")
    again = write_table(file_format, table.headers, cells(table), "List")
    assert read_table(again, "whatever.pdf") == table


def test_lists_typed_into_excel_are_the_same():
    table = read_table(REGISTER, "fremmoede.csv")
    typed = {"1": 1.0, "0": 0, "90": 90, "2:30": dt.time(2, 30)}
    rows = [[typed.get(text, text or None) for text in row] for row in cells(table)]
    assert excel(table.headers, *rows) == table


# Text files


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_delimiter_is_found_out(delimiter):
    table = read("Navn;E-mail;Rolle\nDorthe;d@example.dk;leder\nBo;b@example.dk;makker".replace(";", delimiter))
    assert table.headers == ("Navn", "E-mail", "Rolle")
    assert cells(table) == [["Dorthe", "d@example.dk", "leder"], ["Bo", "b@example.dk", "makker"]]


def test_decimal_commas_do_not_split_cells():
    assert cells(read("Navn;Årsværk\nBo;0,8\nOda;0,9")) == [["Bo", "0,8"], ["Oda", "0,9"]]


def test_comma_in_every_header_and_cell_does_not_beat_the_semicolon():
    table = read("Efternavn, fornavn, titel;E-mail\nGade, Bo, leder;b@example.dk")
    assert table.headers == ("Efternavn, fornavn, titel", "E-mail")


def test_quoted_cells_may_hold_delimiters_quotes_and_line_breaks():
    table = read('Navn;Note\n"Gade; Bo";"kaldet ""Bosse"""\n"Oda\r\nLund";ny\nMette;')
    assert cells(table) == [["Gade; Bo", 'kaldet "Bosse"'], ["Oda\nLund", "ny"], ["Mette", ""]]
    assert [row.number for row in table.rows] == [2, 3, 4]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending_is_understood(ending):
    assert cells(read(ending.join(["a;b", "1;2", "3;4"]))) == [["1", "2"], ["3", "4"]]


def test_one_column_keeps_its_cells_whole():
    assert cells(read("Navn\nGade, Bo\n\nLund; Oda\n")) == [["Gade, Bo"], ["Lund; Oda"]]


def test_named_delimiter_is_used_and_not_counted_as_a_row():
    table = read("sep=,\r\nNavn,Note\r\nBo,a;b\r\n")
    assert cells(table) == [["Bo", "a;b"]]
    assert table.rows[0].number == 2


def test_short_and_long_rows_are_read():
    table = read("Navn;Rolle\nBo\nOda;leder;;\n")
    assert table.headers == ("Navn", "Rolle")
    assert cells(table) == [["Bo", ""], ["Oda", "leder"]]


def test_cells_lose_what_only_looks_like_space():
    table = read("\ufeff Navn \xa0;Fuld\xa0tid\n\u200bBo \xa0;80\xa0%\u202f\n")
    assert table.headers == ("Navn", "Fuld tid")
    assert cells(table) == [["Bo", "80 %"]]


def test_dashes_and_quotes_of_windows_are_read():
    assert cells(read("Navn;BAS1\nBo “Bosse” Gade;–", "cp1252")) == [["Bo “Bosse” Gade", "–"]]


def test_letters_in_two_pieces_become_one():
    assert cells(read("Navn\nA\u030ase\n")) == [["Åse"]]


# Rows and columns


def test_empty_rows_and_columns_anywhere_are_skipped_and_numbers_kept():
    table = read(";;;;\n;Navn;;Rolle;\n;;;;\n;Bo;;leder;\n;;;;\n;Oda;;;\n")
    assert table.headers == ("Navn", "Rolle")
    assert table.header_row == 2
    assert [(row.number, *row.cells.values()) for row in table.rows] == [(4, "Bo", "leder"), (6, "Oda", "")]


def test_empty_rows_and_columns_in_excel_are_skipped_and_numbers_kept():
    workbook = Workbook()
    sheet = workbook.active
    sheet["C3"], sheet["E3"], sheet["C6"], sheet["E6"], sheet["C9"] = "Navn", "Rolle", "Bo", "leder", "Oda"
    sheet["H20"].number_format = "0.00"
    table = read_table(saved(workbook), "list.xlsx")
    assert table.headers == ("Navn", "Rolle")
    assert table.header_row == 3
    assert [(row.number, *row.cells.values()) for row in table.rows] == [(6, "Bo", "leder"), (9, "Oda", "")]


def test_column_without_header_is_named_as_excel_names_it():
    table = read("Navn;;Rolle\nBo;ring senere;leder")
    assert table.headers == ("Navn", "Column B", "Rolle")


def test_wrapped_header_is_one_line():
    assert read('"Forældre-\ngruppe";Navn\nx;Bo').headers == ("Forældre- gruppe", "Navn")


@pytest.mark.parametrize("second", ["Navn", "navn ", "NAVN"])
def test_same_header_twice_is_refused(second):
    assert fault_of(f"Navn;{second}\nBo;Oda".encode()) == f'Two columns have the header "{second.strip()}". Keep one.'


# Cells of Excel


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (1, "General", "1"),
        (1.0, "General", "1"),
        (150, "General", "150"),
        (0.8, "General", "0,8"),
        (1.234, "General", "1,234"),
        (0.1 + 0.2, "General", "0,3"),
        (1234567, "#,##0", "1234567"),
        (-2.5, "0.00", "-2,5"),
        (0.8, "0%", "80 %"),
        (0.855, "0.0%", "85,5 %"),
        (0.07, "0.00 %", "7 %"),
        (1, "0%", "100 %"),
        (217, "0000", "0217"),
        (2.5, '0.0" t"', "2,5 t"),
        (150, r"0\ \m\i\n", "150 min"),
        (80, '0"%"', "80%"),
        (True, "General", "ja"),
        (False, "General", "nej"),
        (dt.datetime(2026, 12, 24), "dd-mm-yyyy", "2026-12-24"),  # noqa: DTZ001 - Excel knows no time zones
        (dt.date(2026, 12, 24), "d. mmm yyyy", "2026-12-24"),
        (dt.datetime(2026, 12, 24, 14, 30), "dd-mm-yyyy hh:mm", "2026-12-24 14:30:00"),  # noqa: DTZ001
        (dt.time(2, 30), "h:mm", "2:30"),
        (dt.time(14, 30, 15), "h:mm:ss", "14:30:15"),
        (dt.timedelta(hours=27, minutes=5), "[h]:mm", "27:05"),
        (0.1041667, "h:mm", "2:30"),
        ("2½ t", "@", "2½ t"),
        ("til\xa0stede ", "General", "til stede"),
        ("=1+1", "General", "=1+1"),
        ("a_x000D_\nb", "General", "a\nb"),
    ],
)
def test_excel_cell_is_read_as_typed(value, number_format, text):
    assert one_excel_cell(value, number_format) == text


def test_first_visible_sheet_with_content_is_read():
    workbook = Workbook()
    workbook.active.append(["Hidden"])
    workbook.active.append(["secret"])
    workbook.active.sheet_state = "hidden"
    workbook.create_sheet("Empty")
    shown = workbook.create_sheet("Shown")
    shown.append(["Navn"])
    shown.append(["Bo"])
    assert cells(read_table(saved(workbook), "list.xlsx")) == [["Bo"]]


def test_wrong_size_written_into_the_sheet_is_not_believed():
    def shrink(xml):
        return xml.replace(b'<dimension ref="A1:B3"', b'<dimension ref="A1"')

    content = with_part(
        workbook_of(["Navn", "Rolle"], ["Bo", "leder"], ["Oda", "leder"]), "xl/worksheets/sheet1.xml", shrink
    )
    assert cells(read_table(content, "list.xlsx")) == [["Bo", "leder"], ["Oda", "leder"]]


def test_array_and_shared_formulas_stay_formulas():
    def formulas(xml):
        shared = b'<f t="shared" ref="A2:A3" si="0">B2+1</f><v>3</v>', b'<f t="shared" si="0"></f><v>4</v>'
        array = b'<f t="array" ref="A4">SUM(B1:B2)</f><v>5</v>'
        for number, formula in enumerate([*shared, array], start=2):
            xml = xml.replace(b"<v>%d</v>" % (100 + number), formula)
        return xml

    content = with_part(workbook_of(["Navn"], [102], [103], [104]), "xl/worksheets/sheet1.xml", formulas)
    assert cells(read_table(content, "list.xlsx")) == [["=B2+1"], ["=B3+1"], ["=SUM(B1:B2)"]]


# What is no table


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b" \r\n\r\n", b";;;\r\n;;;\r\n", saved(Workbook())])
def test_empty_file_is_refused(content):
    assert fault_of(content) == "The file is empty."


@pytest.mark.parametrize(
    "content", [b"Navn;E-mail\r\n", b"Navn;E-mail\n;\n;\n", saved(workbook_of(["Navn", "E-mail"]))]
)
def test_header_without_rows_is_refused(content):
    assert fault_of(content) == "The file has a row of headers, but no rows below it."


ADVICE = "Save the list from Excel as .xlsx or CSV, and choose that file."
NO_TABLE = f"The file is not a table. {ADVICE}"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "list.csv is a PDF, not a table."),
        (b"\n%PDF-1.7\nonly text", "list.csv is a PDF, not a table."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "list.csv is in the old Excel format (.xls)."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            "list.csv is protected with a password.",
        ),
        (b"<!DOCTYPE html><table>", "list.csv is a web page or an XML file, not a table."),
        (b"\xef\xbb\xbf<?xml version='1.0'?>", "list.csv is a web page or an XML file, not a table."),
        (rb"{\rtf1\ansi Navn}", "list.csv is a text document, not a table."),
        (zipped(**{"a.txt": "Navn;E-mail\nBo;b"}), "list.csv is a zip archive, not a table."),
        (
            zipped(**{"[Content_Types].xml": "", "word/document.xml": ""}),
            "list.csv is a Word document, not a table.",
        ),
        (zipped(**{"mimetype": "application/vnd", "content.xml": ""}), "list.csv is an OpenDocument file."),
        (
            zipped(**{"[Content_Types].xml": "", "xl/workbook.bin": ""}),
            "list.csv is a binary Excel workbook (.xlsb).",
        ),
        (saved(workbook_of(["Navn"], ["Bo"]))[:1500], "list.csv is damaged and cannot be opened."),
    ],
)
def test_other_files_are_named_for_what_they_are(content, sentence):
    assert fault_of(content) == f"{sentence} {ADVICE}"


@pytest.mark.parametrize(
    "content",
    [
        random.Random(1).randbytes(3_000),  # noqa: S311 - noise, no secret
        random.Random(2).randbytes(MAX_BYTES),  # noqa: S311
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        b"Navn;E-mail\nBo\x00;b@example.dk",
        "Navn;E-mail\nBo;b".encode("utf-16-le"),
        "Navn;E-mail\nBo;b".encode("utf-32"),
        b"\xff\xfeN\x00a",
    ],
)
def test_noise_is_refused(content):
    assert fault_of(content) == NO_TABLE


def test_ten_megabytes_of_noise_are_refused_by_their_size():
    assert fault_of(bytes(10_000_000), "/home/me/noise.bin") == "noise.bin is larger than 5 MB."


def test_fault_without_a_file_name_still_reads_well():
    assert fault_of(b"%PDF-1.7", "") == f"The file is a PDF, not a table. {ADVICE}"


@pytest.mark.parametrize("text", ["Navn\nSÃ¸ren", "Navn\nÃ…se"])
def test_damaged_letters_are_refused(text):
    assert fault_of(text.encode()).startswith("Letters such as æ, ø and å are damaged in the file.")


def test_stray_windows_letter_in_an_utf8_file_is_refused():
    assert fault_of("Navn\nSøren\n".encode() + "Åse\n".encode("cp1252")).startswith("Letters such as æ, ø and å")


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('Navn;Note\nBo;ok\n"Oda;leder\nMette;leder\n', 3),
        ('"Navn;Note\nBo;ok\n', 1),
        ('Navn;Note\n"Oda" Lund;leder\n', 2),
        (f'Navn;Note\nBo;"{"x" * 200_000}"', 2),
    ],
)
def test_quotation_mark_that_is_not_closed_is_refused(text, row):
    sentence = f'Row {row} cannot be read: a quotation mark (") there is not closed, or a cell is too long.'
    assert fault_of(text.encode()) == sentence


def test_as_many_rows_and_columns_as_allowed_are_read():
    assert len(read("Navn\n" + "Bo\n" * MAX_ROWS).rows) == MAX_ROWS
    wide = ";".join(f"c{number}" for number in range(MAX_COLUMNS))
    assert len(read(f"{wide}\n{wide}").headers) == MAX_COLUMNS


def test_too_many_rows_in_excel_are_refused():
    content = sheet_of(b"<row><c><v>1</v></c></row>" * (MAX_ROWS + 2))
    assert fault_of(content, "list.xlsx") == "The file has more than 10000 rows."


def test_too_many_rows_or_columns_are_refused():
    assert fault_of(b"Navn\n" + b"Bo\n" * (MAX_ROWS + 1)) == "The file has more than 10000 rows."
    wide = ";".join(f"c{number}" for number in range(MAX_COLUMNS + 1))
    assert fault_of(f"{wide}\n{wide}".encode()) == "The file has more than 300 columns."


TOO_LARGE = "The Excel file is too large when unpacked. Copy the list into a new workbook and save that."
DAMAGED = "The Excel file is damaged. Open it in Excel, save it again, and choose that file."


def sheet_of(rows):
    def change(xml):
        start, rest = xml.split(b"<sheetData>", 1)
        return start + b"<sheetData>" + rows + b"</sheetData>" + rest.split(b"</sheetData>", 1)[1]

    return with_part(workbook_of(["Navn"], ["Bo"]), "xl/worksheets/sheet1.xml", change)


@pytest.mark.parametrize(
    "content",
    [
        sheet_of(b" " * 30_000_000),
        sheet_of(b'<row><c r="XFD1"/></row>' * 10_000),
        sheet_of(b"<row><c><v>1</v></c></row>" * 500_000),
        with_part(workbook_of(["Navn"]), "xl/styles.xml", lambda xml: xml + b"<xf/>" * 500_000),
    ],
    ids=["padding", "last column", "many cells", "styles"],
)
def test_workbook_that_unpacks_to_too_much_is_refused(content):
    assert len(content) < 500_000
    assert fault_of(content, "list.xlsx") in {TOO_LARGE, "The file has more than 10000 rows."}


def test_long_text_named_by_many_cells_is_refused():
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % kind
    strings = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>%s</t></si></sst>'
    content = io.BytesIO(sheet_of(b'<row><c t="s"><v>0</v></c></row>' * 500))
    with zipfile.ZipFile(content) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override)
    parts["xl/sharedStrings.xml"] = strings % (b"x" * 30_000)
    assert fault_of(zipped(**parts), "list.xlsx") == TOO_LARGE


def test_cell_in_the_last_row_of_excel_is_read():
    content = sheet_of(b'<row r="1"><c><v>7</v></c></row><row r="1048576"><c><v>8</v></c></row>')
    assert read_table(content, "list.xlsx").rows[0].number == 1_048_576


def test_rows_beyond_the_last_of_excel_are_not_counted_up_to():
    content = sheet_of(b'<row r="1"><c><v>7</v></c></row><row r="99999999999999"><c><v>8</v></c></row>')
    assert fault_of(content, "list.xlsx") == "The file has a row of headers, but no rows below it."


def entities(xml):
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (n + 1, b"&l%d;" % n * 10) for n in range(9))
    return b'<!DOCTYPE x [<!ENTITY l0 "ha">' + laughs + b"]>" + xml.replace(b"<v>102</v>", b"<v>&l9;</v>")


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("xl/worksheets/sheet1.xml", entities),
        ("xl/worksheets/sheet1.xml", lambda xml: xml[:-60]),
        ("xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<v>102</v>", b"<v>1e</v>")),
        ("xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'<c r="A2"', b'<c s="999" r="A2"')),
        ("xl/workbook.xml", lambda _xml: b""),
        ("[Content_Types].xml", lambda _xml: b"<Types/>"),
    ],
    ids=["entities", "cut off", "no number", "no such style", "no workbook", "no types"],
)
def test_damaged_workbook_is_refused(part, change):
    assert fault_of(with_part(workbook_of(["Navn"], [102]), part, change), "list.xlsx") == DAMAGED


# Faults


def test_fault_is_a_sentence_with_row_column_value_and_expectation():
    fault = Fault(7, "Startdato", "31.02.2025", "a date such as 24.12.2026")
    assert str(fault) == 'Row 7, Startdato: "31.02.2025" – expected a date such as 24.12.2026.'


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (Fault(7, "Navn", "", "a name"), "Row 7, Navn: empty – expected a name."),
        (Fault(7, "", "x", "a name."), 'Row 7: "x" – expected a name.'),
        (Fault(None, "UDD99", "UDD99", "a session code"), 'UDD99: "UDD99" – expected a session code.'),
        (Fault(None, "", "", "a column Navn"), "The file: empty – expected a column Navn."),
        (Fault(2, "N", "a\nb" + "c" * 80, "less"), f'Row 2, N: "a b{"c" * 56}…" – expected less.'),
        (Fault(2, "100 %", "%(row)s", "%d"), 'Row 2, 100 %: "%(row)s" – expected %d.'),
    ],
)
def test_fault_leaves_out_what_it_does_not_have(fault, sentence):
    assert str(fault) == sentence


def test_import_faults_carry_all_of_them():
    faults = [Fault(2, "Navn", "", "a name"), Fault(3, "Navn", "", "a name")]
    error = ImportFaults(faults)
    assert error.faults == tuple(faults)
    assert str(error) == "Row 2, Navn: empty – expected a name.\nRow 3, Navn: empty – expected a name."


def test_formulas_are_faults_in_headers_and_cells():
    table = read("Navn;=Rolle\n=1+1;leder\nBo; =SUM(A1)\nOda;-")
    assert [str(fault) for fault in formula_faults(table)] == [
        'Row 1, =Rolle: "=Rolle" – expected a value, not a formula.',
        'Row 2, Navn: "=1+1" – expected a value, not a formula.',
        'Row 3, =Rolle: "=SUM(A1)" – expected a value, not a formula.',
    ]


def test_no_fault_shows_a_cpr_number_that_stood_in_the_file():
    number = "0101" + "90-" + "12" + "34"
    table = read(f"{number};Navn;Andet\nx;Født {number};{number.replace('-', '')}")
    expected = "expected a text without anything that looks like a CPR number."
    assert [str(fault) for fault in personal_number_faults(table)] == [
        f'Row 1, ••••••-••••: "••••••-••••" – {expected}',
        f'Row 2, Navn: "••••••-••••" – {expected}',
        f'Row 2, Andet: "••••••-••••" – {expected}',
    ]
    assert str(Fault(2, number, number, "a name")) == 'Row 2, ••••••-••••: "••••••-••••" – expected a name.'
    assert left_alone([number]) == ["The column “••••••-••••” is not known and was left alone."]
    with pytest.raises(TableFault) as refusal:
        match_columns([number, f"{number} "], {"name": [number]})
    assert number not in str(refusal.value)


def test_calculated_cell_of_excel_is_a_fault():
    table = excel(["Navn", "Årsværk"], ["Bo", "=0.5+0.3"])
    assert formula_faults(table) == [Fault(2, "Årsværk", "=0.5+0.3", "a value, not a formula")]


# Columns

KNOWN = {"email": ("E-mail", "email"), "fte": ("Årsværk", "fte"), "facilitator": ("Forældregruppe", "facilitator")}


@pytest.mark.parametrize("header", ["E-mail", "email", "e mail", "EMAIL", " E–Mail ", "e_mail", "É-mail"])
def test_email_column_is_found_however_it_is_written(header):
    assert match_columns([header], KNOWN).by_key == {"email": header}


@pytest.mark.parametrize("header", ["Årsværk", "årsværk", "Aarsvaerk", "ÅRSVÆRK", "A\u030arsværk", "FTE"])
def test_danish_letters_may_be_spelled_out(header):
    assert match_columns([header], KNOWN).by_key == {"fte": header}


def test_columns_are_matched_in_any_order_and_the_unknown_named_in_theirs():
    match = match_columns(["Bemærkning", "Forældre-gruppe", "#", "email"], KNOWN)
    assert match.by_key == {"facilitator": "Forældre-gruppe", "email": "email"}
    assert match.unknown == ("Bemærkning", "#")


def test_two_headers_for_one_column_are_refused():
    with pytest.raises(TableFault, match=r'^The columns "E-mail" and "email" mean the same\. Keep one of them\.$'):
        match_columns(["E-mail", "Navn", "email"], KNOWN)


# Writing


def test_csv_has_commas_line_feeds_and_no_byte_order_mark():
    content = write_csv(["name", "percent"], [["Søren, Bo", Decimal("84.50")], ["Åse", None], ['"Q"', -5]])
    assert content.decode() == 'name,percent\n"Søren, Bo",84.50\nÅse,\n"""Q""",-5\n'


def test_csv_decimals_are_never_written_with_an_exponent():
    assert write_csv(["n"], [[Decimal("1E+3")], [Decimal("0E-7")]]) == b"n\n1000\n0.0000000\n"


def test_xlsx_has_a_bold_frozen_header_numbers_and_readable_widths():
    content = write_xlsx(["name", "minutes"], [["Søren" * 5, 150], ["x" * 500, Decimal("84.5")]], "Plan: 2026/27")
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet.title == "Plan  2026 27"
    assert sheet.freeze_panes == "A2"
    assert [cell.font.b for cell in sheet[1]] == [True, True]
    assert not sheet["A2"].font.b
    assert [sheet["B2"].value, sheet["B3"].value] == [150, 84.5]
    assert [sheet["B2"].data_type, sheet["B3"].data_type] == ["n", "n"]
    assert [sheet.column_dimensions[letter].width for letter in "AB"] == [60, 9]


@pytest.mark.parametrize("title", ["", "[]", "''", "x" * 50])
def test_any_title_makes_a_sheet_name(title):
    sheet = load_workbook(io.BytesIO(write_xlsx(["a"], [["b"]], title))).active
    assert sheet.title in {"List", "x" * 31}


DANGEROUS = ["=1+1", "+45 12", "-5", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\xa0=1", "＝1", "--", "- "]


@pytest.mark.parametrize("text", DANGEROUS)
def test_formula_cells_are_neutralised_in_csv(text):
    cell = write_csv(["a"], [[text]]).decode().removeprefix("a\n").lstrip('"')
    assert cell.startswith("'")


@pytest.mark.parametrize("text", [*DANGEROUS, "#N/A"])
def test_formula_cells_are_neutralised_text_in_xlsx(text):
    cell = load_workbook(io.BytesIO(write_xlsx([text], [[text]], "List"))).active["A2"]
    assert cell.data_type == "s"
    assert cell.value.startswith(("'", "#"))


@pytest.mark.parametrize("text", ["-", "a=b", "a-b", "a@b.dk", "'s", "#N/A", "5", "1,5", "Bo; Oda"])
def test_harmless_text_is_left_alone(text):
    for content in (write_csv(["a"], [[text]]), write_xlsx(["a"], [[text]], "List")):
        assert cells(read_table(content, "list")) == [[text]]


@pytest.mark.parametrize(
    ("text", "written"), [("Bo;=1+1;", "Bo;'=1+1;"), ("a\t@b", "a\t'@b"), ("a\n=1", "a\n'=1"), (";=1;;-2", ";'=1;;'-2")]
)
def test_formula_behind_a_semicolon_is_neutralised_as_a_danish_excel_splits_there(text, written):
    assert write_csv(["a"], [[text]]).decode() in {f"a\n{written}\n", f'a\n"{written}"\n'}


def test_characters_that_no_file_can_hold_are_left_out():
    for content in (write_csv(["a"], [["B\x00o\x0b\ufffe"]]), write_xlsx(["a"], [["B\x00o\x0b\ufffe"]], "List")):
        assert cells(read_table(content, "list")) == [["Bo"]]


# Properties

LETTERS = st.characters(
    codec="utf-8",
    categories=["L", "M", "N", "P", "S", "Zs"],
    include_characters="\n",
    exclude_characters="Ã=+-@＝＋－＠_",
)
TEXT = st.text(LETTERS, max_size=12).filter(lambda text: not text.startswith("\n"))
DANISH = st.text("abcæøåÆØÅé½ ,.;:'\"%-0123456789\n", max_size=12).filter(lambda text: not text.strip().startswith("-"))
HEADERS = ["name", "note", "role"]


def lists(text):
    """Rows that hold something, as empty ones are rightly lost."""
    row = st.lists(text, min_size=3, max_size=3).filter(lambda cells: any(cleaned(cell) for cell in cells))
    return st.lists(row, min_size=1, max_size=6)


@settings(deadline=None)
@given(lists(TEXT))
def test_what_is_written_as_csv_is_read_again(rows):
    table = read_table(write_csv(HEADERS, rows), "list.csv")
    assert cells(table) == [[cleaned(cell) for cell in row] for row in rows]
    assert [row.number for row in table.rows] == list(range(2, len(rows) + 2))


@settings(max_examples=40, deadline=None)
@given(lists(TEXT))
def test_what_is_written_as_xlsx_is_read_again(rows):
    table = read_table(write_xlsx(HEADERS, rows, "List"), "list.xlsx")
    assert cells(table) == [[cleaned(cell) for cell in row] for row in rows]


@settings(deadline=None)
@given(lists(DANISH), st.sampled_from(";,\t"), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
def test_delimiter_and_encoding_never_change_the_list(rows, delimiter, encoding):
    lines = [delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in [HEADERS, *rows]]
    table = read("\r\n".join(lines), encoding)
    assert table.headers == tuple(HEADERS)
    assert cells(table) == [[cleaned(cell) for cell in row] for row in rows]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=40))
def test_no_text_is_ever_written_as_a_formula(text):
    sheet = load_workbook(io.BytesIO(write_xlsx(["a"], [[text]], text))).active
    assert sheet["A2"].data_type in {"s", "n"}
    line = write_csv(["a"], [[text]]).decode().removeprefix("a\n").strip('"\n')
    for cell in line.replace("\n", ";").replace("\t", ";").split(";"):
        assert line == "-" or not cell.lstrip().startswith(("=", "+", "-", "@"))


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_with_a_sentence(content):
    try:
        read_table(content, "list.csv")
    except TableFault as fault:
        assert str(fault).endswith(".")  # noqa: PT017 - either outcome is right
