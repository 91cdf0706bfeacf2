"""A module's blocks in a programme's file: what travels, what keeps its id, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from courses.actions.programme import load_programme
from courses.declaration import (
    DeclarationFaults,
    check,
    declaration_of,
    read_declaration,
    write_declaration,
)
from courses.models import ModulePage, ProgrammePage
from tests.courses.test_declaration import SMALL

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

BLOCKS = """
[[steps.modules.preparation]]
type = "read"
title = "Læs kapitel 3"
minutes = 30
days_before = 7

[[steps.modules.preparation]]
type = "case"
title = "Tag en sag med"

[[steps.modules.content]]
type = "heading"
value = "Formål"

[[steps.modules.content]]
type = "text"
value = "<p>At møde den unge.</p>"

[[steps.modules.content]]
type = "table"
caption = "Samtaler"
columns = ["Nr.", "Fokus"]
rows = [["1", "Ønsker"], ["2", "Netværk"]]

[[steps.modules.content]]
type = "case"
title = "Freja"
parts = [{ story = "<p>Freja er 17.</p>", questions = ["Hvad ser I?"] }]

[[steps.modules.content]]
type = "quiz"
question = "Hvem?"
options = [{ text = "Unge", correct = true }, { text = "Ingen" }]

[[steps.modules.content]]
type = "checklist"
title = "Prøv"
items = ["Et", "To"]

[[steps.modules.content]]
type = "module_link"
module = "UDD2"

[[steps.modules.content]]
type = "video"
title = "En samtale"
url = "https://vimeo.com/12345"

[[steps.modules.evaluation]]
type = "choice"
question = "Tempoet var"
options = ["For langsomt", "Godt"]
"""
FILE = SMALL.replace("month_offset = 1\n", f"month_offset = 1\n{BLOCKS}")


def load(text: str) -> ModulePage:
    load_programme(declaration=read_declaration(text.encode()), by=None)
    return ModulePage.objects.get(code="UDD1")


def ids(module: ModulePage) -> dict[str, str]:
    return {raw["type"]: raw["id"] for raw in module.content.raw_data}


def item_ids(module: ModulePage) -> dict[str, str]:
    checklist = next(raw for raw in module.content.raw_data if raw["type"] == "checklist")
    return {item["value"]: item["id"] for item in checklist["value"]["items"]}


def test_blocks_are_loaded_and_exported_as_they_were_declared() -> None:
    module = load(FILE)
    assert [block.block_type for block in module.preparation] == ["read", "case"]
    assert module.preparation[0].value["minutes"] == 30
    assert module.content[6].value["module"].specific.code == "UDD2"
    exported = declaration_of(ProgrammePage.objects.get(slug="lille"))
    assert exported == read_declaration(FILE.encode())
    assert read_declaration(write_declaration(exported).encode()) == exported


def test_loading_blocks_again_changes_nothing() -> None:
    module = load(FILE)
    assert load_programme(declaration=read_declaration(FILE.encode()), by=None).changes == []
    assert ModulePage.objects.get(pk=module.pk).latest_revision_id == module.latest_revision_id


def test_what_participants_did_stays_with_a_block_that_is_changed_or_moved() -> None:
    before = load(FILE)
    moved = FILE.replace('type = "heading"\nvalue = "Formål"', 'type = "text"\nvalue = "<p>Nyt først.</p>"').replace(
        'items = ["Et", "To"]', 'items = ["Nul", "To", "Et"]'
    )
    after = load(moved.replace('question = "Hvem?"', 'question = "Hvem kan komme?"'))
    assert after.content[0].block_type == "text"
    for kind in ("quiz", "checklist", "case", "video"):
        assert ids(after)[kind] == ids(before)[kind]
    assert {name: item_ids(after)[name] for name in ("Et", "To")} == item_ids(before)
    assert item_ids(after)["Nul"] not in item_ids(before).values()


def test_what_does_not_travel_stays_where_it_is() -> None:
    module = load(FILE)
    picture = {"type": "image", "id": "11111111-1111-4111-8111-111111111111", "value": {"image": None, "caption": "x"}}
    module.content = module.content.stream_block.to_python(
        [*list(module.content.raw_data)[:2], picture, *list(module.content.raw_data)[2:]]
    )
    module.save_revision().publish()
    exported = declaration_of(ProgrammePage.objects.get(slug="lille"))
    assert exported == read_declaration(FILE.encode())
    after = load(FILE.replace("At møde den unge", "At møde familien"))
    assert [raw["type"] for raw in after.content.raw_data][:4] == ["heading", "text", "image", "table"]


def changed(old: str, new: str) -> str:
    assert old in FILE
    return FILE.replace(old, new)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('type = "heading"', 'type = "image"', "content block 1: “image” is no block of a file. Known are: text,"),
        ('type = "heading"', 'type = "shout"', "content block 1: “shout” is no block of a file. Known are: text,"),
        ('items = ["Et", "To"]', 'items = "Et"', "content 6 (Checklist): a list is expected."),
        ("minutes = 30", 'minutes = "30"', "preparation 1 (Read): “30” is of the wrong kind."),
        ("minutes = 30", "hours = 1", "preparation 1 (Read): “hours” is not known here. Known are: title,"),
        ('["1", "Ønsker"]', '["1"]', "content 3 (Table): columns are a list of texts, and each row has as many."),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(old: str, new: str, fault: str) -> None:
    with pytest.raises(DeclarationFaults) as raised:
        read_declaration(changed(old, new).encode())
    assert any(f"Uddannelsesdag 1: {fault}" in sentence for sentence in raised.value.faults)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("correct = true", "correct = false", "content 5 (Quiz question): Tick exactly one right answer."),
        ('{ text = "Ingen" }', '{ text = " unge" }', "content 5 (Quiz question): Two answers say the same."),
        ("https://vimeo.com/12345", "https://tv.example/1", "content 8 (Video): Videos can be shown from vimeo.com"),
        ('module = "UDD2"', 'module = "UDD9"', "content 7 (Link to another module): there is no module “UDD9”."),
        ('title = "Tag en sag med"', 'title = ""', "preparation 2 (Bring a case): This field is required."),
    ],
)
def test_what_cannot_be_is_told_in_the_editors_words(old: str, new: str, fault: str) -> None:
    with pytest.raises(DeclarationFaults) as raised:
        check(read_declaration(changed(old, new).encode()))
    assert any(sentence.startswith(f"UDD1 Uddannelsesdag 1: {fault}") for sentence in raised.value.faults)


@pytest.mark.parametrize(
    ("question", "fault"),
    [
        ({"kind": "multiple", "options": [{"text": "a"}, {"text": "b"}]}, "Tick at least one right answer."),
        ({"kind": "ordering", "options": [{"text": "a"}]}, "Give at least two answers."),
        ({"kind": "text"}, "A short text needs a model answer to compare with."),
        ({"kind": "text", "model_answer": "x", "options": [{"text": "a"}]}, "A short text has no answers to choose"),
    ],
)
def test_each_kind_of_question_says_what_it_lacks(question: dict[str, Any], fault: str) -> None:
    written = ", ".join(f'{{ text = "{one["text"]}" }}' for one in question.get("options", []))
    lines = [f'kind = "{question["kind"]}"', 'question = "?"', f"options = [{written}]"]
    lines += [f'model_answer = "{question["model_answer"]}"'] if "model_answer" in question else []
    text = changed(
        'question = "Hvem?"\noptions = [{ text = "Unge", correct = true }, { text = "Ingen" }]', "\n".join(lines)
    )
    with pytest.raises(DeclarationFaults) as raised:
        check(read_declaration(text.encode()))
    assert raised.value.faults[0].startswith(f"UDD1 Uddannelsesdag 1: content 5 (Quiz question): {fault}")
