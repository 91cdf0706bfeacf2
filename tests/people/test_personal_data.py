"""What looks like a CPR number is found however it is written, and nothing else is."""

from __future__ import annotations

import pytest

from people.personal_data import has_personal_number, without_personal_numbers


@pytest.mark.parametrize(
    "number",
    [
        "010190-1234",
        "0101901234",
        "010190 1234",
        "01 01 90 1234",
        "01.01.90-1234",
        "01-01-90-1234",
        "010190–1234",
        "010190‑1234",
        "311299-0000",
        "710190-1234",
        "010190\u00a01234",
    ],
)
def test_a_number_is_found_in_a_text_and_masked(number: str) -> None:
    text = f"Den unge ({number}), kom sent"
    assert has_personal_number(text)
    assert without_personal_numbers(text) == "Den unge (••••••-••••), kom sent"


@pytest.mark.parametrize(
    "text",
    ["", "Ring 12 34 56 78", "320190-1234", "011390-1234", "2024-09-02", "0010190-12345", "kl. 9.00–16.00", "11.130"],
)
def test_other_figures_are_left_alone(text: str) -> None:
    assert not has_personal_number(text)
    assert without_personal_numbers(text) == text
