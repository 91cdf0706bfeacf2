"""The library's list: who reads what, how it is narrowed, and what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction

from courses.enums import LibraryCategory, TeamRole
from courses.permissions import may_read_course_pages
from lms.context import READS_COURSE_PAGES, read_person
from people.enums import OrganisationKind
from people.roles import Role
from tests import factories

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from people.models import User

pytestmark = pytest.mark.django_db


def titles(client: Client, person: User, **wanted: object) -> list[str]:
    """Return the titles on the library's first page, as the person sees it."""
    client.force_login(person)
    return [document.title for document in client.get(reverse("courses:library"), wanted).context["page_obj"]]


def restricted(kind: str, **fields: object) -> Collection:
    """A collection that Wagtail's privacy closes."""
    collection = Collection.get_first_root_node().add_child(name="Lukket")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type=kind, **fields)
    return collection


class TestWhoReadsWhat:
    @pytest.mark.parametrize("role", list(Role)[3:])
    def test_menu_page_and_rule_say_the_same_of_every_membership(self, role: Role, client: Client) -> None:
        kind = OrganisationKind.AUTHORITY if role == Role.AUTHORITY else OrganisationKind.MODEL_OWNER
        person = factories.membership(role=role, organisation=factories.organisation(kind=kind)).user
        reads = role in READS_COURSE_PAGES
        client.force_login(person)

        assert may_read_course_pages(person) is reads
        assert client.get(reverse("courses:library")).status_code == (200 if reads else 403)
        assert ("Bibliotek</a>" in client.get(reverse("start")).content.decode()) is reads

    def test_taking_part_leaving_teaching_and_supervising_let_read(self) -> None:
        team, trainer = factories.team(), factories.user()
        factories.session(team.cohort, trainers=[trainer])
        readers = [
            *(factories.participant(team, team_role=role).user for role in TeamRole),
            factories.participant(left_on=team.cohort.start_date).user,
            factories.supervisor(team).user,
            trainer,
        ]

        assert all(map(may_read_course_pages, readers))
        assert all(read_person(reader).roles & READS_COURSE_PAGES for reader in readers)
        assert not may_read_course_pages(factories.user())

    def test_a_steps_document_is_read_where_its_programme_is_and_one_without_a_step_by_all(
        self, client: Client
    ) -> None:
        own, other = factories.programme(), factories.programme()
        factories.document(title="Alles")
        factories.document(title="Vores", step=factories.step(own))
        factories.document(title="Andres", step=factories.step(other))
        staff = factories.participant(factories.team(factories.cohort(programme=own))).user
        editor = factories.membership(role=Role.EDITOR).user

        assert titles(client, staff) == ["Alles", "Vores"]
        assert titles(client, factories.model_owner(other)) == ["Alles", "Andres"]
        assert titles(client, editor) == ["Alles", "Andres", "Vores"]

    def test_what_only_belongs_to_a_page_is_not_listed(self, client: Client) -> None:
        factories.document(title="Undertekster", in_library=False)

        assert titles(client, factories.participant().user) == []

    def test_a_collection_for_a_group_is_open_to_the_group_alone_also_below_it(self, client: Client) -> None:
        group = Group.objects.create(name="Forfattere")
        collection = restricted("groups")
        collection.view_restrictions.get().groups.add(group)
        factories.document(title="Udkast", collection=collection.add_child(name="Nedenunder"))
        reader, author = factories.participant().user, factories.participant().user
        author.groups.add(group)

        assert titles(client, reader) == []
        assert titles(client, author) == ["Udkast"]

    def test_a_collection_with_a_password_is_not_listed_and_one_for_logged_in_people_is(self, client: Client) -> None:
        factories.document(title="Med kode", collection=restricted("password", password="x"))
        factories.document(title="Med login", collection=restricted("login"))

        assert titles(client, factories.participant().user) == ["Med login"]


class TestNarrowing:
    def test_by_kind_step_and_year(self, client: Client) -> None:
        participant = factories.participant()
        step = factories.step(participant.team.cohort.programme)
        factories.document(title="A", step=step, year=2014, category=LibraryCategory.BOOKLET)
        factories.document(title="B", step=step, year=2015, category=LibraryCategory.ARTICLE)
        factories.document(title="C", year=2015, category=LibraryCategory.BOOKLET)

        assert titles(client, participant.user, category="booklet") == ["A", "C"]
        assert titles(client, participant.user, step=step.pk) == ["A", "B"]
        assert titles(client, participant.user, year=2015) == ["B", "C"]
        assert titles(client, participant.user, step=step.pk, year=2015, category="article") == ["B"]

    def test_by_words_in_title_author_and_summary(self, client: Client) -> None:
        reader = factories.participant().user
        factories.document(title="Forældregrupper")
        factories.document(title="B", author="U-turn København")
        factories.document(title="C", summary="Om den motiverende samtale")

        assert titles(client, reader, q="forældre") == ["Forældregrupper"]
        assert titles(client, reader, q="københavn") == ["B"]
        assert titles(client, reader, q="motiverende samtale") == ["C"]
        assert titles(client, reader, q='"samtale') == ["C"]

    def test_the_choices_are_those_of_the_readers_own_documents(self, client: Client) -> None:
        participant = factories.participant()
        step = factories.step(participant.team.cohort.programme, title="Eget trin")
        factories.document(step=step, year=2014)
        factories.document(step=factories.step(factories.programme(), title="Andres trin"), year=1999)
        client.force_login(participant.user)
        form = client.get(reverse("courses:library")).context["form"]

        assert form.fields["step"].choices == [("", "Alle"), (str(step.pk), "Eget trin")]
        assert form.fields["year"].choices == [("", "Alle"), ("2014", "2014")]

    def test_a_step_of_anothers_programme_narrows_nothing_and_tells_nothing(self, client: Client) -> None:
        other = factories.step(factories.programme())
        factories.document(title="Andres", step=other)
        factories.document(title="Alles")

        assert titles(client, factories.participant().user, step=other.pk) == ["Alles"]


class TestThePage:
    def test_each_entry_says_what_it_is(self, client: Client) -> None:
        participant = factories.participant()
        step = factories.step(participant.team.cohort.programme, title="Forældregrupper")
        document = factories.document(
            title="Hæfte", step=step, author="U-turn", year=2015, summary="Kort", category=LibraryCategory.BOOKLET
        )
        client.force_login(participant.user)
        text = client.get(reverse("courses:library")).content.decode()

        for said in (document.url, "Metodehæfte", "U-turn", "2015", "Forældregrupper", "Kort", "PDF", "13\xa0bytes"):
            assert said in text

    def test_an_empty_library_and_an_empty_search_say_what_to_do(self, client: Client) -> None:
        client.force_login(factories.participant().user)
        page = reverse("courses:library")

        assert "når en redaktør har tilføjet dem" in client.get(page).content.decode()
        assert "Prøv færre ord" in client.get(page, {"q": "intet"}).content.decode()

    def test_twenty_five_stand_on_a_page_for_as_many_queries_as_one(
        self, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        participant = factories.participant()
        step = factories.step(participant.team.cohort.programme)
        factories.document(step=step, year=2014, collection=restricted("login"))
        client.force_login(participant.user)
        page = reverse("courses:library")
        with django_assert_max_num_queries(40) as few:
            client.get(page)
        for number in range(26):
            factories.document(title=f"Hæfte {number:02}", step=step, year=2015)
        with django_assert_max_num_queries(len(few)):
            shown = client.get(page).context["page_obj"]

        assert (len(shown), shown.paginator.count) == (25, 27)
