"""A quiz question as it is asked, and what an answer to it comes to. Plain values in and out; no database."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from courses.enums import QuizKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answers, by number from 0 in the editor's order; ``asked`` is kept with what was answered."""

    asked: Mapping[str, Any]

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> Question:
        """Return the question that the block's value asks."""
        options = [{"text": one["text"], "correct": bool(one["correct"])} for one in value["options"]]
        plain = {name: str(value[name] or "") for name in ("kind", "question", "model_answer", "explanation")}
        return cls(plain | {"options": options})

    @property
    def kind(self) -> QuizKind:
        """How it is answered."""
        return QuizKind(self.asked["kind"])

    @property
    def options(self) -> list[str]:
        """The answers' texts."""
        return [option["text"] for option in self.asked["options"]]

    @property
    def version(self) -> str:
        """A short mark of what is asked, which changes when any of it changes."""
        text = json.dumps(self.asked, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    @property
    def order_shown(self) -> list[int]:
        """The numbers of the answers in the order in which they are shown: of an order asked for another one.

        The same for everybody and at every time, because a page that is loaded again must not change.
        """
        numbers = list(range(len(self.options)))
        if self.kind != QuizKind.ORDERING:
            return numbers
        shown = sorted(numbers, key=lambda number: hashlib.sha256(self.options[number].encode()).digest())
        return shown if shown != numbers else shown[::-1]

    @property
    def solution(self) -> list[int]:
        """The numbers that are right, or all in their right order; empty for a short text."""
        if self.kind == QuizKind.ORDERING:
            return list(range(len(self.options)))
        return [number for number, option in enumerate(self.asked["options"]) if option["correct"]]

    def is_right(self, answer: Sequence[int] | str) -> bool | None:
        """Return whether the answer is the right one; None for a short text, which nobody but the writer can weigh."""
        if self.kind == QuizKind.TEXT:
            return None
        return list(answer) == self.solution


def read_answer(question: Question, data: Mapping[str, Any]) -> list[int] | str | None:
    """Return what a form says as an answer that can be kept; None where it is no complete answer.

    ``data`` has ``text`` for a short text, else ``option``: numbers as texts, for an order by place under
    ``place-<number>``.
    """
    if question.kind == QuizKind.TEXT:
        return str(data.get("text", "")).strip() or None
    if question.kind == QuizKind.ORDERING:
        return _read_order(len(question.options), data)
    chosen = data.getlist("option") if hasattr(data, "getlist") else data.get("option", [])
    numbers = sorted({int(text) for text in chosen if text.isdecimal() and int(text) < len(question.options)})
    enough = len(numbers) == 1 if question.kind == QuizKind.SINGLE else bool(numbers)
    return numbers if enough else None


def _read_order(count: int, data: Mapping[str, Any]) -> list[int] | None:
    places = [str(data.get(f"place-{number}", "")) for number in range(count)]
    if sorted(places) != sorted(str(place) for place in range(1, count + 1)):
        return None
    return sorted(range(count), key=lambda number: int(places[number]))
