"""Questions: what an answer comes to, and what tells that a question has changed."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from courses.learning.quiz import Question, read_answer


def asked(kind: str, *correct: bool, **fields: Any) -> Question:
    options = [{"text": f"Svar {number}", "correct": right} for number, right in enumerate(correct)]
    value = {"kind": kind, "question": "?", "options": options, "model_answer": "", "explanation": ""}
    return Question.of(value | fields)


def answer(question: Question, query: str) -> Any:
    return read_answer(question, QueryDict(query))


def test_one_right_answer() -> None:
    question = asked("single", False, True)
    assert answer(question, "option=1") == [1]
    assert question.is_right([1])
    assert not question.is_right([0])


def test_several_right_answers_must_all_be_chosen_and_no_other() -> None:
    question = asked("multiple", True, False, True)
    assert answer(question, "option=2&option=0") == [0, 2]
    assert question.is_right([0, 2])
    assert not question.is_right([0])
    assert not question.is_right([0, 1, 2])


def test_an_order_is_right_as_the_editor_wrote_it() -> None:
    question = asked("ordering", False, False, False)
    assert answer(question, "place-0=1&place-1=2&place-2=3") == [0, 1, 2]
    assert question.is_right([0, 1, 2])
    assert answer(question, "place-0=3&place-1=1&place-2=2") == [1, 2, 0]
    assert not question.is_right([1, 2, 0])


def test_a_short_text_is_neither_right_nor_wrong() -> None:
    question = asked("text", model_answer="Sådan")
    assert answer(question, "text=+Min+tanke+") == "Min tanke"
    assert question.is_right("Min tanke") is None


@pytest.mark.parametrize(
    ("kind", "query"),
    [
        ("single", ""),
        ("single", "option=0&option=1"),
        ("single", "option=7"),
        ("single", "option=x"),
        ("single", "option=-1"),
        ("multiple", ""),
        ("ordering", "place-0=1&place-1=1"),
        ("ordering", "place-0=1"),
        ("ordering", "place-0=1&place-1=3"),
        ("text", "text=+"),
    ],
)
def test_what_is_no_complete_answer_is_none(kind: str, query: str) -> None:
    assert answer(asked(kind, True, False), query) is None


@given(st.integers(2, 6))
def test_an_order_is_never_shown_in_its_right_order_and_always_alike(count: int) -> None:
    question = asked("ordering", *[False] * count)
    assert sorted(question.order_shown) == list(range(count))
    assert question.order_shown != question.solution
    assert question.order_shown == asked("ordering", *[False] * count).order_shown


def test_the_version_changes_with_anything_that_is_asked() -> None:
    versions = {
        asked("single", True, False).version,
        asked("single", False, True).version,
        asked("multiple", True, False).version,
        asked("single", True, False, question="!").version,
        asked("single", True, False, explanation="Fordi").version,
    }
    assert len(versions) == 5
    assert asked("single", True, False).version in versions
