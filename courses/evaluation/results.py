"""The distributions of a day's answers, as far as they are told. No database lives here."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from courses.evaluation.questions import FIXED_QUESTIONS, Question, asked_question

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from courses.evaluation.questions import Text

ENOUGH = 5
"""Fewer answers than these are withheld: from so few one could guess whose they are."""


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
            counted[asked_question(key, kept["asked"])][kept["answer"]] += 1
    ordered = sorted(counted, key=_place)
    return Results(len(answers), tuple(_distribution(question, counted[question]) for question in ordered))


def _place(question: Question) -> tuple[int, str, str, str]:
    fixed = FIXED_QUESTIONS.index(question) if question.is_fixed else len(FIXED_QUESTIONS)
    return fixed, str(question.text), question.key, question.version


def _distribution(question: Question, counts: Counter[int]) -> Distribution:
    total = counts.total()
    if total < ENOUGH:
        return Distribution(question, ())
    return Distribution(question, tuple(_shares(question.options, counts, total)))


def _shares(options: Sequence[Text], counts: Counter[int], total: int) -> Iterable[Share]:
    for number, label in enumerate(options, start=1):
        yield Share(label, counts[number], (2000 * counts[number] + total) // (2 * total))
