"""A declaration as text: TOML, because people read, compare and mend these files, and Python reads it by itself."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from datetime import time
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from django.utils.translation import gettext as _

from courses.declaration.block_text import default_fields, read_blocks
from courses.declaration.faults import DeclarationFaults
from courses.declaration.fields import BLOCK_FIELDS, stream_block_of
from courses.declaration.richtext import portable
from courses.declaration.shape import ProgrammeDeclaration

MAX_BYTES = 1024 * 1024
HEADING = (
    "# A programme of Trappen. What is not said has its default: a training day of one date from 9 to 16,\n"
    "# for staff, at the model owner, counting towards the certificate.\n\n"
)


def read_declaration(content: bytes) -> ProgrammeDeclaration:
    """Return what the file declares; raises DeclarationFaults when it is no declaration or lacks what it must say.

    Only the form is looked at; whether the programme can be is for `check` to say.
    """
    if len(content) > MAX_BYTES:
        raise DeclarationFaults([_("The file is larger than 1 MB, so it is no programme.")])
    try:
        values = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise DeclarationFaults([_("The file is not text in UTF-8, so it is no programme.")]) from None
    except tomllib.TOMLDecodeError as fault:
        raise DeclarationFaults([_("The file cannot be read: %(why)s.") % {"why": _place(fault)}]) from None
    faults: list[str] = []
    declaration = _read(ProgrammeDeclaration, values, "", faults)
    if faults:
        raise DeclarationFaults(faults)
    return declaration


def write_declaration(declaration: ProgrammeDeclaration) -> str:
    """Return the declaration as a file's content; what has its default value is left out."""
    return HEADING + "\n".join(_tables(declaration, "")) + "\n"


# -- reading ----------------------------------------------------------------------------------------------------------


def _place(fault: tomllib.TOMLDecodeError) -> str:
    found = re.search(r"line (\d+)", str(fault))
    return _("look at line %(line)s") % {"line": found[1]} if found else _("it ends too early")


def _read(kind: type[Any], values: dict[str, Any], where: str, faults: list[str]) -> Any:
    """Return the dataclass that the table describes, or None after noting what keeps it from being one."""
    hints, before = get_type_hints(kind), len(faults)
    where += _named(values)
    fields = {field.name: field for field in dataclasses.fields(kind)}
    for name in values.keys() - fields.keys():
        known = ", ".join(fields)
        faults.append(where + _("“%(name)s” is not known here. Known are: %(known)s.") % {"name": name, "known": known})
    read = {name: _value(name, hints[name], values[name], where, faults) for name in fields if name in values}
    for name, field in fields.items():
        if name not in values and field.default is dataclasses.MISSING:
            faults.append(where + _("“%(name)s” is missing.") % {"name": name})
    return kind(**read) if len(faults) == before else None


def _named(values: dict[str, Any]) -> str:
    """Return what leads the sentences about this table: its title, code or slug."""
    name = next((values[key] for key in ("title", "code", "code_prefix", "slug") if values.get(key)), "")
    return f"{name}: " if isinstance(name, str) and name else ""


def _value(name: str, hint: Any, value: Any, where: str, faults: list[str]) -> Any:
    if name in BLOCK_FIELDS:
        return _blocks(name, value, where, faults)
    kinds = [kind for kind in get_args(hint) if kind is not type(None)] if _is_union(hint) else [hint]
    kind = kinds[0]
    if get_origin(kind) is tuple:
        element = get_args(kind)[0]
        if not isinstance(value, list):
            return _wrong(name, _("a list"), where, faults)
        return tuple(_value(name, element, one, where, faults) for one in value)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return (
            _read(kind, value, where, faults) if isinstance(value, dict) else _wrong(name, _("a table"), where, faults)
        )
    # A truth value is a whole number to Python, not to people.
    if type(value) is not kind:
        return _wrong(name, _expected(kind), where, faults)
    return portable(value) if name == "body" else value


def _blocks(name: str, value: Any, where: str, faults: list[str]) -> Any:
    found: list[str] = []
    read = read_blocks(stream_block_of(name), value, found)
    faults.extend(f"{where}{name} {fault}" for fault in found)
    return read


def _is_union(hint: Any) -> bool:
    return get_origin(hint) in {Union, UnionType}


def _expected(kind: type) -> str:
    if kind is int:
        return _("a whole number")
    if kind is bool:
        return _("true or false")
    return _("a time such as 09:00:00") if kind is time else _("a text in quotation marks")


def _wrong(name: str, expected: str, where: str, faults: list[str]) -> None:
    faults.append(where + _("“%(name)s” must be %(expected)s.") % {"name": name, "expected": expected})


# -- writing ----------------------------------------------------------------------------------------------------------


def _tables(declared: Any, path: str) -> list[str]:
    """Return the lines of a dataclass: its own values first, then the tables in it."""
    lines, tables = [], []
    for field in dataclasses.fields(declared):
        value = getattr(declared, field.name)
        if value == field.default:
            continue
        inner = f"{path}.{field.name}" if path else field.name
        if field.name in BLOCK_FIELDS:
            tables += [line for one in value for line in ("", f"[[{inner}]]", *_block_lines(field.name, one))]
        elif dataclasses.is_dataclass(value):
            tables += ["", f"[{inner}]", *_tables(value, inner)]
        elif isinstance(value, tuple) and value and dataclasses.is_dataclass(value[0]):
            for one in value:
                tables += ["", f"[[{inner}]]", *_tables(one, inner)]
        else:
            lines.append(f"{field.name} = {_block(value) if field.name == 'body' else _written(value)}")
    return lines + tables


def _block_lines(name: str, block: dict[str, Any]) -> list[str]:
    """Return a block's type and fields; what has its default is left out."""
    defaults = default_fields(stream_block_of(name), block["type"])
    kept = {key: value for key, value in block.items() if key not in defaults or value != defaults[key]}
    return [f"{key} = {_block_value(value)}" for key, value in kept.items()]


def _block_value(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_block_value(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        inner = "".join(f"\n  {_block_value(one)}," for one in value)
        return f"[{inner}\n]" if value else "[]"
    return _block(value) if isinstance(value, str) and ("\n" in value or value.startswith("<")) else _written(value)


def _block(text: str) -> str:
    """Return a page's text with its lines; only what would end it early or is no sign at all is escaped."""
    escaped = re.sub(r"[\\\x00-\x09\x0b-\x1f\x7f]", _escaped, text).replace('"""', r"\"\"\"")
    return f'"""\n{escaped}\n"""'


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, tuple):
        return f"[{', '.join(map(_written, value))}]"
    if isinstance(value, int):
        return str(value)
    return '"' + re.sub(r'[\\"\x00-\x1f\x7f]', _escaped, value) + '"'


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    return f"\\{character}" if character in '\\"' else f"\\u{ord(character):04x}"
