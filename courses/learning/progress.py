"""How far participants are with modules, read from the database in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from courses.learning.state import Work, progress_with
from courses.models import DoneItem, Evaluated, Participant, Reading
from courses.policies.evaluation import evaluation_is_over
from courses.policies.sessions import is_presence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from courses.history import Entry
    from courses.learning.state import Progress
    from courses.models import ModulePage


def work_of(participants: Iterable[Participant], modules: Iterable[ModulePage]) -> dict[tuple[int, int], Work]:
    """Return what the participants have done, by participant and module; two queries."""
    among = {"participant__in": [one.pk for one in participants], "module__in": {module.pk for module in modules}}
    found: dict[tuple[int, int], Work] = defaultdict(Work)
    readings = Reading.objects.filter(**among).values_list("participant", "module", "place")
    for participant, module, place in readings:
        work = found[participant, module]
        work.opened, work.place = True, place
    for participant, module, item in DoneItem.objects.filter(**among).values_list("participant", "module", "item"):
        found[participant, module].done.add(item)
    return found


def progress_by_module(participant: Participant, entries: Sequence[Entry], *, at: datetime) -> dict[int, Progress]:
    """Return how far the participant is with each module of their sessions, by the module's key; three queries."""
    modules = {entry.session.module.pk: entry.session.module for entry in entries if entry.session.module}
    work = work_of([participant], modules.values())
    evaluated = set(Evaluated.objects.filter(participant=participant).values_list("session", flat=True))
    attended, owed = set(), set()
    for entry in entries:
        was_there = entry.attendance is not None and is_presence(entry.attendance.status)
        if was_there or entry.made_up:
            attended.add(entry.session.module_id)
        if was_there and entry.session.pk not in evaluated and not evaluation_is_over(entry.session, at):
            owed.add(entry.session.module_id)
    return {
        pk: progress_with(module, work[participant.pk, pk], attended=pk in attended, evaluated=pk not in owed)
        for pk, module in modules.items()
    }


def with_progress(participant: Participant, entries: Sequence[Entry], *, at: datetime) -> list[Entry]:
    """Return the entries, each with how far the participant is with its module; three queries."""
    progress = progress_by_module(participant, entries, at=at)
    return [replace(entry, progress=progress.get(entry.session.module_id or 0)) for entry in entries]
