"""The words of a page's texts as they are searched and shown: without markup, files and answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.rich_text import get_text_for_indexing

if TYPE_CHECKING:
    from collections.abc import Iterator

NOT_SEARCHED = {"quiz"}
"""Blocks whose text holds the answer to what they ask."""
BETWEEN = " · "
"""Between the texts of a page, so that a heading and what follows are not read as one sentence."""


def text_of_richtext(html: str) -> str:
    """Return the text's words without tags, in one line."""
    return _in_one_line(get_text_for_indexing(html))


def text_of_blocks(value: Any) -> str:
    """Return the words of a page's blocks in one line; asks the database for nothing that they only point at."""
    found = (
        text
        for raw in value.raw_data
        if raw["type"] not in NOT_SEARCHED
        for text in _texts(value.stream_block.child_blocks[raw["type"]], raw["value"])
    )
    return _in_one_line(BETWEEN.join(filter(None, found)))


def _texts(block: Any, raw: Any) -> Iterator[str]:
    if not raw:
        return
    if isinstance(block, TypedTableBlock):
        yield from (raw["caption"], *(column["heading"] for column in raw["columns"]))
        yield from (str(value) for row in raw["rows"] for value in row["values"])
    elif isinstance(block, blocks.StructBlock):
        yield from (text for name, child in block.child_blocks.items() for text in _texts(child, raw.get(name)))
    elif isinstance(block, blocks.ListBlock):
        yield from (text for one in raw for text in _texts(block.child_block, _item(one)))
    elif isinstance(block, blocks.RichTextBlock):
        yield get_text_for_indexing(raw)
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
        yield str(raw)


def _item(raw: Any) -> Any:
    return raw["value"] if isinstance(raw, dict) and raw.get("type") == "item" else raw


def _in_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
