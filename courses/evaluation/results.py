"""The distributions of a day's answers, as far as they are told. No database lives here.

The answers to a question gather in steps of five, and a step is shown once it is full. So two looks at the results
differ by five answers or by none, and nobody can subtract one person's answer out of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from courses.evaluation.questions import FIXED_QUESTIONS, Question, asked_question

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from courses.evaluation.questions import Text

    Kept = Mapping[str, Any]
    """What ``Question.frozen`` returned, with the answer's step."""
    Steps = defaultdict[Question, defaultdict[int, Counter[int]]]
    """By question and step, how often each answer was given."""

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
        """How many answers are shown: five, ten, fifteen and so on, or 0."""
        return sum(share.number for share in self.shares)


@dataclass(frozen=True, slots=True)
class Results:
    """How many have evaluated and, from five on, the distribution for each question: the fixed ones first."""

    count: int
    distributions: tuple[Distribution, ...]


def in_steps(answers: Mapping[str, Kept], given: Iterable[Mapping[str, Kept]]) -> dict[str, Kept]:
    """Return the answers of a questionnaire with their steps, after those that were given before.

    An answer joins the latest step of its question and, where that is full, begins the next.
    """
    steps = _steps(given)
    questions = {key: asked_question(key, kept["asked"]) for key, kept in answers.items()}
    return {key: {**kept, "step": _next_step(steps[questions[key]])} for key, kept in answers.items()}


def distributions(rows: Iterable[Mapping[str, Kept]]) -> Results:
    """Return the results of the questionnaires by what each question's key maps to, whose order leaves no trace."""
    answers = list(rows)
    if len(answers) < ENOUGH:
        return Results(len(answers), ())
    steps = _steps(answers)
    return Results(len(answers), tuple(_distribution(one, steps[one].values()) for one in sorted(steps, key=_place)))


def _steps(rows: Iterable[Mapping[str, Kept]]) -> Steps:
    steps: Steps = defaultdict(lambda: defaultdict(Counter))
    for row in rows:
        for key, kept in row.items():
            # Answers from before there were steps are one step.
            steps[asked_question(key, kept["asked"])][kept.get("step", 0)][kept["answer"]] += 1
    return steps


def _next_step(steps: Mapping[int, Counter[int]]) -> int:
    latest = max(steps, default=0)
    return latest + 1 if latest in steps and _is_full(steps[latest]) else latest


def _is_full(step: Counter[int]) -> bool:
    return step.total() >= ENOUGH


def _place(question: Question) -> tuple[int, str, str, str]:
    fixed = FIXED_QUESTIONS.index(question) if question.is_fixed else len(FIXED_QUESTIONS)
    return fixed, str(question.text), question.key, question.version


def _distribution(question: Question, steps: Iterable[Counter[int]]) -> Distribution:
    shown = sum(filter(_is_full, steps), Counter[int]())
    return Distribution(question, tuple(_shares(question.options, shown)) if shown else ())


def _shares(options: Sequence[Text], counts: Counter[int]) -> Iterable[Share]:
    total = counts.total()
    for number, label in enumerate(options, start=1):
        yield Share(label, counts[number], (2000 * counts[number] + total) // (2 * total))
