"""Two hands on one draft: what may be saved field by field, and where somebody else was faster. Pure."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Change(NamedTuple):
    """What a person made of a field, and the mark of the text that they made it from."""

    base: str
    value: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The draft's fields after the changes, those that changed, and the texts of others that were not overwritten."""

    fields: dict[str, str]
    saved: frozenset[str]
    conflicts: dict[str, str]


def mark(text: str) -> str:
    """Return a short mark of the text: two texts have the same one only if they are the same."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def merge(stored: Mapping[str, str], changes: Mapping[str, Change]) -> Merged:
    """Return the draft with the changes, field by field; a field that is not stored holds "".

    A change made from the text that is stored takes its place. A change from another text is a conflict, unless both
    came to the same. An empty field is not kept.
    """
    fields, conflicts, saved = dict(stored), {}, set()
    for name, change in changes.items():
        there = stored.get(name, "")
        if change.value == there:
            saved.add(name)
        elif change.base == mark(there):
            fields[name] = change.value
            saved.add(name)
        else:
            conflicts[name] = there
    return Merged({name: value for name, value in fields.items() if value}, frozenset(saved), conflicts)
