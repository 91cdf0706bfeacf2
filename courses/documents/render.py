"""Certificates, attendance statements and modules drawn as tagged PDF (PDF/UA-1) by Typst; the designs are `*.typ`.

Other apps give their own designs to `render_design`.
"""

from __future__ import annotations

import io
import json
import os
import threading
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

import segno
import typst

from courses.documents.typeface import FONT_DIR, printable_data

if TYPE_CHECKING:
    from datetime import date

    from courses.documents.content import CertificateContent

Language = Literal["da", "en"]

FOLDER = Path(__file__).parent


class _Thread(threading.local):
    def __init__(self) -> None:
        self.compilers: dict[Path, typst.Compiler] = {}


_thread = _Thread()


def language_named(text: str) -> Language | None:
    """Return the language of the code, None where no texts are in it."""
    return "da" if text == "da" else "en" if text == "en" else None


def render_pdf(content: CertificateContent, *, language: Language, verify_url: str) -> bytes:
    """Return the document as PDF/UA-1 bytes, the same bytes for the same arguments.

    `verify_url` is the absolute address that the QR code and the printed link lead to. Raises `ValueError` for another
    language and `FileNotFoundError` when the design system's fonts are missing. Safe from many threads: a Typst
    compiler serves one at a time, so each thread keeps its own; the fonts are read once per process. Raises
    `RuntimeError` in a process forked from one that has rendered before, where Typst would wait for ever.
    """
    inputs = {"verify_url": verify_url, "qr": _qr_svg(verify_url)}
    return _compiled(FOLDER / "certificate.typ", content.to_json(), language, content.issued_on, inputs)


def render_module(content: dict[str, Any], *, language: Language, on: date) -> bytes:
    """Return a module as PDF/UA-1 bytes; ``content`` is what `module_content` returns. Raises as `render_pdf`."""
    return render_design(FOLDER / "module.typ", content, language=language, on=on)


def render_design(design: Path, content: dict[str, Any], *, language: Language, on: date) -> bytes:
    """Return what the design makes of the content as PDF/UA-1 bytes, dated to the midnight of ``on``.

    The design is a Typst file of any app; it finds the content as JSON in ``sys.inputs.content`` and the code of the
    language in ``sys.inputs.language``. Raises as `render_pdf`.
    """
    return _compiled(design, content, language, on, {})


def _compiled(design: Path, content: dict[str, Any], language: Language, on: date, inputs: dict[str, str]) -> bytes:
    if _first_process() != os.getpid():
        raise RuntimeError("forked after rendering: render in the workers, not in the process that starts them")
    if language not in {"da", "en"}:
        raise ValueError(f"no texts in language {language!r}")
    given = inputs | {"content": json.dumps(printable_data(content)), "language": language}
    midnight = datetime.combine(on, time(), UTC)
    pdf = _compiler(design).compile(format="pdf", sys_inputs=given, pdf_standards=["ua-1"], timestamp=midnight)
    return cast("bytes", pdf)


def _compiler(design: Path) -> typst.Compiler:
    if design not in _thread.compilers:
        _thread.compilers[design] = typst.Compiler(input=design, font_paths=_fonts())
    return _thread.compilers[design]


@cache
def _first_process() -> int:
    """Return the process that rendered first; a fork inherits the answer, but none of Typst's threads."""
    return os.getpid()


@cache
def _fonts() -> typst.Fonts:
    """Return the design system's fonts alone: with the system's, a document would look different on each machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONT_DIR])


def _qr_svg(url: str) -> str:
    """Return the code as SVG; the mask is given because weighing all eight takes a fifth of the time of a document."""
    image = io.BytesIO()
    code = segno.make(url, error="m", mask=1, micro=False)
    code.save(image, kind="svg", border=0, xmldecl=False, dark="#16282c")
    return image.getvalue().decode()
