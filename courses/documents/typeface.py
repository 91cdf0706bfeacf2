"""Which characters the documents' typeface can print, and text made printable with it."""

from __future__ import annotations

import struct
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

FONT_DIR = Path(__file__).resolve().parents[2] / "node_modules/dkfds/dist/fonts/IBMPlexSans/complete/ttf"
SUBSTITUTE = "?"
_SAME_LOOK = str.maketrans({"\u2010": "-", "\u2011": "-"})


def printable(text: str) -> str:
    """Return `text` on one line, composed (NFC), without control and direction marks, `?` for what has no glyph.

    PDF/UA forbids characters without a glyph: one emoji in a title would otherwise stop a whole issue of certificates.
    """
    marks = {"Cc", "Cf"}
    kept = "".join(char for char in text if char.isspace() or unicodedata.category(char) not in marks)
    composed = unicodedata.normalize("NFC", " ".join(kept.split()).translate(_SAME_LOOK))
    return "".join(char if ord(char) in characters() else SUBSTITUTE for char in composed)


def printable_data(value: Any) -> Any:
    """Return JSON-shaped `value` with every text in it made `printable`."""
    if isinstance(value, dict):
        return {key: printable_data(item) for key, item in value.items()}
    if isinstance(value, list):
        return [printable_data(item) for item in value]
    return printable(value) if isinstance(value, str) else value


@cache
def characters() -> frozenset[int]:
    """Return the code points that the regular weight has a glyph for, private use left out; the weights agree.

    Raises `FileNotFoundError` when the design system's fonts are not installed (`npm ci`).
    """
    return frozenset(code for code in _mapped(_table(_regular(), b"cmap")) if not 0xE000 <= code <= 0xF8FF)


def _regular() -> bytes:
    return (FONT_DIR / "IBMPlexSans-Regular.ttf").read_bytes()


def _table(font: bytes, wanted: bytes) -> bytes:
    """Return one table of a TrueType file (OpenType specification, "Table Directory")."""
    (count,) = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4s4xII", font, 12 + 16 * index) for index in range(count))
    return next(font[offset : offset + length] for tag, offset, length in records if tag == wanted)


def _mapped(cmap: bytes) -> set[int]:
    """Return the code points in the Windows Unicode subtable, format 4 (OpenType specification, "cmap")."""
    (count,) = struct.unpack_from(">H", cmap, 2)
    records = (struct.unpack_from(">HHI", cmap, 4 + 8 * index) for index in range(count))
    start = next(offset for platform, encoding, offset in records if (platform, encoding) == (3, 1))
    segments = struct.unpack_from(">H", cmap, start + 6)[0] // 2
    ends = struct.unpack_from(f">{segments}H", cmap, start + 14)
    starts = struct.unpack_from(f">{segments}H", cmap, start + 16 + 2 * segments)
    return {code for first, last in zip(starts, ends, strict=True) for code in range(first, last + 1)} - {0xFFFF}
