"""What looks like a CPR number is found however it is written, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from people.personal_data import MASK, has_personal_number, without_personal_numbers
from tests.people import cpr
from tests.people.danish_figures import SENTENCES

DATE, SERIAL = "0101" + "90", "12" + "34"
WRITTEN = [
    f"{DATE}-{SERIAL}",
    f"{DATE}{SERIAL}",
    f"{DATE} {SERIAL}",
    f"{DATE}/{SERIAL}",
    f"{DATE}\t{SERIAL}",
    f"{DATE} - {SERIAL}",
    f"{DATE}–{SERIAL}",
    f"{DATE}\u2011{SERIAL}",
    f"{DATE}\u00a0{SERIAL}",
    f"01 01 90 {SERIAL}",
    f"01.01.90-{SERIAL}",
    f"01-01-90-{SERIAL}",
    f"01.01.1990-{SERIAL}",
    f"01011990-{SERIAL}",
    f"311299-{SERIAL}",
    f"71{DATE[2:]}-{SERIAL}",
    f"{DATE[:4]}\u200b90-{SERIAL}",
]
parts = st.builds(cpr.parts_of, st.dates(cpr.FIRST, cpr.LAST), st.integers(0, 9999), substitute=st.booleans())
separators = st.lists(st.sampled_from(" -/.\t–\u00a0_—\u2212"), max_size=5).map("".join)
around = st.text(st.characters(exclude_categories=["Nd"]), max_size=20)


@pytest.mark.parametrize("number", WRITTEN)
@pytest.mark.parametrize("text", ["Den unge ({}), kom sent", "cpr:{},", "CPR{}og"])
def test_a_number_is_found_in_a_text_and_masked(text: str, number: str) -> None:
    assert has_personal_number(text.format(number))
    assert without_personal_numbers(text.format(number)) == text.format(MASK)


def test_of_ten_thousand_numbers_at_least_999_in_a_thousand_are_found() -> None:
    numbers = cpr.ten_thousand()
    missed = [number for number in numbers if not has_personal_number(number)]
    assert len(numbers) == 10_000
    assert len(missed) <= 10, missed


@given(parts, separators, around, around)
def test_a_number_is_found_between_any_words_whatever_separates_it(
    number: tuple[str, str, str, str], separator: str, before: str, after: str
) -> None:
    day, month, year, serial = number
    for born in (f"{day}{month}{year[2:]}", f"{day}{month}{year}"):
        text = f"{before}{born}{separator}{serial}{after}"
        assert has_personal_number(text)
        assert serial not in without_personal_numbers(text)


@given(parts, separators)
def test_the_same_separator_may_stand_between_all_parts(number: tuple[str, str, str, str], separator: str) -> None:
    day, month, year, serial = number
    assert has_personal_number(separator.join([day, month, year[2:], serial]))
    assert has_personal_number(separator.join([day, month, year, serial]))


@given(st.text(st.sampled_from("0123456789 .-/kr,:"), max_size=60))
def test_figures_are_masked_exactly_where_a_number_is_found(text: str) -> None:
    assert (without_personal_numbers(text) != text) == has_personal_number(text)


def test_sentences_full_of_figures_are_left_alone() -> None:
    assert [sentence for sentence in SENTENCES if has_personal_number(sentence)] == []
    text = "\n".join(SENTENCES)
    assert without_personal_numbers(text) == text


@pytest.mark.parametrize(
    "text",
    ["", f"32{DATE[2:]}-{SERIAL}", f"0113{DATE[4:]}-{SERIAL}", f"0{DATE}-{SERIAL}5", f"{DATE}, {SERIAL}", DATE],
)
def test_what_has_not_the_shape_of_one_is_left_alone(text: str) -> None:
    assert not has_personal_number(text)
    assert without_personal_numbers(text) == text
