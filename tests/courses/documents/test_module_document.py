"""A module on paper: every kind of block, accessible, harmless whatever an editor has typed, and without answers."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from django.urls import reverse
from pypdf import PdfReader

from courses.documents.module_content import module_content
from courses.documents.render import render_module
from courses.documents.rich_text import rich_text
from courses.models import ModulePage, StepPage
from tests import factories
from tests.courses.documents.test_render import tags, text_of
from tests.courses.learning.blocks import CONTENT, PREPARATION, block

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

READ_ONLY = [
    ("text", "<p>Et <b>fedt</b> ord, <a href='https://example.dk'>et link</a>.</p><ul><li>Et</li><li>To</li></ul>"),
    ("quotation", {"text": "Ord [#strong]", "source": "Nogen"}),
    ("fact_box", {"title": "§ 101", "text": "<p>Loven</p>"}),
    ("table", {"caption": "Tabel", "columns": [{"type": "text", "heading": "A"}], "rows": [{"values": ["*b*"]}]}),
    (
        "case",
        {"title": "Freja", "parts": [{"type": "item", "id": "x", "value": {"story": "<p>17 år</p>", "questions": []}}]},
    ),
    ("exercise", {"title": "Rolle", "minutes": 30, "group_size": "to", "text": "<ol><li>Fordel</li></ol>"}),
    ("discussion", {"title": "", "questions": [{"type": "item", "id": "y", "value": "Hvad nu?"}]}),
    ("video", {"title": "Film", "url": "https://vimeo.com/1", "file": None, "captions": None}),
]


@pytest.fixture
def module() -> ModulePage:
    blocks = [block(kind, UUID(int=500 + number), value) for number, (kind, value) in enumerate(READ_ONLY)]
    step = factories.step(factories.programme(), title="Rådgivning")
    content = json.dumps([*json.loads(CONTENT), *blocks])
    return factories.module(step, code="UDD1", title="Dag 1", preparation=PREPARATION, content=content)


def document(module: ModulePage) -> PdfReader:
    step = StepPage.objects.get(path=module.path[:-4])
    content = module_content(module, step)
    return PdfReader(io.BytesIO(render_module(content, language="da", on=date(2026, 1, 2))))


def test_everything_but_the_answers_stands_on_paper(module: ModulePage) -> None:
    text = text_of(document(module))
    for words in (
        "Dag 1",
        "Rådgivning",
        "Læs siden",
        "Et fedt ord, et link.",
        "Ord [#strong]",
        "§ 101",
        "*b*",
        "Freja",
        "Øvelse · 30 min. · to",
        "Hvad nu?",
        "Hvad vil du prøve?",
        "Prøv en samtale",
        "Film",
    ):
        assert words in text
    assert "Alle unge." not in text
    assert "Fordi de spørger." not in text


def test_the_document_is_tagged_and_in_danish(module: ModulePage) -> None:
    reader = document(module)
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "da"
    assert root["/MarkInfo"]["/Marked"]
    assert {"/H1", "/H2", "/L", "/Table", "/TH"} <= set(tags(reader))


@pytest.mark.parametrize(
    "kind", sorted({one["type"] for one in json.loads(CONTENT)} | {kind for kind, _value in READ_ONLY})
)
def test_a_page_may_begin_with_any_block(kind: str, module: ModulePage) -> None:
    """Headings of a tagged document leave out no level, whatever an editor has placed before them."""
    module.preparation = []
    module.content = json.dumps([one for one in module.content.raw_data if one["type"] == kind])
    assert "Dag 1" in text_of(document(module))


def test_headings_and_quotations_within_a_text_stand_out(module: ModulePage) -> None:
    module.content, module.preparation = [], []
    module.body = "<h2>Baggrund</h2><p>Om dagen</p><blockquote>Citat</blockquote><h3>Mere</h3>"
    reader = document(module)
    assert {"/BlockQuote", "/Strong"} <= set(tags(reader))
    assert "Baggrund" in text_of(reader)


def test_the_same_page_gives_the_same_document(module: ModulePage) -> None:
    content = module_content(module, StepPage.objects.get(path=module.path[:-4]))
    assert len({render_module(content, language="en", on=date(2026, 1, 2)) for _time in range(2)}) == 1


def test_a_participant_takes_the_page_along(client: Client, module: ModulePage) -> None:
    cohort = factories.cohort(programme=module.programme)
    client.force_login(factories.participant(factories.team(cohort)).user)
    response = client.get(reverse("courses:module_pdf", args=[module.pk]))
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="udd1-dag-1.pdf"'
    assert response.content.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("", []),
        ("uden afsnit", [("p", ["uden afsnit"])]),
        ("<p>a <b>b</b></p>", [("p", ["a b"])]),
        ("<ul><li>x</li><li>y</li></ul>", [("ul", ["x", "y"])]),
        ("<p>1</p>\n<p>2</p>", [("p", ["1"]), ("p", ["2"])]),
        ("<p></p>", []),
        ("<p>1</p> efter <b>det</b>", [("p", ["1"]), ("p", ["efter det"])]),
        (
            "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol><p>d</p>",
            [("ol", ["a"]), ("ul", ["b"]), ("ol", ["c"]), ("p", ["d"])],
        ),
    ],
)
def test_a_rich_text_keeps_its_paragraphs_and_lists(html: str, texts: list[tuple[str, list[str]]]) -> None:
    def joined(runs: list[dict[str, Any]]) -> str:
        return "".join(f"{' ' * run['before']}{run['text']}{' ' * run['after']}" for run in runs).strip()

    assert [(one["kind"], [joined(item) for item in one["items"]]) for one in rich_text(html)] == texts


def test_numbers_go_on_after_a_list_within_the_list() -> None:
    html = "<ol><li>a</li><li>b<ol><li>x</li></ol></li><li>c</li></ol>"
    assert [(one["start"], len(one["items"])) for one in rich_text(html)] == [(1, 2), (1, 1), (3, 1)]
