"""How far participants are with modules, read from the database in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db.models import Value

from courses.learning.state import Work, progress_with
from courses.models import DoneItem, Participant, Reading
from courses.policies.evaluation import evaluation_is_over
from courses.policies.sessions import is_presence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from courses.history import Entry, History
    from courses.learning.state import Progress
    from courses.models import ModulePage


def work_of(participants: Iterable[Participant], modules: Iterable[ModulePage]) -> dict[tuple[int, int], Work]:
    """Return what the participants have done, by participant and module; one query."""
    among = {"participant__in": [one.pk for one in participants], "module__in": {module.pk for module in modules}}
    found: dict[tuple[int, int], Work] = defaultdict(Work)
    items = DoneItem.objects.filter(**among).values_list(Value(True), "participant", "module", "item")
    places = Reading.objects.filter(**among).values_list(Value(False), "participant", "module", "place")
    for is_item, participant, module, key in items.union(places, all=True):
        work = found[participant, module]
        if is_item:
            work.done.add(key)
        else:
            work.opened, work.place = True, key
    return found


def progress_by_module(participant: Participant, entries: Sequence[Entry], *, at: datetime) -> dict[int, Progress]:
    """Return how far the participant is with each module of their sessions, by the module's key; one query."""
    modules = {entry.session.module.pk: entry.session.module for entry in entries if entry.session.module}
    work = work_of([participant], modules.values())
    attended, owed = set(), set()
    for entry in entries:
        was_there = entry.attendance is not None and is_presence(entry.attendance.status)
        if was_there or entry.made_up:
            attended.add(entry.session.module_id)
        if was_there and not entry.evaluated and not evaluation_is_over(entry.session, at):
            owed.add(entry.session.module_id)
    return {
        pk: progress_with(module, work[participant.pk, pk], attended=pk in attended, evaluated=pk not in owed)
        for pk, module in modules.items()
    }


def with_progress(participant: Participant, history: History, *, at: datetime) -> History:
    """Return the history, each entry with how far the participant is with its module; one query."""
    progress = progress_by_module(participant, history.entries, at=at)
    entries = [replace(entry, progress=progress.get(entry.session.module_id or 0)) for entry in history.entries]
    return replace(history, entries=entries)
