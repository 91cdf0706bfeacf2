"""The follow-up forms that come with the product, as files beside the code; a programme without a file has none."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from supervision.enums import FormSubject, ThemeGroup
from supervision.written_form import WrittenTheme

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).with_name("shipped")
SHIPPED = tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))
"""The programmes, by their slugs, that forms come with."""


def shipped_forms(slug: str) -> dict[FormSubject, tuple[WrittenTheme, ...]]:
    """Return the themes of each form that comes with the programme; none where there is no file for it."""
    if slug not in SHIPPED:
        return {}
    declared = tomllib.loads((FOLDER / f"{slug}.toml").read_text(encoding="utf-8"))
    return {FormSubject(form["subject"]): tuple(map(_theme, form["themes"])) for form in declared["forms"]}


def _theme(declared: Mapping[str, Any]) -> WrittenTheme:
    group = ThemeGroup(declared.get("group", ThemeGroup.THEME))
    anchors = tuple(declared.get("anchors", ()))
    return WrittenTheme(
        key=declared["key"], title=declared["title"], about=declared["about"], group=group, anchors=anchors
    )
