"""What the plan generator answers: the sessions it proposes, and the ones that it found no room for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from courses.plan.template import Place, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One proposed session; `team` None is for every team that the module concerns.

    `occurrence` runs over the whole programme (1 to 16) and is None for modules. The moments are aware, in Copenhagen's
    zone; `minutes` is what counts, breaks and nights left out.
    """

    source: Source
    key: int
    code: str
    team: int | None
    occurrence: int | None
    extended: bool
    title: str
    starts_at: datetime
    ends_at: datetime
    minutes: int
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """One session without a date, and a sentence saying why, in the language active when the plan was made."""

    code: str
    team: int | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Proposals by date, then team; the unplaced ones in the order in which they were tried."""

    proposals: tuple[Proposal, ...]
    unplaced: tuple[Unplaced, ...]
