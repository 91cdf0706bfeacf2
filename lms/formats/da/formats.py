"""How Danes write dates, times and numbers, for templates and form fields; files are read in `courses.parsing`.

Django's own Danish formats take no time with a point, one of the four ways to write a date, and show `14:30`.
Where a form asks for both, it has a field for each (`SplitDateTimeField`): in a single `DateTimeField` Python reads
`2026-12-24 14.30` by itself, as 14 o'clock and three tenths of a second, before any of these formats is tried.
"""

from __future__ import annotations

DATE_FORMAT = "j. F Y"
TIME_FORMAT = "H.i"
DATETIME_FORMAT = r"j. F Y k\l. H.i"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j. F"
SHORT_DATE_FORMAT = "d.m.Y"
SHORT_DATETIME_FORMAT = "d.m.Y H.i"
FIRST_DAY_OF_WEEK = 1

# ISO comes first: HTML's date and time inputs send it, and widgets write the first format.
DATE_INPUT_FORMATS = [
    "%Y-%m-%d",
    "%d.%m.%Y",  # 24.12.2026
    "%d-%m-%Y",  # 24-12-2026
    "%d/%m/%Y",  # 24/12/2026
    "%d/%m-%Y",  # 24/12-2026
    "%d.%m.%y",  # 24.12.26
    "%d-%m-%y",
    "%d/%m/%y",
    "%d/%m-%y",
]
TIME_INPUT_FORMATS = [
    "%H:%M",
    "%H:%M:%S",
    "%H:%M:%S.%f",
    "%H.%M",  # 14.30
    "kl. %H.%M",
    "kl. %H:%M",
    "%H",  # 9
]
DATETIME_INPUT_FORMATS = [f"{date} {time}" for date in DATE_INPUT_FORMATS for time in TIME_INPUT_FORMATS]

DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "."
NUMBER_GROUPING = 3
