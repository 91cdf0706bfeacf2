"""A module's page as one reader meets it: its blocks with what the reader has done with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.utils import timezone

from courses.enums import QuizKind
from courses.learning.day import day_of
from courses.learning.quiz import Question
from courses.learning.state import Work, progress_with

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime

    from courses.learning.day import Day
    from courses.learning.state import Progress
    from courses.models import DoneItem, ModulePage, Participant, QuizAnswer, Reading, Reflection

WRITTEN = {"write", "case"}
"""The kinds of preparation that are answered in writing."""
KEPT = {"quiz", "reflection", "checklist"}
"""The blocks with which the reader does something that is kept."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item to tick or to answer, and what the reader has done with it."""

    key: UUID
    kind: str
    value: Any
    done: DoneItem | None
    due: date | None = None
    fault: str = ""
    draft: str = ""

    @property
    def written(self) -> bool:
        """Whether it's answered in writing."""
        return self.kind in WRITTEN

    @property
    def text(self) -> str:
        """What stands in the field: what was refused, else what was kept."""
        return self.draft or (self.done.text if self.done else "")


class Option(NamedTuple):
    """One answer as it is shown; ``place`` is the one that was given to it in an order, 0 for none."""

    number: int
    text: str
    chosen: bool
    right: bool
    place: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A quiz question with the reader's latest try."""

    question: Question
    tried: QuizAnswer | None
    tries: int
    fault: str = ""
    draft: str = ""

    @property
    def is_right(self) -> bool | None:
        """Whether the latest try was right, judged by the question as it was asked then."""
        return Question(self.tried.asked).is_right(self.tried.answer) if self.tried else None

    @property
    def has_changed(self) -> bool:
        """Whether the question has changed since the latest try."""
        return self.tried is not None and self.tried.version != self.question.version

    @property
    def shows_answer(self) -> bool:
        """Whether the latest try can be held against the question as it is now."""
        return self.tried is not None and not self.has_changed

    @property
    def answered(self) -> str:
        """The short text that was given; empty where there is none."""
        return str(self.tried.answer) if self.tried and self.question.kind == QuizKind.TEXT else ""

    @property
    def options(self) -> list[Option]:
        """The answers in the order in which they are shown."""
        given = self.tried.answer if self.tried and self.shows_answer and isinstance(self.tried.answer, list) else []
        places = {number: place for place, number in enumerate(given, start=1)}
        right, texts = self.question.solution, self.question.options
        return [Option(n, texts[n], n in given, n in right, places.get(n, 0)) for n in self.question.order_shown]


@dataclass(frozen=True, slots=True)
class Part:
    """One block of the page; ``own`` is what the reader has done with it, for blocks with which one does something."""

    key: UUID
    kind: str
    block: Any
    own: Any = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Why what the reader sent was not kept, and what may be shown again of it."""

    key: UUID
    sentence: str
    draft: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningPage:
    """All that a module's page shows of learning."""

    preparation: list[Item]
    parts: list[Part]
    headings: list[tuple[UUID, str]]
    learner: Participant | None
    progress: Progress | None
    day: Day | None
    minutes: int

    @property
    def continue_at(self) -> UUID | None:
        """The block that the reader saw last, if it still is on the page."""
        place = self.progress.work.place if self.progress else None
        keys = {part.key for part in self.parts} | {item.key for item in self.preparation}
        return place if place in keys else None


def learning_page(
    module: ModulePage, reading: Reading | None, *, at: datetime, fault: Fault | None = None
) -> LearningPage:
    """Return the page for the reader; four queries for a participant, none for others, whatever is on it."""
    learner = reading.participant if reading else None
    own = _Own.of(reading) if reading else _Own({}, {}, {}, None)
    day = day_of(learner, module, at=at) if learner else None
    parts = [_part(block, own, fault) for block in module.content]
    return LearningPage(
        preparation=list(_preparation(module, own, day, fault)),
        parts=parts,
        headings=[(part.key, part.block.value) for part in parts if part.kind == "heading"],
        learner=learner,
        progress=_progress(module, own, day) if learner else None,
        day=day,
        minutes=sum(block.value["minutes"] for block in module.preparation),
    )


def _progress(module: ModulePage, own: _Own, day: Day | None) -> Progress:
    work = Work(opened=own.reading is not None, place=own.reading.place if own.reading else None, done=set(own.done))
    return progress_with(module, work, attended=bool(day and day.attended), evaluated=not (day and day.to_evaluate))


@dataclass(frozen=True, slots=True)
class _Own:
    """What the reader has done with the module, by the block's or item's key."""

    done: Mapping[UUID, DoneItem]
    tries: Mapping[UUID, list[QuizAnswer]]
    reflections: Mapping[UUID, Reflection]
    reading: Reading | None

    @classmethod
    def of(cls, reading: Reading) -> _Own:
        learner, module = reading.participant, reading.module_id
        tries: dict[UUID, list[QuizAnswer]] = {}
        for one in learner.quiz_answers.filter(module=module):
            tries.setdefault(one.question, []).append(one)
        return cls(
            {one.item: one for one in learner.done_items.filter(module=module)},
            tries,
            {one.prompt: one for one in learner.user.reflections.filter(module=module)},
            reading,
        )


def _preparation(module: ModulePage, own: _Own, day: Day | None, fault: Fault | None) -> Iterator[Item]:
    on = timezone.localtime(day.session.starts_at).date() if day and not day.session.has_ended(day.at) else None
    for block in module.preparation:
        key = UUID(block.id)
        due = on - timedelta(days=block.value["days_before"]) if on else None
        sentence, draft = _told(fault, key)
        yield Item(key, block.block_type, block.value, own.done.get(key), due, sentence, draft)


def _told(fault: Fault | None, key: UUID) -> tuple[str, str]:
    """Return the sentence and the draft that belong to this block or item; empty where the fault is another's."""
    return (fault.sentence, fault.draft) if fault and fault.key == key else ("", "")


def _part(block: Any, own: _Own, fault: Fault | None) -> Part:
    # A block in a preview may have no id yet.
    key = UUID(block.id) if block.id else UUID(int=0)
    kept = _kept(block, key, own, fault) if block.block_type in KEPT else None
    return Part(key, block.block_type, block, kept)


def _kept(block: Any, key: UUID, own: _Own, fault: Fault | None) -> Any:
    if block.block_type == "quiz":
        tries = own.tries.get(key, [])
        sentence, draft = _told(fault, key)
        return Asked(Question.of(block.value), tries[-1] if tries else None, len(tries), sentence, draft)
    if block.block_type == "checklist":
        bound = block.value["items"].bound_blocks
        return [Item(UUID(one.id), "tick", one.value, own.done.get(UUID(one.id))) for one in bound]
    kept = own.reflections.get(key)
    return fault if fault and fault.key == key else Fault(key, "", kept.text if kept else "")
