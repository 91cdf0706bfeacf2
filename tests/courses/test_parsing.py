"""Tests of what the text of a cell means; files and rows are tested in `test_tables.py`."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from courses.parsing import (
    AttendanceCell,
    CellError,
    parse_attendance,
    parse_date,
    parse_email,
    parse_fte,
    parse_number,
    parse_role,
    parse_time,
    parse_yes,
)
from courses.tables import read_table

DATA = Path(__file__).parent.parent / "data"
PRESENT = AttendanceCell("present")
ABSENT = AttendanceCell("absent")
SICK = AttendanceCell("excused", reason="Syg")
EXCUSED = AttendanceCell("excused", reason="Afbud")


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def partly(minutes):
    return AttendanceCell("partial", minutes)


def expected_by(parser, text):
    with pytest.raises(CellError) as caught:
        parser(text)
    return caught.value.expected


# Dates

CHRISTMAS_EVE = dt.date(2026, 12, 24)


@pytest.mark.parametrize(
    "text",
    [
        *("24.12.2026", "24-12-2026", "24/12/2026", "24/12-2026", "24.12-2026", "24.12.26", "24/12-26"),
        *(
            "2026-12-24",
            "2026/12/24",
            "2026.12.24",
            "2026-12-24 00:00:00",
            "2026-12-24T00:00",
            "2026-12-24T00:00:00.000",
        ),
        *("24. december 2026", "24 dec 2026", "24. dec. 2026", "den 24. december 2026", "24 DECEMBER 2026"),
        *(" 24.12.2026 ", "24.\xa0december\xa02026"),
    ],
)
def test_date_is_read_in_every_habit(text):
    assert parse_date(text) == CHRISTMAS_EVE


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1.2.2026", dt.date(2026, 2, 1)),
        ("01/02-2026", dt.date(2026, 2, 1)),
        ("29.02.2024", dt.date(2024, 2, 29)),
        ("1.1.1990", dt.date(1990, 1, 1)),
        ("31.12.2100", dt.date(2100, 12, 31)),
        ("31.12.99", dt.date(1999, 12, 31)),
        ("1.1.68", dt.date(2068, 1, 1)),
        ("3. maj 2026", dt.date(2026, 5, 3)),
        ("3 May 2026", dt.date(2026, 5, 3)),
        ("3. okt. 2026", dt.date(2026, 10, 3)),
        ("3 Sept 2026", dt.date(2026, 9, 3)),
    ],
)
def test_date_has_the_day_first(text, date):
    assert parse_date(text) == date


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "31.02.2025",
            "29.02.2025",
            "31.04.2026",
            "12/24/2026",
            "0.1.2026",
            "32.1.2026",
            "1.13.2026",
            "2026-13-01",
        ),
        *("24.12", "24.12.026", "24.12.20266", "24..12.2026", "2026-12/24", "2026-12-24 14:30:00", "46380", "i morgen"),
        *("24. junglen 2026", "3. ma 2026", "٢٤.١٢.٢٠٢٦", "24.12.2026;", "00.00.0000"),
    ],
)
def test_what_is_no_date_is_refused(text):
    assert expected_by(parse_date, text) == "a date such as 24.12.2026"


@pytest.mark.parametrize("text", ["31.12.1989", "1.1.2101", "1.1.69", "0026-12-24", "9999-12-31"])
def test_date_of_another_century_is_refused(text):
    assert expected_by(parse_date, text) == "a date between 1990 and 2100"


@given(
    st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31)),
    st.sampled_from(["%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y", "%d/%m-%Y", "%Y-%m-%d", "%d. %B %Y", "%d %b %Y"]),
)
def test_every_date_is_read_as_written(date, written):
    assert parse_date(date.strftime(written)) == date


# Times


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("14.30", dt.time(14, 30)),
        ("14:30", dt.time(14, 30)),
        ("14:30:00", dt.time(14, 30)),
        ("kl. 14.30", dt.time(14, 30)),
        ("Kl 9", dt.time(9)),
        ("9", dt.time(9)),
        ("09.05", dt.time(9, 5)),
        ("0:00", dt.time(0)),
        ("23.59", dt.time(23, 59)),
    ],
)
def test_time_is_read_with_point_and_colon(text, time):
    assert parse_time(text) == time


@pytest.mark.parametrize(
    "text", ["", "24.00", "24", "14.60", "9.5", "14:3", "14,30", "1430", "14:30:15", "2 pm", "kl."]
)
def test_what_is_no_time_is_refused(text):
    assert expected_by(parse_time, text) == "a time such as 14.30"


# Numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234,5", "1234.5"),
        ("1234,5", "1234.5"),
        ("1.234", "1234"),
        ("1.234.567", "1234567"),
        ("12.345", "12345"),
        ("1 234 567,89", "1234567.89"),
        ("1\xa0234", "1234"),
        ("0.9", "0.9"),
        ("0,9", "0.9"),
        (",9", "0.9"),
        (".9", "0.9"),
        ("0.900", "0.900"),
        ("1.2345", "1.2345"),
        ("12.34", "12.34"),
        ("0", "0"),
        ("-5", "-5"),
        ("−1.234,5", "-1234.5"),
        ("+3", "3"),
        ("007", "7"),
    ],
)
def test_number_is_read_in_danish(text, number):
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        ",",
        ".",
        "1,234.5",
        "1,2,3",
        "12.34.56",
        "1.23,4",
        "1234.567",
        "0.234.567",
        "1.",
        "1,",
        "1e5",
        "NaN",
        "٣",
        "1.234 567",
        "½",
        "3 kr",
        "9" * 31,
    ],
)
def test_what_is_no_number_is_refused(text):
    assert expected_by(parse_number, text) == "a number such as 1.234,5"


@given(st.decimals(-(10**9), 10**9, places=2), st.booleans())
def test_every_number_is_read_as_danes_write_it(number, grouped):
    text = f"{number:,.2f}" if grouped else f"{number:.2f}"
    assert parse_number(text.translate(str.maketrans(",.", ".,"))) == number


@pytest.mark.parametrize(
    ("text", "fte"),
    [
        ("1", "1.00"),
        ("0,8", "0.80"),
        ("0.8", "0.80"),
        ("80 %", "0.80"),
        ("80%", "0.80"),
        ("80\xa0%", "0.80"),
        ("85,5 %", "0.86"),
        ("0,875", "0.88"),
        ("0.875", "0.88"),
        ("120 %", "1.20"),
        ("1,5", "1.50"),
        ("0,005", "0.01"),
    ],
)
def test_fte_is_read_as_share_or_percentage(text, fte):
    assert str(parse_fte(text)) == fte


@pytest.mark.parametrize(
    "text", ["", "80", "0", "0 %", "-1", "1,6", "160 %", "0,004", "37 timer", "%", "80 % %", "1.000"]
)
def test_what_is_no_fte_is_refused(text):
    assert expected_by(parse_fte, text) == (
        "a share of full time such as 1, 0,8 or 80 % (a percentage needs its percent sign)"
    )


@given(st.integers(1, 150))
def test_every_percentage_is_the_share_it_says(percent):
    share = (Decimal(percent) / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert parse_fte(f"{percent} %") == parse_fte(str(share).replace(".", ",")) == parse_fte(str(share)) == share


# Words


@pytest.mark.parametrize("text", ["x", "X", " x ", "ja", "JA", "yes", "1", "true", "True", "SAND", "✓"])
def test_ticked_box_is_yes(text):
    assert parse_yes(text) is True


@pytest.mark.parametrize("text", ["", " ", "nej", "Nej", "no", "0", "false", "FALSK", "-", "–"])
def test_empty_box_is_no(text):
    assert parse_yes(text) is False


@pytest.mark.parametrize("text", ["måske", "2", "xx", "?"])
def test_other_words_in_a_box_are_refused(text):
    assert expected_by(parse_yes, text) == "x or nothing"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("medarbejder", "staff"),
        ("Leder", "leader"),
        ("MAKKER ", "associate"),
        ("staff", "staff"),
        ("leader", "leader"),
        ("associate", "associate"),
    ],
)
def test_role_is_read_in_danish_and_english(text, role):
    assert parse_role(text) == role


@pytest.mark.parametrize("text", ["", "chef", "medarbejdere"])
def test_other_roles_are_refused(text):
    assert expected_by(parse_role, text) == "one of medarbejder, leder, makker (staff, leader, associate)"


@pytest.mark.parametrize("text", ["Bo.Gade@Kommune.example", " bo.gade@kommune.example\n"])
def test_email_is_read_in_lower_case(text):
    assert parse_email(text) == "bo.gade@kommune.example"


@pytest.mark.parametrize(
    "text", ["", "bo", "bo@", "@example.dk", "bo gade@example.dk", "bo@example.dk; oda@example.dk"]
)
def test_what_is_no_email_is_refused(text):
    assert expected_by(parse_email, text) == "an e-mail address such as name@municipality.dk"


# Attendance


@pytest.mark.parametrize(
    ("texts", "cell"),
    [
        (["x", "X", "X ", "1", "ja", "JA", "til stede", "Til  Stede", "til\xa0stede", "present", "yes", "✓"], PRESENT),
        (["0", "nej", "fravær", "Fravær", "FRAVÆR", "-", "–", "absent", "no", "0 min", "0 t", "0:00"], ABSENT),
        (["a", "A", "afbud", "Afbud ", "excused"], EXCUSED),
        (["syg", "Syg", "sick", "sygdom"], SICK),
        (["150", "150 min", "150min", "150 min.", "150 minutter", "150 MINUTES", "150 m"], partly(150)),
        (
            ["2,5 t", "2.5 h", "2,5t", "2,5 timer", "2½ t", "2 ½ t", "2½t.", "2,50 hours", "2:30", "02:30:00"],
            partly(150),
        ),
        (["2:30 t", "2 t 30 min", "2 timer og 30 minutter", "2t30min", "2 h 30 m"], partly(150)),
        (["½ t", "0,5 t", "0:30", "30"], partly(30)),
        (["1¼ t", "1,25 t", "75"], partly(75)),
        (["¾ time"], partly(45)),
        (["1 t", "1:00", "60 min"], partly(60)),
        (["1 min", "0:01"], partly(1)),
        (["2"], partly(2)),
        (["0,1 t"], partly(6)),
    ],
)
def test_register_cell_is_read_as_coordinators_write_it(texts, cell):
    assert {text: parse_attendance(text) for text in texts} == dict.fromkeys(texts, cell)


@pytest.mark.parametrize("text", ["", " ", "\xa0"])
def test_empty_cell_is_no_register(text):
    assert parse_attendance(text) is None


WORDS = "x, 0, afbud, syg, or how long, such as 150 min, 2,5 t or 2:30"
UNIT = "minutes as a whole number, or hours with their unit, such as 150 or 2,5 t"
WHOLE = "whole minutes, such as 140 min or 2:20"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0,5", UNIT),
        ("2.5", UNIT),
        ("150,0", UNIT),
        ("1.234", UNIT),
        ("2½", UNIT),
        ("01", UNIT),
        ("00", UNIT),
        ("1234567", UNIT),
        ("2,33 t", WHOLE),
        ("0,001 t", WHOLE),
        ("måske", WORDS),
        ("-5", WORDS),
        ("t", WORDS),
        ("½ ½ t", WORDS),
        ("2,5½ t", WORDS),
        ("2,,5 t", WORDS),
        ("2:60", WORDS),
        ("2:30:15", WORDS),
        ("150,5 min", WORDS),
        ("100 %", WORDS),
        ("2026-01-01", WORDS),
        ("=1", WORDS),
        ("9" * 5000, UNIT),
        ("10000", "at most 9999 minutes"),
        ("200 t", "at most 9999 minutes"),
    ],
)
def test_unclear_register_cell_is_refused(text, expected):
    assert expected_by(parse_attendance, text) == expected


@given(st.integers(2, 9999))
def test_every_way_to_write_a_length_of_time_gives_the_same_minutes(minutes):
    hours, rest = divmod(minutes, 60)
    texts = [str(minutes), f"{minutes} min", f"{hours}:{rest:02d}", f"{hours} t {rest} min"]
    if minutes % 15 == 0:
        texts += [f"{minutes / 60:g} t".replace(".", ","), f"{hours or ''}{['', '¼', '½', '¾'][rest // 15]} t"]
    assert {text: parse_attendance(text) for text in texts} == dict.fromkeys(texts, partly(minutes))


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused_with_what_was_expected(text):
    for parser in (
        parse_date,
        parse_time,
        parse_number,
        parse_fte,
        parse_yes,
        parse_role,
        parse_email,
        parse_attendance,
    ):
        try:
            parser(text)
        except CellError as error:
            assert error.expected  # noqa: PT017 - either outcome is right


# The lists as coordinators keep them


def test_every_cell_of_the_participant_list_is_understood():
    rows = [row.cells for row in read_table((DATA / "deltagere.csv").read_bytes(), "deltagere.csv").rows]
    roles = [parse_role(cells["Rolle"]) for cells in rows]
    assert {role: roles.count(role) for role in roles} == {"staff": 20, "leader": 5, "associate": 2}
    assert {str(parse_fte(cells["Årsværk"])) for cells in rows} == {"1.00", "0.90", "0.80"}
    assert sum(parse_yes(cells["Forældregruppe"]) for cells in rows) == 5
    assert len({parse_email(cells["E-mail"]) for cells in rows}) == 27


def test_every_cell_of_the_register_is_understood():
    table = read_table((DATA / "fremmoede.csv").read_bytes(), "fremmoede.csv")
    parsed = [parse_attendance(row.cells[code]) for row in table.rows for code in table.headers[2:]]
    statuses = [cell.status for cell in parsed if cell]
    lengths = {cell.minutes for cell in parsed if cell and cell.status == "partial"}
    assert set(statuses) == {"present", "absent", "excused", "partial"}
    assert lengths == {90, 150, 294}
    assert len(parsed) == 27 * 39
