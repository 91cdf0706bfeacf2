"""The code on the trainer's screen: bound to one session and one minute. What a code that was scanned is worth.

No database and no clock live here: the moment is an argument. When a session takes check-ins: `policies.check_in`.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import base36_to_int, int_to_base36

SECONDS = 60
"""How long one code stands on the screen."""

_SALT = "courses.check_in"
# Eight bytes cannot be guessed within the minutes that a code lives, and keep the picture coarse enough to scan.
_MAC_BYTES = 8


class Verdict(StrEnum):
    """What a code is worth at a moment, whoever scans it."""

    FRESH = "fresh"
    EXPIRED = "expired"
    FUTURE = "future"
    FORGED = "forged"


class CodeRead(NamedTuple):
    """A code that was read: its verdict and, unless it is forged, its session and when it came onto the screen."""

    verdict: Verdict
    session_id: int | None = None
    shown_from: datetime | None = None


def code_of(session_id: int, at: datetime) -> str:
    """Return the session's code of the minute: about twenty characters that need no quoting in an address."""
    return _code(session_id, _step(at))


def read_code(text: str, at: datetime) -> CodeRead:
    """Return what the code is worth at the moment.

    It is fresh while it stands on the screen and for a minute afterwards, because finding the phone takes a while.
    """
    try:
        session_id, step = map(base36_to_int, text.split("-", 2)[:2])
        authentic = constant_time_compare(text, _code(session_id, step))
    except ValueError:
        authentic = False
    if not authentic:
        return CodeRead(Verdict.FORGED)
    return CodeRead(_verdict(step, _step(at)), session_id, datetime.fromtimestamp(step * SECONDS, UTC))


def seconds_left(at: datetime) -> int:
    """Return how many whole seconds the code on the screen stands there yet: 60 down to 1."""
    return SECONDS - int(at.timestamp()) % SECONDS


def _verdict(step: int, now: int) -> Verdict:
    if step > now:
        return Verdict.FUTURE
    return Verdict.FRESH if step >= now - 1 else Verdict.EXPIRED


def _step(at: datetime) -> int:
    return int(at.timestamp()) // SECONDS


def _code(session_id: int, step: int) -> str:
    return f"{int_to_base36(session_id)}-{int_to_base36(step)}-{_mac(session_id, step)}"


def _mac(session_id: int, step: int) -> str:
    digest = salted_hmac(_SALT, f"{session_id}:{step}", algorithm="sha256").digest()
    return urlsafe_b64encode(digest[:_MAC_BYTES]).decode().rstrip("=")
