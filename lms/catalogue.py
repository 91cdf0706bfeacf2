"""The Danish catalogue: which texts the code and the templates hold, and what they are in Danish.

Works without the gettext programs, which a bare machine has not: Django turns a template into something that looks like
Python, and Babel reads, writes and compiles.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, cast

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

LOCALE = "da"
PACKAGES = ("lms", "people", "courses", "supervision", "implementation")
TEMPLATES = ("templates", *PACKAGES)
TEMPLATE_SUFFIXES = (".html", ".txt")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# No dates and no line numbers: a change of the code changes only the lines of its own texts.
HEADER = """\
# The Danish texts. `make translations` keeps the list of texts up to date; the Danish is written here.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: da\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def extract(base_dir: Path) -> Catalog:
    """Return every text of the modules and templates, without its Danish."""
    found = Catalog(locale=LOCALE, fuzzy=False)
    for path in _sources(base_dir):
        for context, message_id in _texts(path):
            # The plural may be known from one place and the singular from another.
            known = found.get(message_id[0] if isinstance(message_id, tuple) else message_id, context)
            if known is None or isinstance(message_id, tuple):
                found.add(message_id, context=context)
    return found


def read(paths: Iterable[Path]) -> Catalog:
    """Return the translations of the files; of a text in several files the last one's."""
    found = Catalog(locale=LOCALE, fuzzy=False)
    for path in paths:
        with path.open("rb") as file:
            for message in read_po(file, locale=LOCALE, abort_invalid=True):
                if message.id and message.string:
                    found.delete(_key(message), message.context)
                    found.add(message.id, message.string, flags=message.flags, context=message.context)
    return found


def fill(wanted: Catalog, known: Catalog) -> Catalog:
    """Return the wanted texts with what is known of their Danish; a text that is gone is left out."""
    filled = Catalog(locale=LOCALE, fuzzy=False)
    for message in wanted:
        if message.id:
            danish = known.get(_key(message), message.context)
            fits = danish is not None and isinstance(danish.string, str) is isinstance(message.id, str)
            string = danish.string if danish and fits else None
            flags = danish.flags & {"fuzzy"} if danish and fits else ()
            filled.add(message.id, string, flags=flags, context=message.context)
    return filled


def faults(catalog: Catalog) -> list[str]:
    """Return a sentence for each text that is not translated, is only guessed, or loses a placeholder."""
    found = []
    for message in catalog:
        if not message.id:
            continue
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if not all(strings):
            found.append(f"Not translated: “{_key(message)}”")
        elif message.fuzzy:
            found.append(f"Marked as fuzzy: “{_key(message)}”")
        else:
            found.extend(f"“{_key(message)}”: {fault}" for fault in message.check(catalog))
    return sorted(found)


def render(catalog: Catalog) -> bytes:
    """Return the catalogue as the content of a .po file, sorted."""
    written = BytesIO()
    write_po(written, catalog, width=120, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    return HEADER.encode() + written.getvalue()


def compile_to(path: Path, catalog: Catalog) -> None:
    """Write the compiled catalogue that Django reads."""
    with path.open("wb") as file:
        write_mo(file, catalog)


def _sources(base_dir: Path) -> Iterator[Path]:
    for package in PACKAGES:
        yield from (path for path in sorted((base_dir / package).rglob("*.py")) if "migrations" not in path.parts)
    for folder in TEMPLATES:
        yield from (path for path in sorted((base_dir / folder).rglob("*")) if path.suffix in TEMPLATE_SUFFIXES)


def _texts(path: Path) -> Iterator[tuple[str | None, str | tuple[str, ...]]]:
    """Yield context and text, or context and (singular, plural)."""
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # What looks like Python has a template's indentation, which Python would refuse.
        source = "\n".join(line.strip() for line in templatize(source, origin=str(path)).splitlines())
    for _line, function, found, _comments in extract_python(BytesIO(source.encode()), KEYWORDS, [], {}):
        arguments = cast("tuple[str, ...]", found if isinstance(found, tuple) else (found,))
        numbers = KEYWORDS[str(function)] or (1,)
        context = next((arguments[number[0] - 1] for number in numbers if isinstance(number, tuple)), None)
        texts = tuple(arguments[number - 1] for number in numbers if isinstance(number, int))
        if all(texts):
            yield context, texts if len(texts) > 1 else texts[0]


def _key(message: Message) -> str:
    return str(message.id[0] if isinstance(message.id, (tuple, list)) else message.id)
