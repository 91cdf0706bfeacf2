"""The demo's library: some short documents from the model's description, made here and the same every time."""

from __future__ import annotations

import json
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import typst
from django.conf import settings
from django.core.files.base import ContentFile

from courses.models import LibraryDocument

if TYPE_CHECKING:
    from courses.models import ProgrammePage
    from people.models import User

TEXTS = Path(__file__).with_name("library.toml")
TEMPLATE = Path(__file__).with_name("document.typ")
AUTHOR, YEAR = "U-turn København", 2015


def fill_library(programme: ProgrammePage, *, by: User) -> None:
    """Put the documents into the library, those of a step with the programme's step of that address."""
    steps = {step.slug: step for step in programme.steps()}
    for told in tomllib.loads(TEXTS.read_text(encoding="utf-8"))["document"]:
        document = LibraryDocument(
            title=told["title"],
            category=told["category"],
            step=steps[told["step"]] if "step" in told else None,
            author=AUTHOR,
            year=YEAR,
            summary=told["summary"],
            uploaded_by_user=by,
        )
        _attach(document, told)
        document.save()


def _attach(document: LibraryDocument, told: dict[str, Any]) -> None:
    """Give the document its file, under the same name also where a demo was made here before."""
    storage, name = document.file.storage, document.file.field.generate_filename(document, told["name"])
    if not LibraryDocument.objects.filter(file=name).exists():
        storage.delete(name)
    content = _pdf(told) if name.endswith(".pdf") else "\n".join([told["title"], "", *told["text"], ""]).encode()
    document.file.save(told["name"], ContentFile(content), save=False)
    document._set_document_file_metadata()
    document.file.close()


def _pdf(told: dict[str, Any]) -> bytes:
    content = {"title": told["title"], "text": told["text"], "author": AUTHOR, "year": str(YEAR)}
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[Path(settings.FONT_DIR)])
    compiler = typst.Compiler(input=TEMPLATE, font_paths=fonts, sys_inputs={"content": json.dumps(content)})
    pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=datetime(YEAR, 1, 1, tzinfo=UTC))
    return cast("bytes", pdf)
