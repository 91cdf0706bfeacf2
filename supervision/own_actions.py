"""The agreed actions that one person is responsible for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import F

from supervision.enums import ActionState
from supervision.models import Action

if TYPE_CHECKING:
    from datetime import date

    from people.models import User

CLOSED_SHOWN = 50


class OwnAction(NamedTuple):
    """An action, and whether its date is over."""

    action: Action
    is_overdue: bool


def open_actions_of(user: User, today: date) -> list[OwnAction]:
    """Return the person's open actions by their date, those overdue first, in one query."""
    rows = Action.objects.open().filter(responsible=user).with_origin().order_by("due", "pk")
    return [OwnAction(row, row.is_overdue(today)) for row in rows]


def closed_actions_of(user: User) -> list[Action]:
    """Return the latest of the person's actions that are done or dropped, in one query."""
    rows = Action.objects.exclude(state=ActionState.OPEN).filter(responsible=user).with_origin()
    return list(rows.order_by(F("closed_at").desc(), "pk")[:CLOSED_SHOWN])
