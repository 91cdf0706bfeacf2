"""A month in an address: 2026-10."""

from __future__ import annotations

from datetime import date, datetime


class MonthConverter:
    """Turns the text into the month's first day and back; a month that does not exist is no address."""

    regex = r"[0-9]{4}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        """Return the month's first day; raises ValueError for a thirteenth month."""
        return datetime.strptime(value, "%Y-%m").date()  # noqa: DTZ007 - a month has no time zone

    def to_url(self, value: date) -> str:
        """Return the month as the address shows it."""
        return f"{value:%Y-%m}"
