"""The search: what is found on each database, who sees it, and how it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.urls import reverse
from hypothesis import example, given
from hypothesis import strategies as st
from wagtail.models import Collection, CollectionViewRestriction

from courses.actions.programme import load_programme
from courses.declaration import read_declaration, shipped_path
from courses.models import ModulePage
from courses.search.snippets import snippet, stem, words_of
from people.roles import Role
from tests import factories

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from courses.models import ProgrammePage
    from people.models import User

WORDS = ["samtale", "ung"]


class TestSnippets:
    def test_the_words_are_marked_with_their_endings(self) -> None:
        parts = snippet("Samtaler med unge og en samtale", WORDS)

        assert [part.text for part in parts if part.marked] == ["Samtaler", "unge", "samtale"]

    def test_the_surroundings_of_the_first_hit_are_shown_in_whole_words(self) -> None:
        text = "forord " * 100 + "her står samtalen " + "efterord " * 100
        shown = "".join(part.text for part in snippet(text, ["samtale"]))

        assert shown.startswith("… forord")
        assert shown.endswith("efterord …")
        assert "her står samtalen" in shown
        assert len(shown) < 230

    def test_without_a_hit_the_beginning_is_shown(self) -> None:
        assert "".join(part.text for part in snippet("Om forældre", ["xyz"])) == "Om forældre"
        assert snippet("", ["xyz"]) == []

    @given(text=st.text(), words=st.lists(st.text(min_size=1)))
    def test_nothing_is_added_or_lost_but_the_dots(self, text: str, words: list[str]) -> None:
        shown = "".join(part.text for part in snippet(text, words)).removeprefix("… ").removesuffix(" …")

        assert shown.rstrip() in text or shown == ""
        assert len(shown) <= 221

    @given(before=st.text(), after=st.text())
    @example(before="x" * 300, after="")
    @example(before="x" * 100 + "-", after=" og mere")
    @example(before="forord " * 20, after="-" + "x" * 300)
    def test_the_word_is_shown_wherever_it_stands(self, before: str, after: str) -> None:
        parts = snippet(f"{before} samtale {after}".replace("- ", "-").replace(" -", "-"), ["samtale"])

        assert any(part.marked and part.text == "samtale" for part in parts)

    def test_a_danish_ending_is_left_off_a_long_word(self) -> None:
        found = {word: stem(word) for word in ("samtalerne", "samtaler", "grupper", "unge", "mål", "møder")}

        assert found == {
            "samtalerne": "samtal",
            "samtaler": "samtal",
            "grupper": "grupp",
            "unge": "unge",
            "mål": "mål",
            "møder": "møde",
        }

    def test_signs_are_no_words_and_eight_words_are_enough(self) -> None:
        assert words_of('"U-turn" AND (samtale*)') == ["u", "turn", "and", "samtale"]
        assert len(words_of(" ".join(map(str, range(50))))) == 8


def found(client: Client, person: User, query: str, **wanted: object) -> list[str]:
    """Return the titles on the search's first page, as the person sees it."""
    client.force_login(person)
    return [one.title for one in client.get(reverse("courses:search"), {"q": query, **wanted}).context["results"]]


def with_module(title: str = "Den første samtale", **fields: Any) -> tuple[ProgrammePage, User]:
    """A programme with a step and a module, and somebody who follows it."""
    programme = factories.programme(title="U-turn")
    factories.module(factories.step(programme, title="Rådgivning"), code="UDD1", title=title, **fields)
    return programme, factories.participant(factories.team(factories.cohort(programme=programme))).user


@pytest.mark.django_db
class TestFinding:
    @pytest.mark.parametrize("query", ["samtale", "SAMTALE", "samtaler", "samtal", "UDD1", "første samtale", "u-turn"])
    def test_pages_are_found_by_words_beginnings_and_codes_on_both_databases(self, query: str, client: Client) -> None:
        _programme, reader = with_module()

        assert found(client, reader, query) == (["U-turn"] if query == "u-turn" else ["Den første samtale"])

    @pytest.mark.parametrize(("query", "title"), [("mødet", "Møder"), ("og samtalerne", "Samtale med barnet")])
    def test_each_database_keeps_its_promise_about_danish(self, query: str, title: str, client: Client) -> None:
        """PostgreSQL knows short words' endings and words that mean nothing; SQLite asks for each word's letters."""
        _programme, reader = with_module(title=title)

        assert found(client, reader, query) == ([title] if connection.vendor == "postgresql" else [])

    def test_texts_blocks_and_preparation_are_searched_and_quiz_answers_are_not(self, client: Client) -> None:
        item = {"title": "Læs om tilbagefald", "instructions": "", "minutes": 20, "days_before": 1}
        content = [
            {"type": "text", "value": "<p>Om <b>anerkendelse</b></p>"},
            {"type": "fact_box", "value": {"title": "Serviceloven", "text": "<p>Paragraffen</p>"}},
            {"type": "checklist", "value": {"title": "Bagefter", "items": ["Prøv skalaspørgsmål"]}},
            {
                "type": "quiz",
                "value": {"question": "Hemmelighed?", "explanation": "<p>Hemmelighed</p>", "kind": "text"},
            },
        ]
        preparation = [{"type": "write", "value": item}]
        _programme, reader = with_module(body="<p>Netværksmøde</p>", content=content, preparation=preparation)

        for query in ("anerkendelse", "paragraffen", "skalaspørgsmål", "tilbagefald", "netværk"):
            assert found(client, reader, query) == ["Den første samtale"], query
        assert found(client, reader, "hemmelighed") == []

    def test_programme_step_module_and_document_stand_in_this_order(self, client: Client) -> None:
        programme = factories.programme(title="Samtalemodellen")
        step = factories.step(programme, title="Samtaletrinet")
        factories.module(step, title="Samtalens dag")
        factories.document(title="Samtalehæftet", step=step)
        owner = factories.model_owner(programme)

        titles = ["Samtalemodellen", "Samtaletrinet", "Samtalens dag", "Samtalehæftet"]
        assert found(client, owner, "samtale") == titles
        assert found(client, owner, "samtale", kind="module") == ["Samtalens dag"]
        assert found(client, owner, "samtale", kind="nonsense") == []

    @pytest.mark.parametrize(
        "query", ['"', "'", "samtale'", "*", "a* OR b", "NEAR(", "(", ":", "\\", "&|!", "%", "x" * 300, "\0", "🙂"]
    )
    def test_signs_that_mean_something_to_a_database_do_no_harm(self, query: str, client: Client) -> None:
        _programme, reader = with_module()
        client.force_login(reader)

        assert client.get(reverse("courses:search"), {"q": query}).status_code == 200


@pytest.mark.django_db
class TestWhoSeesWhat:
    def test_other_programmes_are_not_found(self, client: Client) -> None:
        _programme, _reader = with_module()
        other, reader = with_module(title="Min samtale")
        factories.document(title="Andres samtale", step=factories.step(factories.programme()))

        assert found(client, reader, "samtale") == ["Min samtale"]
        assert found(client, factories.model_owner(other), "samtale") == ["Min samtale"]

    def test_drafts_and_what_lies_below_a_withdrawn_step_are_found_by_nobody(self, client: Client) -> None:
        programme, _reader = with_module()
        editor = factories.membership(role=Role.EDITOR).user
        draft = factories.programme(title="Samtaleudkast", live=False)
        factories.module(factories.step(draft), title="Samtale i et udkast")
        assert found(client, editor, "samtale") == ["Den første samtale"]
        programme.steps().update(live=False)

        assert found(client, editor, "samtale") == []

    def test_what_is_changed_but_not_published_is_not_found(self, client: Client) -> None:
        _programme, reader = with_module()
        module = ModulePage.objects.get()
        module.body = "<p>Hemmelighed</p>"
        module.save_revision()
        assert found(client, reader, "hemmelighed") == []
        module.latest_revision.publish()

        assert found(client, reader, "hemmelighed") == ["Den første samtale"]

    def test_documents_of_a_closed_collection_or_outside_the_library_are_not_found(self, client: Client) -> None:
        collection = Collection.get_first_root_node().add_child(name="Lukket")
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="groups")
        factories.document(title="Lukket samtale", collection=collection)
        factories.document(title="Samtalens undertekster", in_library=False)
        factories.document(title="Samtalehæfte")

        assert found(client, factories.participant().user, "samtale") == ["Samtalehæfte"]

    def test_the_box_in_the_header_is_there_for_those_who_may_read(self, client: Client) -> None:
        box = f'action="{reverse("courses:search")}"'
        for person, shown in (
            (factories.participant().user, True),
            (factories.membership(role=Role.ADMINISTRATOR).user, False),
        ):
            client.force_login(person)
            assert (box in client.get(reverse("people:profile")).content.decode()) is shown


@pytest.mark.django_db
class TestThePage:
    def test_a_result_says_what_it_is_where_it_belongs_and_shows_the_words(self, client: Client) -> None:
        _programme, reader = with_module(body="<p>Om <b>samtaler</b> &lt;script&gt; og ro</p>")
        client.force_login(reader)
        text = client.get(reverse("courses:search"), {"q": "samtale"}).content.decode()

        assert "Modul" in text
        assert "U-turn · Rådgivning" in text
        assert "UDD1 · Om <mark>samtaler</mark> &lt;script&gt; og ro" in text
        assert f'href="{ModulePage.objects.get().url}"' in text

    def test_what_was_asked_is_escaped(self, client: Client) -> None:
        client.force_login(factories.participant().user)

        assert "<script>x" not in client.get(reverse("courses:search"), {"q": "<script>x"}).content.decode()

    def test_no_words_and_no_hits_say_what_to_do(self, client: Client) -> None:
        client.force_login(factories.participant().user)
        page = reverse("courses:search")

        assert "Skriv et eller flere ord" in client.get(page).content.decode()
        assert "Skriv et eller flere ord" in client.get(page, {"q": " - "}).content.decode()
        assert "Prøv færre ord" in client.get(page, {"q": "intet"}).content.decode()

    def test_twenty_stand_on_a_page_for_as_many_queries_as_one_of_each(
        self, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        programme, _reader = with_module()
        step = programme.steps().get()
        factories.document(title="Samtalehæfte", step=step)
        client.force_login(factories.model_owner(programme))
        page = reverse("courses:search")
        with django_assert_max_num_queries(60) as few:
            client.get(page, {"q": "samtale"})
        for number in range(24):
            factories.module(step, title=f"Samtale {number}")
            factories.document(title=f"Samtale {number}", step=step)
        with django_assert_max_num_queries(len(few)):
            first = client.get(page, {"q": "samtale"})
        with django_assert_max_num_queries(len(few)):
            second = client.get(page, {"q": "samtale", "page": "2"})

        assert [len(shown.context["results"]) for shown in (first, second)] == [20, 20]
        assert first.context["page_obj"].paginator.count == 50


@pytest.mark.django_db
def test_loading_a_programme_brings_its_pages_into_the_index(client: Client) -> None:
    load_programme(declaration=read_declaration(shipped_path("u-turn").read_bytes()), by=None)
    editor = factories.membership(role=Role.EDITOR).user

    assert "U-turn" in found(client, editor, "u-turn")
    assert "Forældregrupper" in found(client, editor, "forældre")
    assert found(client, editor, "UDD3", kind="module")
