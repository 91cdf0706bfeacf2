"""Whether a file's first bytes are those of the kind its ending names. Pure: an ending and bytes in, an answer out."""

from __future__ import annotations

import re

HEAD_LENGTH = 4096
"""How many bytes are looked at."""
BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    **dict.fromkeys(("docx", "xlsx", "pptx", "odt", "ods", "odp"), (b"PK\x03\x04",)),
    "ogg": (b"OggS",),
    "webm": (b"\x1aE\xdf\xa3",),
    "vtt": (b"WEBVTT", b"\xef\xbb\xbfWEBVTT"),
}
MARKUP = re.compile(rb"<\s*(!doctype|html|head|body|script|svg|iframe|\?xml)", re.IGNORECASE)


def begins_as(ending: str, head: bytes) -> bool:
    """Whether a file of this ending may begin with these bytes; an ending that is not known never does."""
    kind = ending.lower()
    if kind in BEGINNINGS:
        return head.startswith(BEGINNINGS[kind])
    if kind in {"mp4", "m4a"}:
        return head[4:8] == b"ftyp"
    if kind == "wav":
        return head.startswith(b"RIFF") and head[8:12] == b"WAVE"
    if kind == "mp3":
        return head.startswith(b"ID3") or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0)
    return kind in {"txt", "csv"} and b"\0" not in head and not MARKUP.search(head)
