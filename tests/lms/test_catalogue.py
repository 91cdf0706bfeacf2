"""Tests of the Danish catalogue: nothing is left in English, and every text of code and templates is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command

from lms import catalogue

if TYPE_CHECKING:
    from pathlib import Path

PYTHON = """
from django.utils.translation import gettext as _, ngettext, npgettext, pgettext
_("One")
_("Two "
  "lines")
ngettext("%(count)s day", "%(count)s days", 3)
pgettext("month", "May")
npgettext("animal", "mouse", "mice", 2)
for _ in range(3): print("not a text")
"""
TEMPLATE = """{% load i18n %}
<p>
    {% translate "Three" %} {{ _("Four")|upper }}
  {% if x == _("Five") %}
      {% blocktranslate trimmed count counter=n with name=x %}
        {{ counter }} thing of {{ name }}
      {% plural %}
        {{ counter }} things of {{ name }}
      {% endblocktranslate %}
  {% endif %}
  {% translate "May" context "verb" %} 100 % <b>not a text</b>
</p>
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "courses" / "migrations").mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    (tmp_path / "courses" / "texts.py").write_text(PYTHON)
    (tmp_path / "courses" / "migrations" / "0001.py").write_text('_("Not asked for")')
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE)
    return tmp_path


def po(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


def test_every_text_is_danish() -> None:
    call_command("translations", check=True)


def test_the_texts_of_modules_and_templates_are_found(project: Path) -> None:
    found = {(message.context, message.id) for message in catalogue.extract(project) if message.id}
    assert found == {
        (None, "One"),
        (None, "Two lines"),
        (None, ("%(count)s day", "%(count)s days")),
        ("month", "May"),
        ("animal", ("mouse", "mice")),
        (None, "Three"),
        (None, "Four"),
        (None, "Five"),
        (None, ("%(counter)s thing of %(name)s", "%(counter)s things of %(name)s")),
        ("verb", "May"),
    }


def test_what_is_not_danish_is_told(project: Path, tmp_path: Path) -> None:
    known = catalogue.read(
        [
            po(
                tmp_path / "a.po",
                'msgid "One"\nmsgstr "En"\n\nmsgid "Gone"\nmsgstr "Væk"\n\n#, fuzzy\nmsgid "Three"\nmsgstr "Tre"\n',
            ),
            po(
                tmp_path / "b.po",
                'msgid "One"\nmsgstr "Et"\n\nmsgid "%(count)s day"\nmsgid_plural "%(count)s days"\n'
                'msgstr[0] "%(count)s dag"\nmsgstr[1] "%(antal)s dage"\n',
            ),
        ]
    )
    filled = catalogue.fill(catalogue.extract(project), known)
    assert filled.get("One").string == "Et"
    assert "Gone" not in filled
    found = catalogue.faults(filled)
    assert "Marked as fuzzy: “Three”" in found
    assert "Not translated: “Four”" in found
    assert any(fault.startswith("“%(count)s day”: ") for fault in found)
    assert not any("One" in fault for fault in found)


def test_what_is_written_is_read_again_and_stays_the_same(project: Path, tmp_path: Path) -> None:
    known = catalogue.read([po(tmp_path / "a.po", 'msgid "One"\nmsgstr "Et"\n')])
    filled = catalogue.fill(catalogue.extract(project), known)
    written = tmp_path / "django.po"
    written.write_bytes(catalogue.render(filled))
    again = catalogue.fill(catalogue.extract(project), catalogue.read([written]))
    assert catalogue.render(again) == written.read_bytes()
    assert b"texts.py" not in written.read_bytes()
