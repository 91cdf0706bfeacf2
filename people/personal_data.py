"""Texts must not hold a person's CPR number: where one is found, and how it is left out."""

from __future__ import annotations

import re

BETWEEN = r"[\s./\-‐‑–—−]?"
# Day 61 to 91 is how substitute numbers are told from others.
NUMBER = re.compile(
    rf"(?<!\d)(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01]){BETWEEN}(?:0[1-9]|1[0-2]){BETWEEN}\d\d{BETWEEN}\d{{4}}(?!\d)"
)


def has_personal_number(text: str) -> bool:
    """Whether the text holds something shaped like a CPR number."""
    return NUMBER.search(text) is not None


def without_personal_numbers(text: str) -> str:
    """Return the text with dots for each of them, so that it can be shown to whoever wrote it."""
    return NUMBER.sub("••••••-••••", text)


BROWSER_PATTERN = NUMBER.pattern
