"""The ground that the tests themselves stand on: no test sees what another one left."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.utils import translation
from django.utils.translation import get_language

from people.models import Organisation, User

TWICE = pytest.mark.parametrize("round_number", [1, 2])


@TWICE
@pytest.mark.django_db(transaction=True)
def test_a_committing_test_finds_the_reference_data_and_no_row_of_another_test(round_number: int) -> None:
    assert Organisation.objects.count() == 98
    assert not User.objects.exists()
    User.objects.create_user("anna@example.dk", name="Anna")


@TWICE
def test_a_rolled_back_test_finds_the_reference_data_and_no_row_of_another_test(round_number: int, db: None) -> None:
    assert Organisation.objects.count() == 98
    assert not User.objects.exists()
    User.objects.create_user("anna@example.dk", name="Anna")


@TWICE
def test_a_test_finds_an_empty_cache(round_number: int) -> None:
    assert cache.get("attempts") is None
    cache.set("attempts", 5)


@TWICE
def test_a_test_speaks_danish_at_first(round_number: int) -> None:
    assert get_language() == "da"
    translation.activate("en")


def test_a_test_that_asks_for_english_speaks_it(english: None) -> None:
    assert get_language() == "en"
