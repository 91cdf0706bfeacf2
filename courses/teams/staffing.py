"""Full-time equivalents on a date: dated changes in, numbers out; no database and no clock."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from courses.models import FteChange

MINIMUM_FTE = Decimal(3)
"""What a team needs at least: "tre årsværk", counsellors and therapists (Model U-turn, section 14)."""


def change_in_force(changes: Iterable[FteChange], on: date) -> FteChange | None:
    """Return the latest change that is effective on the date; before the first one the first, None if there is none."""
    ordered = sorted(changes, key=lambda change: change.effective_on)
    effective = [change for change in ordered if change.effective_on <= on]
    return next(iter(effective[-1:] or ordered), None)


def fte_on(changes: Iterable[FteChange], on: date) -> Decimal | None:
    """Return the full-time equivalents in force on the date, None where nothing is known."""
    change = change_in_force(changes, on)
    return change.fte if change else None
