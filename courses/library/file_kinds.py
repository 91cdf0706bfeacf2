"""The kinds of files that may be uploaded, and whether first bytes are those of a kind. Pure; settings read it."""

from __future__ import annotations

import re

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "txt": "text/plain",
    "csv": "text/csv",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "vtt": "text/vtt",
}
"""What may be uploaded, by its ending; what a machine takes for the type of an ending differs from one to the next."""
HEAD_LENGTH = 4096
"""How many bytes are looked at."""
BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    **dict.fromkeys(("docx", "xlsx", "pptx", "odt", "ods", "odp"), (b"PK\x03\x04",)),
    "ogg": (b"OggS",),
    **dict.fromkeys(("jpg", "jpeg"), (b"\xff\xd8\xff",)),
    "png": (b"\x89PNG\r\n\x1a\n",),
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
