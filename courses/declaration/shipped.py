"""The programmes that come with the product, as files beside the code."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "programmes"
SHIPPED = ("u-turn", "ung-rusmidler", "u18")


def shipped_path(slug: str) -> Path:
    """Return where the shipped programme lies."""
    return FOLDER / f"{slug}.toml"
