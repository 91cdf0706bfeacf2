"""The day of a module as one participant meets it: when it is, whether they were there, whether it waits for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, FilteredRelation, Q

from courses.policies.evaluation import evaluation_is_over
from courses.policies.sessions import is_presence

if TYPE_CHECKING:
    from datetime import datetime

    from courses.models import ModulePage, Participant, Session


@dataclass(frozen=True, slots=True)
class Day:
    """The module's next session, or its last one, at a moment."""

    session: Session
    attended: bool
    to_evaluate: bool
    at: datetime


def day_of(participant: Participant, module: ModulePage, *, at: datetime) -> Day | None:
    """Return the module's day for the participant, None where nothing is planned; one query."""
    sessions = list(
        module.sessions.published()
        .of_team(participant.team)
        .annotate(
            line=FilteredRelation("attendance", condition=Q(attendance__participant=participant)),
            make_up=FilteredRelation("made_up", condition=Q(made_up__participant=participant)),
            sheet=FilteredRelation("evaluated", condition=Q(evaluated__participant=participant)),
        )
        .annotate(status=F("line__status"), make_up_key=F("make_up__pk"), sheet_key=F("sheet__pk"))
        .order_by("starts_at", "pk")
    )
    if not sessions:
        return None
    present = [one for one in sessions if is_presence(one.status or "")]
    owed = [one for one in present if not one.sheet_key and not evaluation_is_over(one, at)]
    coming = next((one for one in sessions if not one.has_ended(at)), sessions[-1])
    return Day(coming, bool(present or any(one.make_up_key for one in sessions)), bool(owed), at)
