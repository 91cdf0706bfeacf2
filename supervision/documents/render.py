"""A signed record drawn as tagged PDF; what it says stands in `record_content`, how it looks in `record.typ`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.utils import timezone, translation

from courses.documents.render import render_design
from supervision.documents.record_content import record_content
from supervision.reading import read_record

if TYPE_CHECKING:
    from courses.documents.render import Language
    from supervision.models import Record

DESIGN = Path(__file__).parent / "record.typ"


def render_record(record: Record, *, language: Language) -> bytes:
    """Return the record without its cases as PDF/UA-1 bytes, for the municipality's file.

    Expects what `read_record` expects, and raises what `render_design` does.
    """
    with translation.override(language):
        content = record_content(read_record(record, with_cases=False))
    return render_design(DESIGN, content, language=language, on=timezone.localtime(record.signed_at).date())
