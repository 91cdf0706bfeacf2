"""Carries an uploaded list from its preview to its confirmation: signed, in the page itself, stored nowhere.

A list holds personal data. On its way through the reader's own browser it needs neither a table that has to be emptied
nor a file that is forgotten; the signature keeps it as it was shown, for this person and purpose, for an hour.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import dataclass

from django.core import signing

MAX_BYTES = 1024 * 1024
"""The largest list that the browser carries; the command line takes larger ones (courses.tables.MAX_BYTES)."""
MAX_AGE = 60 * 60
"""Seconds from preview to confirmation."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file's name and content, and the mark of the changes that a person was shown for it."""

    filename: str
    content: bytes
    fingerprint: str = ""


class UploadLost(Exception):  # noqa: N818 - it has expired, or was never ours
    """The text is no upload that this person was shown for this purpose within the hour."""


def sign_upload(upload: Upload, *, user_id: int, purpose: str) -> str:
    """Return the upload as text for a hidden field; ``purpose`` names what it is for, such as "participants:H2024"."""
    content = b64encode(upload.content).decode()
    values = {"filename": upload.filename, "content": content, "fingerprint": upload.fingerprint}
    return signing.dumps(values, salt=_salt(user_id, purpose), compress=True)


def unsign_upload(text: str, *, user_id: int, purpose: str) -> Upload:
    """Return the upload; raises UploadLost when it is too old, or another person's, purpose's or making."""
    try:
        values = signing.loads(text, salt=_salt(user_id, purpose), max_age=MAX_AGE)
    except signing.BadSignature:
        raise UploadLost from None
    return Upload(values["filename"], b64decode(values["content"]), values["fingerprint"])


def _salt(user_id: int, purpose: str) -> str:
    return f"courses.imports.upload:{user_id}:{purpose}"
