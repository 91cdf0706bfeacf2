"""The follow-up form's pages: who reads it, its versions, and the model owner's next one with its faults."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from courses.enums import TeamRole
from supervision.actions.forms import publish_form, publish_shipped_forms
from supervision.enums import FormSubject
from supervision.models import FollowUpForm
from supervision.written_form import themes_of
from tests import factories
from tests.people.queries import queries_of
from tests.supervision.test_forms import NUMBER, theme

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from people.models import User

pytestmark = pytest.mark.django_db
SUPERVISION, LEADERSHIP = FormSubject.SUPERVISION, FormSubject.LEADERSHIP


class World:
    """A programme with its model owner, a team, and a form of two themes."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.programme = factories.programme()
        self.team = factories.team(factories.cohort(programme=self.programme))
        self.owner = factories.model_owner(self.programme, name="Ulla Quist")
        self.client.force_login(self.owner)

    def publish(self, *themes: object, subject: FormSubject = SUPERVISION) -> FollowUpForm:
        return publish_form(programme=self.programme, subject=subject, themes=themes, by=self.owner)  # type: ignore[arg-type]

    def address(self, *, edit: bool = False, subject: str = SUPERVISION) -> str:
        name = "supervision:follow_up_form_edit" if edit else "supervision:follow_up_form"
        return reverse(name, args=[self.programme.pk, subject])

    def read(self, person: User | None = None, query: str = "") -> HttpResponse:
        if person:
            self.client.force_login(person)
        return self.client.get(self.address() + query)

    def fields(self, subject: str = SUPERVISION) -> dict[str, str]:
        """Return what the edit page would send if nobody changed anything."""
        soup = page(self.client.get(self.address(edit=True, subject=subject)))
        sent = {str(one["name"]): str(one.get("value", "")) for one in soup.select("form.follow-up-edit input[name]")}
        boxes = {str(one["name"]) for one in soup.select("input[type=checkbox]")}
        sent = {name: text for name, text in sent.items() if name not in boxes}
        sent |= {str(one["name"]): one.text.removeprefix("\n") for one in soup.select("textarea")}
        return sent | {str(one["name"]): str(one.select_one("[selected]")["value"]) for one in soup.select("select")}  # type: ignore[index]

    def send(self, subject: str = SUPERVISION, **changed: str) -> HttpResponse:
        named = {name.replace("__", "-"): text for name, text in changed.items()}
        return self.client.post(self.address(edit=True, subject=subject), self.fields(subject) | named)

    def newest(self, subject: str = SUPERVISION) -> FollowUpForm:
        return FollowUpForm.objects.newest().get(programme=self.programme, subject=subject)


@pytest.fixture
def world(client: Client) -> World:
    return World(client)


def page(response: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def text_of(response: HttpResponse, selector: str = "main") -> str:
    return " ".join(" ".join(part.get_text(" ").split()) for part in page(response).select(selector))


# -- reading ----------------------------------------------------------------------------------------------------------


def test_the_version_in_force_is_shown_with_its_scale_in_words(world: World) -> None:
    world.publish(theme("A"), theme("B"))
    response = world.read()
    assert "version 1" in text_of(response, ".subtitle")
    assert text_of(response, ".follow-up h2") == "A Tema A B Tema B"
    scale = page(response).select(".anchors")[0]
    assert [one.get_text() for one in scale.select("dt")] == ["1", "2", "3", "4", "5"]
    assert "A ses i praksis ved 4." in scale.get_text()


def test_older_versions_stay_and_say_what_has_changed_and_by_whom(world: World) -> None:
    publish_form(programme=world.programme, subject=SUPERVISION, themes=[theme("A")], by=None)
    world.publish(theme("A", title="Nyt ungesyn"), theme("B"))
    rows = [" ".join(row.get_text(" ").split()) for row in page(world.read()).select("tbody tr")]
    assert rows[0].startswith("Version 2 Gælder nu")
    assert rows[0].endswith("Ulla Quist B er ny. A: titel er ændret.")
    assert "fulgte med produktet" in rows[1]
    old = world.read(query="?version=1")
    assert "Tema A" in text_of(old, ".follow-up")
    assert "Version 2 gælder nu" in text_of(old, ".notice")


@pytest.mark.parametrize("query", ["?version=2", "?version=x", "?version="])
def test_a_version_that_is_not_there_is_not_found(world: World, query: str) -> None:
    world.publish(theme("A"))
    assert world.read(query=query).status_code == 404


def test_principles_stand_in_their_two_groups_without_a_scale(world: World) -> None:
    world.programme.slug = "u-turn"
    world.programme.save()
    publish_shipped_forms(programme=world.programme)
    response = world.client.get(world.address(subject=LEADERSHIP))
    assert text_of(response, ".follow-up h2") == "Strategiske principper Bærende principper"
    assert len(page(response).select(".follow-up h3")) == 13
    assert not page(response).select(".anchors")


def test_before_the_first_version_the_page_says_what_to_do_next(world: World) -> None:
    assert "Skriv den første version" in text_of(world.read(), ".empty")
    supervisor = factories.user()
    factories.supervisor(world.team, user=supervisor)
    assert "Modelejeren skriver det" in text_of(world.read(supervisor), ".empty")


@pytest.mark.parametrize(
    ("team_role", "status"), [(TeamRole.STAFF, 200), (TeamRole.LEADER, 200), (TeamRole.ASSOCIATE, 403)]
)
def test_the_team_reads_the_form_and_does_not_change_it(world: World, team_role: TeamRole, status: int) -> None:
    world.publish(theme("A"))
    person = factories.participant(world.team, team_role=team_role).user
    response = world.read(person)
    assert response.status_code == status
    assert "edit" not in response.content.decode()
    assert world.client.get(world.address(edit=True)).status_code == 403


def test_another_programmes_form_is_not_found(world: World) -> None:
    assert world.read(factories.model_owner(factories.programme())).status_code == 404


def test_a_form_about_something_else_is_not_found(world: World) -> None:
    assert world.client.get(world.address(subject="andet")).status_code == 404


def test_the_page_takes_as_many_queries_for_many_versions_as_for_one(world: World) -> None:
    world.publish(theme("A"))
    one = queries_of(world.client, world.address())
    for number in range(6):
        world.publish(*(theme(key, title=f"Udgave {number}") for key in "ABCDEFG"[: number + 2]))
    assert queries_of(world.client, world.address()) == one


# -- writing the next version -----------------------------------------------------------------------------------------


def test_sent_as_it_is_nothing_changes(world: World) -> None:
    world.publish(theme("A"), theme("B"))
    response = world.send()
    assert (response.status_code, response["Location"]) == (302, world.address())
    assert world.newest().version == 1
    assert "version 1 gælder fortsat" in text_of(world.client.get(response["Location"]), "body")


def test_words_are_changed_themes_moved_and_left_out_and_a_new_one_added(world: World) -> None:
    world.publish(theme("A"), theme("B"), theme("C"))
    new = {f"theme__3__anchor_{score}": f"F ved {score}." for score in range(1, 6)}
    response = world.send(
        theme__0__title="Ungesyn",
        theme__0__position="9",
        theme__2__DELETE="on",
        theme__3__key="f",
        theme__3__title="Nyt tema",
        **new,
    )
    assert response.status_code == 302
    form = world.newest()
    assert (form.version, form.published_by) == (2, world.owner)
    assert [(one.key, one.title) for one in themes_of(form)] == [("B", "Tema B"), ("A", "Ungesyn"), ("F", "Nyt tema")]
    assert themes_of(form)[2].anchors == tuple(f"F ved {score}." for score in range(1, 6))


def test_the_first_version_is_written_on_the_same_page(world: World) -> None:
    anchors = {f"theme__0__anchor_{score}": f"Ved {score}." for score in range(1, 6)}
    assert world.send(theme__0__key="A", theme__0__title="Ungesyn", **anchors).status_code == 302
    assert world.newest().version == 1


def test_principles_are_written_with_their_kind_and_without_a_scale(world: World) -> None:
    response = world.send(
        LEADERSHIP, theme__0__key="S1", theme__0__title="Tidligt", theme__1__key="B1", theme__1__title="Åbent",
        theme__1__group="bearing",
    )  # fmt: skip
    assert response.status_code == 302
    assert [(one.key, str(one.group)) for one in themes_of(world.newest(LEADERSHIP))] == [
        ("S1", "strategic"),
        ("B1", "bearing"),
    ]


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("theme__0__title", "", "Dette felt er påkrævet"),
        ("theme__1__anchor_3", "", "Dette felt er påkrævet"),
        ("theme__0__about", f"Ung {NUMBER}", "ligner et CPR-nummer"),
        ("theme__2__key", "A", "A står allerede for et andet tema."),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_published(
    world: World, field: str, text: str, sentence: str
) -> None:
    world.publish(theme("A"), theme("B"))
    new = {"theme__2__key": "F", "theme__2__title": "Nyt"} | {f"theme__2__anchor_{n}": "Ord." for n in range(1, 6)}
    response = world.send(**new | {field: text})
    assert response.status_code == 422
    summary = page(response).select_one(".error-summary")
    assert summary is not None
    assert sentence in summary.get_text()
    target = str(summary.select("a")[0]["href"]).removeprefix("#")
    assert target == f"id_{field.replace('__', '-')}"
    assert page(response).select_one(f"#{target}")
    assert world.newest().version == 1


def test_without_any_theme_left_the_form_says_so(world: World) -> None:
    world.publish(theme("A"))
    response = world.send(theme__0__DELETE="on")
    assert response.status_code == 422
    assert "1 til 30 temaer" in text_of(response, ".error-summary")


def test_a_page_that_was_sent_without_its_fields_is_refused(world: World) -> None:
    assert world.client.post(world.address(edit=True), {}).status_code == 422


def test_the_second_of_two_sees_what_the_first_has_changed_and_may_publish_after_it(world: World) -> None:
    world.publish(theme("A"), theme("B"))
    mine = world.fields() | {"theme-1-title": "Min titel"}
    world.publish(theme("A", about="Rettet af en anden."), theme("B"))
    response = world.client.post(world.address(edit=True), mine)
    assert response.status_code == 409
    told = text_of(response, ".notice.bad")
    assert "Version 2 er udgivet, mens du skrev" in told
    assert "Ulla Quist" in told
    assert "A: hvad det handler om er ændret." in told
    assert page(response).select_one("#id_theme-1-title")["value"] == "Min titel"  # type: ignore[index]
    again = mine | {"seen": str(page(response).select_one("[name=seen]")["value"])}  # type: ignore[index]
    assert world.client.post(world.address(edit=True), again).status_code == 302
    assert world.newest().version == 3


def test_a_fault_does_not_hide_that_somebody_else_was_faster(world: World) -> None:
    world.publish(theme("A"))
    mine = world.fields() | {"theme-0-title": ""}
    world.publish(theme("A", title="Rettet af en anden"))
    faulty = world.client.post(world.address(edit=True), mine)
    assert page(faulty).select_one("[name=seen]")["value"] == "1"  # type: ignore[index]
