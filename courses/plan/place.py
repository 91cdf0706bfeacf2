"""Where a session is held, from the template's place rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from courses.plan.template import Place


def place_of(rule: str, occurrence: int) -> Place:
    """Return the place of the n-th occurrence; "alternating" is local on the 1st, 3rd, … (design, section 3).

    Raises ValueError for a rule that is not "local", "model_owner" or "alternating".
    """
    if rule == "alternating":
        return "local" if occurrence % 2 else "model_owner"
    if rule == "local":
        return "local"
    if rule == "model_owner":
        return "model_owner"
    raise ValueError(f"unknown place rule: {rule!r}")
