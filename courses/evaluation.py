"""The questions after a day, and the distributions of their answers. No database lives here.

What was asked is kept with each answer, so answers to a question that an editor has changed since do not mix with those
to the new one. The fixed questions are kept by key alone, to be read in either language: one that changes its meaning
gets a new key.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from courses.enums import ActivityKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.utils.functional import _StrPromise

    Text = str | _StrPromise

ENOUGH = 5
"""Fewer answers than these are withheld: from so few one could guess whose they are."""

EVALUATED_KINDS = (
    ActivityKind.INTERNAT,
    ActivityKind.BASIC_COURSE,
    ActivityKind.TRAINING_DAY,
    ActivityKind.PRACTICE_DAY,
)
SCALE, CHOICE = "scale", "choice"
AGREEMENT: tuple[Text, ...] = (_("1 – Disagree"), "2", "3", "4", _("5 – Agree"))
STATEMENTS: dict[str, Text] = {
    "useful": _("The day gave me something that I can use in my work."),
    "clear": _("The content was clear."),
    "room": _("There was room for questions and practice."),
    "next": _("I know what I will try out before next time."),
}
PACE: tuple[Text, Text, Text] = (_("Too slow"), _("Fitting"), _("Too fast"))


class Question(NamedTuple):
    """One question as it is asked: its key, scale or choice, its words, and the answers numbered from 1."""

    key: str
    kind: str
    text: Text
    options: tuple[Text, ...] = AGREEMENT

    @property
    def is_fixed(self) -> bool:
        """Whether it is asked after every day, and has to be answered."""
        return self.key in _FIXED

    @property
    def version(self) -> str:
        """A short mark that changes with what is asked."""
        asked = repr((self.kind, str(self.text), [str(option) for option in self.options]))
        return "" if self.is_fixed else hashlib.sha256(asked.encode()).hexdigest()[:8]

    def frozen(self, answer: int) -> dict[str, Any]:
        """Return what is kept of the answer: what was asked, and the number."""
        if self.is_fixed:
            return {"asked": {"kind": self.kind}, "answer": answer}
        options = list(self.options) if self.kind == CHOICE else []
        return {"asked": {"kind": self.kind, "text": self.text, "options": options}, "answer": answer}


_FIXED = {
    **{key: Question(key, SCALE, text) for key, text in STATEMENTS.items()},
    "pace": Question("pace", CHOICE, _("How was the pace?"), PACE),
}
FIXED_QUESTIONS = tuple(_FIXED.values())


def own_questions(blocks: Iterable[Any]) -> list[Question]:
    """Return the editor's own questions, as the blocks of a module's evaluation have them now."""
    return [_own_question(str(block.id), block.block_type, block.value) for block in blocks]


def _own_question(key: str, kind: str, value: Mapping[str, Any]) -> Question:
    options = tuple(str(option) for option in value["options"]) if kind == CHOICE else AGREEMENT
    return Question(key, kind, value["question"], options)


class Share(NamedTuple):
    """One answer, how many gave it, and their share in tenths of a percent."""

    label: Text
    number: int
    permille: int


@dataclass(frozen=True, slots=True)
class Distribution:
    """How often each answer to a question was given; no shares at all where there are too few."""

    question: Question
    shares: tuple[Share, ...]

    @property
    def answered(self) -> int:
        """How many answered it; 0 where that is withheld."""
        return sum(share.number for share in self.shares)


@dataclass(frozen=True, slots=True)
class Results:
    """How many have evaluated and, from five on, the distribution for each question: the fixed ones first."""

    count: int
    distributions: tuple[Distribution, ...]


def distributions(rows: Iterable[Mapping[str, Any]]) -> Results:
    """Return the results of the questionnaires, whose order leaves no trace.

    Each row maps a question's key to what ``Question.frozen`` returned.
    """
    answers = list(rows)
    if len(answers) < ENOUGH:
        return Results(len(answers), ())
    counted: dict[Question, Counter[int]] = defaultdict(Counter)
    for row in answers:
        for key, kept in row.items():
            counted[_asked(key, kept["asked"])][kept["answer"]] += 1
    ordered = sorted(counted, key=_place)
    return Results(len(answers), tuple(_distribution(question, counted[question]) for question in ordered))


def _asked(key: str, asked: Mapping[str, Any]) -> Question:
    if key in _FIXED:
        return _FIXED[key]
    options = tuple(asked["options"]) if asked["kind"] == CHOICE else AGREEMENT
    return Question(key, asked["kind"], asked["text"], options)


def _place(question: Question) -> tuple[int, str, str, str]:
    fixed = list(_FIXED).index(question.key) if question.is_fixed else len(_FIXED)
    return fixed, str(question.text), question.key, question.version


def _distribution(question: Question, counts: Counter[int]) -> Distribution:
    total = counts.total()
    if total < ENOUGH:
        return Distribution(question, ())
    return Distribution(question, tuple(_shares(question.options, counts, total)))


def _shares(options: Sequence[Text], counts: Counter[int], total: int) -> Iterable[Share]:
    for number, label in enumerate(options, start=1):
        yield Share(label, counts[number], (2000 * counts[number] + total) // (2 * total))
