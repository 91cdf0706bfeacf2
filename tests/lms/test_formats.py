"""Tests of the Danish formats through Django's own form fields and template filters."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import formats, timezone, translation


@pytest.fixture(autouse=True)
def _danish():
    with translation.override("da"):
        yield


def local(*parts):
    return timezone.make_aware(dt.datetime(*parts))  # noqa: DTZ001 - make_aware adds the zone of the settings


DATE, TIME, DATETIME = forms.DateField(), forms.TimeField(), forms.DateTimeField()
SPLIT = forms.SplitDateTimeField()
DECIMAL, WHOLE = forms.DecimalField(localize=True), forms.IntegerField(localize=True)


@pytest.mark.parametrize(
    "text",
    [
        *("24.12.2026", "24-12-2026", "24/12/2026", "24/12-2026", "2026-12-24"),
        *("24.12.26", "24-12-26", "24/12/26", "24/12-26", " 24.12.2026 "),
    ],
)
def test_date_is_taken_as_danes_write_it(text):
    assert DATE.clean(text) == dt.date(2026, 12, 24)


@pytest.mark.parametrize("text", ["1.2.2026", "01-02-2026", "1/2-2026", "2026-02-01"])
def test_day_comes_before_month(text):
    assert DATE.clean(text) == dt.date(2026, 2, 1)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("14.30", dt.time(14, 30)),
        ("14:30", dt.time(14, 30)),
        ("14:30:00", dt.time(14, 30)),
        ("kl. 14.30", dt.time(14, 30)),
        ("kl. 14:30", dt.time(14, 30)),
        ("9", dt.time(9)),
        ("9.05", dt.time(9, 5)),
        ("00.00", dt.time(0)),
    ],
)
def test_time_is_taken_with_point_and_colon(text, time):
    assert TIME.clean(text) == time


@pytest.mark.parametrize(
    "text",
    [
        *("24.12.2026 14.30", "24-12-2026 14:30", "24/12/2026 14.30", "24/12-2026 14.30", "24/12-2026 kl. 14.30"),
        *("2026-12-24 14:30", "2026-12-24T14:30", "2026-12-24 14:30:00", "2026-12-24T14:30:00+01:00", "24.12.26 14.30"),
    ],
)
def test_date_with_time_is_taken_in_every_mixture(text):
    assert DATETIME.clean(text) == local(2026, 12, 24, 14, 30)


@pytest.mark.parametrize(
    ("date", "time"),
    [("24/12-2026", "14.30"), ("2026-12-24", "14:30"), ("2026-12-24", "14.30"), ("24.12.2026", "kl. 14.30")],
)
def test_date_and_time_in_two_inputs_are_taken(date, time):
    assert SPLIT.clean([date, time]) == local(2026, 12, 24, 14, 30)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234,5", "1234.5"),
        ("1234,5", "1234.5"),
        ("1.234", "1234"),
        ("1.234.567,89", "1234567.89"),
        ("0.9", "0.9"),
        ("0,9", "0.9"),
        ("12.34", "12.34"),
        ("-1.234,5", "-1234.5"),
        ("80", "80"),
    ],
)
def test_decimal_is_taken_as_danes_write_it(text, number):
    assert DECIMAL.clean(text) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "number"), [("1.234", 1234), ("1.234.567", 1234567), ("1234", 1234), ("0", 0), ("-5", -5)]
)
def test_whole_number_is_taken_with_thousand_separators(text, number):
    assert WHOLE.clean(text) == number


@pytest.mark.parametrize(
    ("field", "text"),
    [
        *[
            (DATE, text)
            for text in ["31.02.2025", "29.02.2025", "12/24/2026", "2026-13-01", "24.12", "24122026", "i morgen"]
        ],
        *[(TIME, text) for text in ["24.00", "14.60", "14,30", "2 pm", "kl."]],
        *[(DATETIME, text) for text in ["31.02.2025 14.30", "24.12.2026 25.00", "24.12.2026 kl"]],
        *[(SPLIT, text) for text in [["31.02.2025", "14.30"], ["24.12.2026", "14.60"]]],
        *[(DECIMAL, text) for text in ["1,234.5", "1,2,3", "1.23,4", "½", "NaN", "3 kr"]],
        *[(WHOLE, text) for text in ["0.9", "0,9", "1.234,5", "1,2"]],
    ],
)
def test_what_is_no_such_value_is_refused(field, text):
    with pytest.raises(ValidationError):
        field.clean(text)


MOMENT = dt.datetime(2026, 12, 24, 9, 5)  # noqa: DTZ001 - only written, never compared


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("DATE_FORMAT", "24. december 2026"),
        ("DATETIME_FORMAT", "24. december 2026 kl. 09.05"),
        ("TIME_FORMAT", "09.05"),
        ("SHORT_DATE_FORMAT", "24.12.2026"),
        ("SHORT_DATETIME_FORMAT", "24.12.2026 09.05"),
        ("MONTH_DAY_FORMAT", "24. december"),
        ("YEAR_MONTH_FORMAT", "december 2026"),
    ],
)
def test_moments_are_written_in_danish(name, written):
    assert formats.date_format(MOMENT, name) == written


@pytest.mark.parametrize(
    ("number", "written"),
    [(1234, "1.234"), (Decimal("1234567.5"), "1.234.567,5"), (999, "999"), (Decimal("0.8"), "0,8")],
)
def test_numbers_are_written_in_danish(number, written):
    assert formats.localize(number) == written


def test_week_starts_on_monday():
    assert formats.get_format("FIRST_DAY_OF_WEEK") == 1


@pytest.mark.parametrize(
    ("field", "value", "written"),
    [(DATE, MOMENT.date(), "2026-12-24"), (TIME, MOMENT.time(), "09:05"), (DATETIME, MOMENT, "2026-12-24 09:05")],
)
def test_widgets_write_what_html_inputs_understand(field, value, written):
    assert field.widget.format_value(value) == written


@pytest.mark.parametrize("name", ["DATE", "TIME", "DATETIME"])
def test_every_input_format_reads_what_it_writes(name):
    field = {"DATE": DATE, "TIME": TIME, "DATETIME": DATETIME}[name]
    for pattern in formats.get_format(f"{name}_INPUT_FORMATS"):
        assert field.clean(MOMENT.strftime(pattern)) is not None
