"""How far a participant is with a module: facts in, state out. No database and no clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from courses.enums import ModuleState

if TYPE_CHECKING:
    from collections.abc import Collection

    from courses.models import ModulePage


def module_state(
    *, items: Collection[UUID], done: Collection[UUID], opened: bool, attended: bool, evaluated: bool
) -> ModuleState:
    """Return how far the facts have brought the participant.

    ``items`` are those of the preparation as it is now, ``done`` all that the participant has ticked or answered in
    the module, ``evaluated`` is also true where no evaluation is asked for any more.
    """
    prepared = all(item in done for item in items)
    if attended:
        return ModuleState.COMPLETED if prepared and evaluated else ModuleState.ATTENDED
    if items and prepared:
        return ModuleState.PREPARED
    return ModuleState.IN_PROGRESS if opened or done else ModuleState.NOT_STARTED


@dataclass(slots=True)
class Work:
    """What one participant has done with one module."""

    opened: bool = False
    place: UUID | None = None
    done: set[UUID] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one participant is with one module."""

    state: ModuleState
    items: int
    done: int
    work: Work

    @property
    def started(self) -> bool:
        """Whether there is anything to say of it."""
        return self.state != ModuleState.NOT_STARTED


def preparation_items(module: ModulePage) -> list[UUID]:
    """Return the ids of the preparation's items in their order, without turning them into blocks."""
    return [UUID(raw["id"]) for raw in module.preparation.raw_data]


def progress_with(module: ModulePage, work: Work, *, attended: bool, evaluated: bool) -> Progress:
    """Return how far the work on the module has brought somebody who was there or not."""
    items = preparation_items(module)
    state = module_state(items=items, done=work.done, opened=work.opened, attended=attended, evaluated=evaluated)
    return Progress(state, len(items), sum(item in work.done for item in items), work)
