"""Organisations: shown, created and changed; the municipalities shown only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from people.enums import OrganisationKind, Region
from people.models import Organisation
from people.roles import Role
from tests import factories
from tests.people.queries import queries_of

if TYPE_CHECKING:
    from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("administrator")]


def found(client: Client, **query: str) -> list[str]:
    page = client.get(reverse("people:organisation_list"), query).context["page_obj"]
    return [organisation.name for organisation in page.paginator.object_list]


def test_all_98_municipalities_are_listed(client: Client) -> None:
    assert len(found(client, kind="municipality")) == 98


def test_organisations_are_narrowed_by_name_code_kind_and_region(client: Client) -> None:
    factories.organisation(kind=OrganisationKind.PROVIDER, name="Ørstedhus")

    assert found(client, q="elsing") == ["Helsingør"]
    assert found(client, q="0217") == ["Helsingør"]
    assert found(client, q="ørsted") == ["Ørstedhus"]
    assert found(client, kind="provider") == ["Ørstedhus"]
    assert len(found(client, region=Region.NORTH)) == 11
    assert found(client, q="ø", kind="municipality", region=Region.ZEALAND) == ["Køge", "Solrød", "Sorø"]


def test_the_list_counts_people_with_a_role_today(client: Client) -> None:
    organisation = factories.organisation()
    person = factories.membership(organisation=organisation, role=Role.TRAINER).user
    factories.membership(user=person, organisation=organisation, role=Role.SUPERVISOR)
    factories.membership(organisation=organisation, role=Role.TRAINER, until=timezone.localdate())

    page = client.get(reverse("people:organisation_list"), {"q": organisation.name}).context["page_obj"]

    assert page[0].people_count == 1


def test_the_list_asks_as_often_for_many_as_for_one(client: Client) -> None:
    url = reverse("people:organisation_list")

    assert queries_of(client, f"{url}?q=Helsingør") == queries_of(client, f"{url}?kind=municipality")


def test_the_page_of_an_organisation_asks_as_often_for_many_people_as_for_one(client: Client) -> None:
    organisation = factories.organisation()
    factories.membership(organisation=organisation)
    url = reverse("people:organisation", args=[organisation.pk])

    one = queries_of(client, url)
    for _ in range(10):
        factories.membership(organisation=organisation)
    assert queries_of(client, url) == one


def test_an_organisation_is_created_and_changed(client: Client) -> None:
    client.post(reverse("people:organisation_create"), {"kind": "authority", "name": "Sundhedsstyrelsen"})
    organisation = Organisation.objects.get(name="Sundhedsstyrelsen")
    assert organisation.kind == OrganisationKind.AUTHORITY

    client.post(
        reverse("people:organisation_change", args=[organisation.pk]), {"kind": "provider", "name": "Styrelsen"}
    )
    organisation.refresh_from_db()
    assert (organisation.kind, organisation.name) == (OrganisationKind.PROVIDER, "Styrelsen")


def test_a_name_that_is_taken_is_refused(client: Client) -> None:
    taken = factories.organisation(name="U-turn Odense")

    response = client.post(reverse("people:organisation_create"), {"kind": taken.kind, "name": taken.name})

    assert response.context["form"].errors


def test_a_municipality_is_neither_created_nor_changed(client: Client) -> None:
    helsingoer = factories.municipality("Helsingør")

    created = client.post(reverse("people:organisation_create"), {"kind": "municipality", "name": "Ny Kommune"})
    changed = client.post(
        reverse("people:organisation_change", args=[helsingoer.pk]), {"kind": "provider", "name": "Elsinore"}
    )

    assert "kind" in created.context["form"].errors
    assert changed.status_code == 403
    assert client.get(reverse("people:organisation", args=[helsingoer.pk])).context["actions"] == []


def test_organisations_are_not_there_for_all_but_administrators(client: Client) -> None:
    organisation = factories.organisation()
    client.force_login(factories.membership(role=Role.MODEL_OWNER, organisation=organisation).user)

    assert client.get(reverse("people:organisation", args=[organisation.pk])).status_code == 404
    assert client.get(reverse("people:organisation_change", args=[organisation.pk])).status_code == 404
