"""Tests of saving a draft field by field, with several hands on it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from supervision.merging import Change, mark, merge

texts = st.text(alphabet="abæ 1\n", max_size=3)
names = st.sampled_from(["held_at", "challenges", "theme-A-note"])
drafts = st.dictionaries(names, texts.filter(bool))


def change(base: str, value: str) -> Change:
    return Change(mark(base), value)


def test_a_change_of_what_is_stored_takes_its_place() -> None:
    merged = merge({"challenges": "før"}, {"challenges": change("før", "nu")})
    assert (merged.fields, merged.saved, merged.conflicts) == ({"challenges": "nu"}, {"challenges"}, {})


def test_two_fields_changed_by_two_people_are_both_kept() -> None:
    after_first = merge({}, {"challenges": change("", "den ene")})
    after_both = merge(after_first.fields, {"held_at": change("", "local")})
    assert after_both.fields == {"challenges": "den ene", "held_at": "local"}


def test_a_field_that_somebody_else_changed_is_a_conflict_with_their_text() -> None:
    merged = merge({"challenges": "deres"}, {"challenges": change("før", "mit")})
    assert (merged.fields, merged.conflicts) == ({"challenges": "deres"}, {"challenges": "deres"})


def test_the_second_try_after_a_conflict_is_deliberate() -> None:
    assert merge({"challenges": "deres"}, {"challenges": change("deres", "mit")}).fields == {"challenges": "mit"}


def test_two_who_came_to_the_same_text_do_not_disagree() -> None:
    assert merge({"challenges": "ens"}, {"challenges": change("før", "ens")}).conflicts == {}


def test_an_emptied_field_is_not_kept() -> None:
    assert merge({"challenges": "før"}, {"challenges": change("før", "")}).fields == {}


@given(drafts, st.dictionaries(names, st.tuples(texts, texts)))
def test_nothing_of_others_is_overwritten_and_nothing_of_ones_own_is_lost(
    stored: dict[str, str], typed: dict[str, tuple[str, str]]
) -> None:
    changes = {name: change(base, value) for name, (base, value) in typed.items()}
    merged = merge(stored, changes)
    assert merged.saved | set(merged.conflicts) == set(changes)
    assert not merged.saved & set(merged.conflicts)
    for name, (base, value) in typed.items():
        there = stored.get(name, "")
        assert merged.fields.get(name, "") == (value if name in merged.saved else there)
        assert (name in merged.conflicts) == (base != there and value != there)
    for name in stored.keys() - changes.keys():
        assert merged.fields[name] == stored[name]


@given(drafts, names, texts)
def test_saving_twice_changes_nothing_the_second_time(stored: dict[str, str], name: str, value: str) -> None:
    once = merge(stored, {name: change(stored.get(name, ""), value)})
    again = merge(once.fields, {name: change(stored.get(name, ""), value)})
    assert (again.fields, again.conflicts) == (once.fields, {})
