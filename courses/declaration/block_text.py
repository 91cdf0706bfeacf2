"""Blocks as a file describes them: read into plain values, and checked by the blocks' own rules."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from courses.declaration.blocks import FILES, ModuleCodes, default_of, stream_of, travels
from courses.declaration.richtext import portable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from courses.declaration.blocks import Plain


def read_blocks(stream: Any, values: Any, faults: list[str]) -> tuple[Plain, ...]:
    """Return the blocks that a file describes, each with all its fields; notes in faults what cannot be read."""
    if not isinstance(values, list) or not all(isinstance(one, dict) for one in values):
        faults.append(_("it must be a list of tables"))
        return ()
    before = len(faults)
    read = [_read_block(stream, values[number - 1], number, faults) for number in range(1, len(values) + 1)]
    return tuple(read) if len(faults) == before else ()


def default_fields(stream: Any, kind: str) -> Plain:
    """Return what a block's fields are where a file does not name them."""
    block = stream.child_blocks[kind]
    return _read_fields(block.child_blocks, {}, "", []) if isinstance(block, blocks.StructBlock) else {}


def _read_block(stream: Any, value: Plain, number: int, faults: list[str]) -> Plain:
    kind = value.get("type")
    block = stream.child_blocks.get(kind) if kind not in FILES else None
    if block is None:
        known = ", ".join(name for name in stream.child_blocks if name not in FILES)
        what = {"number": number, "kind": kind, "known": known}
        faults.append(_("block %(number)s: “%(kind)s” is no block of a file. Known are: %(known)s.") % what)
        return {}
    where = f"{number} ({block.label}): "
    fields = {name: one for name, one in value.items() if name != "type"}
    if isinstance(block, blocks.StructBlock | TypedTableBlock):
        return {"type": kind, **_read(block, fields, where, faults)}
    return {"type": kind, **_read_fields({"value": block}, fields, where, faults)}


def _read(block: Any, value: Any, where: str, faults: list[str]) -> Any:
    if isinstance(block, TypedTableBlock):
        return _read_table(value, where, faults)
    if isinstance(block, blocks.StructBlock):
        if not isinstance(value, dict):
            faults.append(where + _("a table is expected."))
            return {}
        return _read_fields(block.child_blocks, value, where, faults)
    if isinstance(block, blocks.ListBlock):
        if not isinstance(value, list):
            faults.append(where + _("a list is expected."))
            return []
        return [_read(block.child_block, one, where, faults) for one in value]
    expected = type(default_of(block))
    if type(value) is not (int if isinstance(block, blocks.IntegerBlock) else expected):
        faults.append(where + _("“%(value)s” is of the wrong kind.") % {"value": str(value)[:40]})
        return default_of(block)
    return portable(str(value)) if isinstance(block, blocks.RichTextBlock) else value


def _read_fields(fields: Mapping[str, Any], values: Plain, where: str, faults: list[str]) -> Plain:
    children = {name: child for name, child in fields.items() if travels(child)}
    for name in values.keys() - children.keys():
        what = {"name": name, "known": ", ".join(children)}
        faults.append(where + _("“%(name)s” is not known here. Known are: %(known)s.") % what)
    return {
        name: _read(child, values[name], where, faults) if name in values else default_of(child)
        for name, child in children.items()
    }


def _read_table(value: Plain, where: str, faults: list[str]) -> Plain:
    columns, rows = value.get("columns", []), value.get("rows", [])
    texts = [value.get("caption", ""), *columns, *chain.from_iterable(rows)]
    if not all(isinstance(text, str) for text in texts) or any(len(row) != len(columns) for row in rows):
        faults.append(where + _("columns are a list of texts, and each row has as many."))
    return {"caption": value.get("caption", ""), "columns": columns, "rows": rows}


def blocks_faults(stream: Any, declared: Iterable[Plain], codes: Iterable[str]) -> Iterator[str]:
    """Yield why blocks cannot be as declared, in the editor's words, led by their number and label."""
    known = set(codes)
    empty, nothing = stream.to_python([]), ModuleCodes({}, {})
    for number, one in enumerate(declared, start=1):
        where = f"{number} ({stream.child_blocks[one['type']].label}): "
        if one["type"] == "module_link":
            if one["module"] not in known:
                yield where + _("there is no module “%(code)s”.") % {"code": one["module"]}
            continue
        value = stream_of(empty, [one], nothing)
        try:
            stream.clean(value)
        except ValidationError as error:
            yield from (where + sentence for sentence in _sentences(error))


def _sentences(error: Any) -> Iterator[str]:
    """Yield what an error says at each field, however deep it lies."""
    if isinstance(error, StreamBlockValidationError | StructBlockValidationError | ListBlockValidationError):
        yield from chain.from_iterable(map(_sentences, error.block_errors.values()))
        yield from map(str, error.non_block_errors)
    else:
        yield from error.messages
