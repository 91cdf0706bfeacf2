"""What a module's page says, as plain values for the document that one prints or takes along."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from wagtail.rich_text import expand_db_html

from courses.documents.rich_text import rich_text
from courses.learning.quiz import Question

if TYPE_CHECKING:
    from courses.models import ModulePage, StepPage


def module_content(module: ModulePage, step: StepPage) -> dict[str, Any]:
    """Return the module with its preparation and its blocks; answers to questions are not told."""
    return {
        "title": module.title,
        "code": module.code,
        "kind": module.kind,
        "programme": module.programme.title,
        "step": step.title,
        "minutes": module.minutes or 0,
        "body": _rich(module.body),
        "preparation": [_item(block) for block in module.preparation],
        "parts": [part for part in map(_part, module.content) if part],
    }


def _rich(html: Any) -> list[dict[str, Any]]:
    return rich_text(expand_db_html(getattr(html, "source", html)))


def _item(block: Any) -> dict[str, Any]:
    value = block.value
    document = value.get("document")
    return {
        "kind": block.block_type,
        "title": value["title"],
        "instructions": value["instructions"] or "",
        "minutes": value["minutes"],
        "url": _absolute(document.url) if document else value.get("url") or "",
    }


def _part(block: Any) -> dict[str, Any] | None:
    reader = _READERS.get(block.block_type)
    return {"type": block.block_type, **reader(block.value)} if reader else None


def _absolute(url: str) -> str:
    return url if "//" in url else f"{settings.BASE_URL}{url}"


def _case(value: Any) -> dict[str, Any]:
    parts = [{"story": _rich(part["story"]), "questions": list(part["questions"])} for part in value["parts"]]
    return {"title": value["title"], "parts": parts}


def _table(value: Any) -> dict[str, Any]:
    rows = [[str(cell.value or "") for cell in row] for row in value.rows]
    return {"caption": value.caption or "", "columns": [column["heading"] for column in value.columns], "rows": rows}


def _quiz(value: Any) -> dict[str, Any]:
    question = Question.of(value)
    shown = [question.options[number] for number in question.order_shown]
    return {"question": value["question"], "options": shown, "kind": question.kind.value}


def _link(value: Any) -> dict[str, Any]:
    return {"title": value["module"].title, "note": value["note"] or "", "url": value["module"].full_url or ""}


def _video(value: Any) -> dict[str, Any]:
    url = value["url"] or _absolute(value["file"].url)
    return {"title": value["title"], "note": "", "url": url}


def _document(value: Any) -> dict[str, Any]:
    return {"title": value["document"].title, "note": value["note"] or "", "url": _absolute(value["document"].url)}


_READERS: dict[str, Any] = {
    "text": lambda value: {"text": _rich(value)},
    "heading": lambda value: {"title": value},
    "quotation": lambda value: {"text": value["text"], "source": value["source"] or ""},
    "fact_box": lambda value: {"title": value["title"], "text": _rich(value["text"])},
    "table": _table,
    "module_link": _link,
    "case": _case,
    "exercise": lambda value: {
        "title": value["title"],
        "minutes": value["minutes"],
        "group_size": value["group_size"],
        "text": _rich(value["text"]),
    },
    "discussion": lambda value: {"title": value["title"] or "", "questions": list(value["questions"])},
    "quiz": _quiz,
    "reflection": lambda value: {"prompt": value["prompt"]},
    "checklist": lambda value: {"title": value["title"], "items": list(value["items"])},
    "video": _video,
    "document": _document,
    "audio": lambda value: {"title": value["title"], "text": _rich(value["transcript"])},
    "image": lambda value: {"alt": value["image"].contextual_alt_text or "", "caption": value["caption"] or ""},
}
"""What each kind of block is on paper; a picture is told in words."""
