"""Tests of what the shipped U-turn programme gives participants to read and to do, module by module."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from courses.declaration import check, read_declaration, shipped_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from courses.declaration import ModuleDeclaration, ProgrammeDeclaration

CODES = (
    "INT", "BAS1", "BAS2", "BAS3", "UDD1", "UDD2", "PRA1", "UDD3", "UDD4", "PRA2", "UDD5", "UDD6",
    "FOR1", "FOR2", "FOR3", "FOR4", "FOR5", "UDD7", "UDD8", "PRA3", "UDD9", "UDD10", "PRA4", "DAG1", "DAG2",
)  # fmt: skip
DAYS = tuple(code for code in CODES if code.startswith(("BAS", "UDD", "DAG")))
LAW = ("10", "11", "52", "101")
TAG = re.compile(r"<[^>]+>")
KNOWN_TAGS = {"p", "ul", "ol", "li", "b", "i", "a"}
SECTION = re.compile(r"§+\s*(\d+)")
CPR_SHAPED = re.compile(r"\b\d{6}[-\s]?\d{4}\b")
CASE_TITLE = re.compile(r"[A-ZÆØÅ][a-zæøå]+, (1[3-9]|2[0-4]) år")
NO_TRACE = re.compile(r"\buden (noget|navn)|\bintet\b", re.IGNORECASE)
NAMES_OF_FIELDS = {"type", "kind", "module"}

every_module = pytest.mark.parametrize("code", CODES)


@cache
def uturn() -> ProgrammeDeclaration:
    return read_declaration(shipped_path("u-turn").read_bytes())


def module(code: str) -> ModuleDeclaration:
    return next(one for one in uturn().modules() if one.code == code)


def of_type(code: str, *kinds: str) -> list[dict[str, Any]]:
    return [block for block in module(code).content if block["type"] in kinds]


def headings(code: str) -> list[str]:
    return [block["value"] for block in of_type(code, "heading")]


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, one in value.items():
            yield from () if name in NAMES_OF_FIELDS else texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts(one)
    elif isinstance(value, str):
        yield value


def all_texts(code: str) -> list[str]:
    one = module(code)
    return list(texts([one.body, one.preparation, one.content, one.evaluation]))


def words(code: str) -> int:
    return sum(len(TAG.sub(" ", text).split()) for text in texts(module(code).content))


def test_the_content_covers_all_modules_of_the_programme() -> None:
    assert tuple(one.code for one in uturn().modules()) == CODES


def test_the_blocks_follow_the_editors_rules() -> None:
    check(uturn())


@every_module
def test_a_module_tells_its_purpose_what_it_deals_with_and_what_comes_afterwards_in_that_order(code: str) -> None:
    found = headings(code)
    assert found[0] == "Formål"
    assert re.fullmatch(r"Det handler (dagen|aftenen|internatet) om", found[1])
    assert found[-1] == "Bagefter"


@every_module
def test_a_module_gives_something_to_work_with(code: str) -> None:
    assert of_type(code, "case", "exercise")
    assert of_type(code, "discussion")


@every_module
def test_a_module_ends_with_what_to_try_out_and_one_reflection(code: str) -> None:
    afterwards = [block["type"] for block in module(code).content]
    assert afterwards[-2:] == ["checklist", "reflection"]
    assert afterwards.count("reflection") == 1
    assert of_type(code, "checklist")[-1]["title"] == "Afprøv derhjemme"


@every_module
def test_a_module_is_long_enough_to_prepare_from(code: str) -> None:
    assert words(code) >= 150


@every_module
def test_a_modules_preparation_fits_beside_the_job(code: str) -> None:
    items = module(code).preparation
    assert 1 <= len(items) <= 4
    assert 10 <= sum(item["minutes"] for item in items) <= 180
    assert all(item["instructions"] for item in items)


@pytest.mark.parametrize("code", [code for code in CODES if code.startswith("UDD")])
def test_a_training_day_asks_for_something_written_beforehand(code: str) -> None:
    assert {item["type"] for item in module(code).preparation} & {"write", "case"}


@every_module
def test_what_is_written_about_practice_is_asked_for_without_anything_that_tells_who_it_is(code: str) -> None:
    asked = [item["instructions"] for item in module(code).preparation if item["type"] == "case"]
    assert all(NO_TRACE.search(instructions) for instructions in asked)


@pytest.mark.parametrize("code", DAYS)
def test_a_day_has_questions_with_answers_and_questions_afterwards(code: str) -> None:
    quiz = of_type(code, "quiz")
    assert quiz
    assert all(question["explanation"] for question in quiz)
    assert 1 <= len(module(code).evaluation) <= 2


def test_all_four_kinds_of_quiz_questions_occur() -> None:
    kinds = {question["kind"] for code in CODES for question in of_type(code, "quiz")}
    assert kinds == {"single", "multiple", "ordering", "text"}


def test_the_internat_names_the_legal_basis() -> None:
    named = set(SECTION.findall(" ".join(all_texts("INT"))))
    assert named == set(LAW)


@every_module
def test_a_module_names_no_other_law_than_the_model_does(code: str) -> None:
    assert set(SECTION.findall(" ".join(all_texts(code)))) <= set(LAW)


@every_module
def test_a_case_is_about_a_first_name_and_an_age(code: str) -> None:
    assert all(CASE_TITLE.fullmatch(case["title"]) for case in of_type(code, "case"))


@every_module
def test_a_case_is_told_in_two_or_three_parts_with_questions_between(code: str) -> None:
    for case in of_type(code, "case"):
        assert 2 <= len(case["parts"]) <= 3
        assert all(part["questions"] for part in case["parts"])


def test_each_made_up_person_has_a_name_of_their_own() -> None:
    names = [case["title"].split(",")[0] for code in CODES for case in of_type(code, "case")]
    assert len(set(names)) == len(names)


@every_module
def test_no_text_contains_anything_shaped_like_a_cpr_number(code: str) -> None:
    assert not [text for text in all_texts(code) if CPR_SHAPED.search(text)]


@every_module
def test_texts_use_only_the_plain_tags(code: str) -> None:
    used = {tag for text in all_texts(code) for tag in re.findall(r"</?\s*([a-z0-9]+)", text)}
    assert used <= KNOWN_TAGS


@every_module
def test_a_module_does_not_link_to_itself(code: str) -> None:
    assert code not in {block["module"] for block in of_type(code, "module_link")}
