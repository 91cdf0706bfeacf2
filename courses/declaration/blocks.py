"""A page's blocks in a form that can travel: plain values by field, without keys of pages, documents and blocks.

What stands for something of this installation alone, a picture, a file or a document, does not travel: it's left out of
a file, and stays where it is when a file is loaded over the page. A link to a module travels as the module's code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from courses.declaration.richtext import portable

if TYPE_CHECKING:
    from collections.abc import Sequence

Plain = dict[str, Any]
"""A block as a file has it: its type, and its fields or, where it has none, its value."""

FILES = ("image", "audio", "document")


class ModuleCodes(NamedTuple):
    """The modules of a programme by key and by code, for links between them."""

    code_of: Mapping[int, str]
    key_of: Mapping[str, int]


def plain_blocks(value: Any, codes: ModuleCodes) -> tuple[Plain, ...]:
    """Return the blocks of a page's field that can travel, in their order."""
    plain = (_plain_block(value.stream_block, raw, codes) for raw in value.raw_data)
    return tuple(one for one in plain if one is not None)


def _plain_block(stream: Any, raw: Mapping[str, Any], codes: ModuleCodes) -> Plain | None:
    kind = raw["type"]
    if kind in FILES or (kind == "video" and raw["value"].get("file")):
        return None
    found = _plain(stream.child_blocks[kind], raw["value"], codes)
    if kind == "module_link" and not found["module"]:
        return None
    return {"type": kind, **(found if isinstance(found, dict) else {"value": found})}


def _plain(block: Any, raw: Any, codes: ModuleCodes) -> Any:
    if isinstance(block, TypedTableBlock):
        columns = [column["heading"] for column in raw["columns"]]
        return {"caption": raw["caption"], "columns": columns, "rows": [list(row["values"]) for row in raw["rows"]]}
    if isinstance(block, blocks.StructBlock):
        fields = ((name, child) for name, child in block.child_blocks.items() if travels(child))
        return {name: _plain(child, raw.get(name, default_of(child)), codes) for name, child in fields}
    if isinstance(block, blocks.ListBlock):
        return [_plain(block.child_block, _item(one), codes) for one in raw or []]
    if isinstance(block, blocks.PageChooserBlock):
        return codes.code_of.get(raw, "")
    if isinstance(block, blocks.RichTextBlock):
        return portable(raw or "")
    return default_of(block) if raw is None else raw


def _item(raw: Any) -> Any:
    """Return a list's item: one that was written before items had keys stands as it is."""
    return raw["value"] if isinstance(raw, Mapping) and raw.get("type") == "item" else raw


def travels(block: Any) -> bool:
    """Whether what the field holds means the same in another installation."""
    return isinstance(block, blocks.PageChooserBlock) or not isinstance(block, blocks.ChooserBlock)


def default_of(block: Any) -> Any:
    """Return what stands for a field that a file does not name."""
    if isinstance(block, blocks.ListBlock):
        return []
    if isinstance(block, blocks.BooleanBlock):
        return False
    default = block.get_default()
    return default if isinstance(default, int | str) else "" if isinstance(block, blocks.FieldBlock) else None


def stream_of(current: Any, declared: Sequence[Plain], codes: ModuleCodes) -> Any:
    """Return the field's value with the declared blocks in place of those that travel.

    A block that stays, and one that only changes, keeps its id: what participants did with it is known by it.
    """
    old = list(current.raw_data)
    spare = [raw for raw in old if _plain_block(current.stream_block, raw, codes) is not None]
    new = [_with_id(current.stream_block, one, spare, codes) for one in declared if _resolves(one, codes)]
    for index, raw in enumerate(old):
        if _plain_block(current.stream_block, raw, codes) is None:
            new.insert(index, raw)
    return current.stream_block.to_python(new)


def _resolves(one: Plain, codes: ModuleCodes) -> bool:
    return one["type"] != "module_link" or one["module"] in codes.key_of


def _with_id(stream: Any, one: Plain, spare: list[Any], codes: ModuleCodes) -> Plain:
    same = next((raw for raw in spare if _plain_block(stream, raw, codes) == one), None)
    alike = same or next((raw for raw in spare if raw["type"] == one["type"]), None)
    if alike is not None:
        spare.remove(alike)
    if same is not None:
        return dict(same)
    block = stream.child_blocks[one["type"]]
    fields = {name: value for name, value in one.items() if name != "type"}
    value = fields if isinstance(block, blocks.StructBlock | TypedTableBlock) else fields["value"]
    key = alike["id"] if alike else str(uuid4())
    return {"type": one["type"], "value": _raw(block, value, alike and alike["value"], codes), "id": key}


def _raw(block: Any, value: Any, old: Any, codes: ModuleCodes) -> Any:
    if isinstance(block, TypedTableBlock):
        columns = [{"type": "text", "heading": heading} for heading in value["columns"]]
        return {"caption": value["caption"], "columns": columns, "rows": [{"values": row} for row in value["rows"]]}
    if isinstance(block, blocks.StructBlock):
        kept = dict(old or {})
        return kept | {name: _raw(block.child_blocks[name], one, kept.get(name), codes) for name, one in value.items()}
    if isinstance(block, blocks.ListBlock):
        return _raw_items(block.child_block, value, old or [], codes)
    return codes.key_of[value] if isinstance(block, blocks.PageChooserBlock) else value


def _raw_items(block: Any, values: Sequence[Any], old: Sequence[Any], codes: ModuleCodes) -> list[Plain]:
    """Return a list's items; one that says what it said keeps its key, else the one at its place lends it."""
    said = {str(_plain(block, _item(one), codes)): one for one in old}
    taken = {said[str(value)]["id"] for value in values if str(value) in said}
    items = []
    for index, value in enumerate(values):
        at_place = old[index] if index < len(old) and old[index]["id"] not in taken else None
        lender = said.get(str(value)) or at_place
        key = lender["id"] if lender else str(uuid4())
        items.append({"type": "item", "value": _raw(block, value, lender and lender["value"], codes), "id": key})
    return items
