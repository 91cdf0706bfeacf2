"""The reference data: 98 municipalities, and how their names are recognised."""

from __future__ import annotations

from collections import Counter

import pytest

from people.enums import OrganisationKind, Region
from people.models import Organisation
from people.municipalities import load_municipalities, municipality_rows
from people.names import municipality_key

pytestmark = pytest.mark.django_db


def test_there_are_exactly_98_municipalities_with_the_official_number_in_each_region() -> None:
    regions = Counter(Organisation.objects.municipalities().values_list("region", flat=True))

    assert sum(regions.values()) == 98
    assert regions == {
        Region.CAPITAL: 29,
        Region.ZEALAND: 17,
        Region.SOUTH: 22,
        Region.CENTRAL: 19,
        Region.NORTH: 11,
    }


def test_codes_are_four_digits_and_unique_and_names_too() -> None:
    rows = municipality_rows()

    assert all(len(code) == 4 and code.isdigit() for code, _, _ in rows)
    assert len({code for code, _, _ in rows}) == len({name for _, name, _ in rows}) == 98


def test_loading_twice_changes_nothing_and_corrects_what_was_altered() -> None:
    Organisation.objects.filter(code="0217").update(name="Elsinore")

    load_municipalities(Organisation)

    assert Organisation.objects.get(code="0217").name == "Helsingør"
    assert Organisation.objects.municipalities().count() == 98


@pytest.mark.parametrize(
    ("name", "official"),
    [
        ("København", "Københavns Kommune"),
        ("Bornholm", "Bornholms Regionskommune"),
        ("Helsingør", "Helsingør Kommune"),
        ("Nordfyns", "Nordfyns Kommune"),
        ("Vesthimmerlands", "Vesthimmerlands Kommune"),
    ],
)
def test_the_official_name_carries_the_word_that_belongs_to_it(name: str, official: str) -> None:
    assert Organisation.objects.get(name=name, kind=OrganisationKind.MUNICIPALITY).official_name == official


def test_other_organisations_are_called_what_they_are_called() -> None:
    assert Organisation(kind=OrganisationKind.MODEL_OWNER, name="U-turn København").official_name == "U-turn København"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("0751", "0751"),
        ("Aarhus", "0751"),
        ("Århus Kommune", "0751"),
        ("  århus   kommune ", "0751"),
        ("KØBENHAVN", "0101"),
        ("Københavns Kommune", "0101"),
        ("Bornholms Regionskommune", "0400"),
        ("Nordfyn", "0480"),
        ("Vesthimmerland", "0820"),
        ("Åbenrå", "0580"),
        ("ikast-brande", "0756"),
    ],
)
def test_a_municipality_is_found_by_every_way_lists_spell_it(written: str, code: str) -> None:
    found = Organisation.objects.named(written)

    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("written", ["", "Malmø", "9999", "Kommune", "Aarhus Universitet"])
def test_what_is_no_municipality_is_not_found(written: str) -> None:
    assert Organisation.objects.named(written) is None


def test_no_two_municipalities_are_recognised_by_the_same_key() -> None:
    assert len({municipality_key(name) for _, name, _ in municipality_rows()}) == 98
