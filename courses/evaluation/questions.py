"""The questions after a day. No database lives here.

What was asked is kept with each answer, so answers to a question that an editor has changed since do not mix with those
to the new one. The fixed questions are kept by key alone, to be read in either language: one that changes its meaning
gets a new key.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from courses.enums import ActivityKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.utils.functional import _StrPromise

    Text = str | _StrPromise

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


def asked_question(key: str, asked: Mapping[str, Any]) -> Question:
    """Return the question as ``Question.frozen`` kept it under its key."""
    if key in _FIXED:
        return _FIXED[key]
    options = tuple(asked["options"]) if asked["kind"] == CHOICE else AGREEMENT
    return Question(key, asked["kind"], asked["text"], options)
