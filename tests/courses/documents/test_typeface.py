"""Text is made printable before Typst sees it, because PDF/UA refuses what the typeface cannot show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.documents.typeface import characters, printable, printable_data


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Søren Ærø-Ångström", "Søren Ærø-Ångström"),
        ("Łukasz Đặng Иванов", "Łukasz Đặng Иванов"),
        ("#panic() *a* [b] $c$ \\d", "#panic() *a* [b] $c$ \\d"),
        ("A\u030ase", "Åse"),
        ("Mette\u2011Marie", "Mette-Marie"),
        ("to\nlinjer\tog\u00a0mere ", "to linjer og mere"),
        ("\u202evendt\u200b\x00\ufeff", "vendt"),
        ("Gruppe 😀 漢字", "Gruppe ? ??"),
        ("\ue000\U000f0000\ud800", "???"),
    ],
)
def test_text_is_made_printable(text: str, printed: str) -> None:
    assert printable(text) == printed


@given(text=st.text())
def test_printable_text_holds_known_characters_only_and_stays_as_it_is(text: str) -> None:
    printed = printable(text)

    assert {ord(char) for char in printed} <= characters()
    assert printable(printed) == printed


def test_every_text_inside_a_structure_is_made_printable_and_nothing_else_changes() -> None:
    assert printable_data({"a": ["x\x00", 1, None], "b": {"c": "漢"}}) == {"a": ["x", 1, None], "b": {"c": "?"}}
