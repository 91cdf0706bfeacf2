"""A module's page: what a participant does there is kept, shown again and nobody else's; others only read."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from auditlog.models import LogEntry
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.enums import AttendanceStatus
from courses.models import DoneItem, Evaluated, QuizAnswer, Reading, Reflection
from tests import factories
from tests.courses.learning.blocks import (
    CASE,
    CONTENT,
    MANY,
    ORDER,
    PREPARATION,
    QUIZ,
    READ,
    REFLECTION,
    TEXT,
    TICK,
    WRITE,
)

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse
    from django.test import Client

    from courses.models import ModulePage, Participant, Session
    from people.models import User

pytestmark = pytest.mark.django_db
CPR = "0101" + "90-" + "12" * 2


class World:
    """A training day in ten days with preparation and questions; Ida of the staff, and those around her."""

    def __init__(self, client: Client) -> None:
        self.client = client
        programme = factories.programme()
        step = factories.step(programme)
        self.module: ModulePage = factories.module(step, code="UDD1", preparation=PREPARATION, content=CONTENT)
        cohort = factories.cohort(programme=programme)
        team = factories.team(cohort, municipalities=["Lolland"])
        self.trainer = factories.user()
        self.session: Session = factories.session(
            cohort,
            code="UDD1",
            module=self.module,
            on=timezone.localdate() + timedelta(days=10),
            trainers=[self.trainer],
        )
        self.ida: Participant = factories.participant(team, name="Ida")
        self.bo: Participant = factories.participant(team, name="Bo")
        self.owner = factories.model_owner(programme)
        self.client.force_login(self.ida.user)

    def send(self, name: str, key: UUID, person: User | None = None, **values: Any) -> HttpResponse:
        if person:
            self.client.force_login(person)
        return self.client.post(reverse(f"courses:{name}", args=[self.module.pk, key]), values)

    def page(self, person: User | None = None) -> BeautifulSoup:
        if person:
            self.client.force_login(person)
        response = self.client.get(self.module.url)
        assert response.status_code == 200
        return BeautifulSoup(response.content, "html.parser")

    def part(self, key: UUID) -> str:
        found = self.page().select_one(f"#b-{key}")
        assert found is not None
        return " ".join(found.get_text(" ").split())

    def state(self) -> str:
        found = self.page().select_one(".subtitle .pill")
        assert found is not None
        return found.get_text(strip=True)


@pytest.fixture
def world(client: Client) -> World:
    return World(client)


# -- preparation ------------------------------------------------------------------------------------------------------


def test_preparation_brings_a_participant_from_not_started_to_prepared(world: World) -> None:
    assert world.state() == "I gang"
    world.send("module_item", READ, done="on")
    world.send("module_item", WRITE, text="Vi mødtes hjemme.")
    assert world.state() == "I gang"
    assert "2 af 3 er klaret." in world.page().select_one("#preparation").get_text()  # type: ignore[union-attr]
    world.send("module_item", CASE, text="En ung på 17.")
    assert world.state() == "Forberedt"


def test_an_item_says_when_it_is_due_and_what_was_written(world: World) -> None:
    day = timezone.localdate() + timedelta(days=5)
    world.send("module_item", WRITE, text="Første linje\r\nanden")
    assert f"{day.day}. " in world.part(WRITE)
    area = world.page().select_one(f"#b-{WRITE} textarea")
    assert area is not None
    assert area.get_text() == "Første linje\nanden"


def test_a_tick_and_a_text_can_be_taken_back(world: World) -> None:
    world.send("module_item", READ, done="on")
    world.send("module_item", WRITE, text="x")
    world.send("module_item", READ)
    world.send("module_item", WRITE, text="  ")
    assert not DoneItem.objects.exists()


def test_ticking_twice_is_ticking_once(world: World) -> None:
    for _time in range(2):
        response = world.send("module_item", READ, done="on")
        assert response["Location"] == f"{world.module.url}#b-{READ}"
    assert DoneItem.objects.get().item == READ


def test_a_cpr_number_is_refused_and_not_shown_again(world: World, caplog: pytest.LogCaptureFixture) -> None:
    for name, key in (("module_item", CASE), ("module_reflection", REFLECTION), ("module_question", TEXT)):
        response = world.send(name, key, text=f"Den unge {CPR} kom")
        assert response.status_code == 422
        page = response.content.decode()
        assert CPR not in page
        assert "Den unge ••••••-•••• kom" in page
        assert "Det ligner et CPR-nummer." in page
    assert [model.objects.count() for model in (DoneItem, Reflection, QuizAnswer)] == [0, 0, 0]
    assert CPR not in caplog.text


def test_a_text_that_is_too_long_is_refused_and_kept_in_the_field(world: World) -> None:
    response = world.send("module_item", WRITE, text="x" * 5001)
    assert response.status_code == 422
    assert "x" * 5001 in response.content.decode()
    assert not DoneItem.objects.exists()


def test_a_checklist_is_ticked_item_by_item_and_prepares_nobody(world: World) -> None:
    world.send("module_item", TICK, done="on")
    assert "Klaret" in world.page().select_one(".checklist").get_text()  # type: ignore[union-attr]
    assert world.state() == "I gang"


# -- quiz -------------------------------------------------------------------------------------------------------------


def test_a_right_answer_is_told_at_once_with_its_explanation(world: World) -> None:
    world.send("module_question", QUIZ, option="0")
    assert "Rigtigt" in world.part(QUIZ)
    assert "Alle unge." in world.part(QUIZ)


def test_a_wrong_answer_is_told_with_what_is_right_and_may_be_tried_again(world: World) -> None:
    world.send("module_question", MANY, option=["0", "1"])
    assert "Ikke helt" in world.part(MANY)
    assert "Rigtigt er: A C" in world.part(MANY)
    world.send("module_question", MANY, option=["0", "2"])
    assert "Ikke helt" not in world.part(MANY)
    assert [one.answer for one in QuizAnswer.objects.all()] == [[0, 1], [0, 2]]


def test_an_order_and_a_short_text_are_answered(world: World) -> None:
    world.send("module_question", ORDER, **{"place-0": "1", "place-1": "3", "place-2": "2"})
    assert "Den rigtige rækkefølge: Et To Tre" in world.part(ORDER)
    world.send("module_question", TEXT, text="Min tanke")
    assert "Et godt svar kunne være: Fordi de spørger." in world.part(TEXT)
    assert "Min tanke" in world.part(TEXT)


def test_no_answer_is_asked_for_again(world: World) -> None:
    response = world.send("module_question", QUIZ)
    assert response.status_code == 422
    assert "Vælg først et svar." in response.content.decode()
    assert not QuizAnswer.objects.exists()


def test_an_answer_is_judged_by_the_question_as_it_was_asked(world: World) -> None:
    world.send("module_question", QUIZ, option="0")
    world.module.content = CONTENT.replace("Hvem?", "Hvem kommer?")
    world.module.save_revision().publish()
    assert "Spørgsmålet er ændret, siden du svarede." in world.part(QUIZ)
    assert QuizAnswer.objects.get().asked["question"] == "Hvem?"


# -- reflections ------------------------------------------------------------------------------------------------------


def test_a_reflection_is_read_by_its_author_alone(world: World) -> None:
    world.send("module_reflection", REFLECTION, text="Mit hemmelige spørgsmål")
    assert "Mit hemmelige spørgsmål" in world.part(REFLECTION)
    for person in (world.bo.user, world.trainer, world.owner):
        world.client.force_login(person)
        for address in (
            world.module.url,
            reverse("courses:reflections"),
            reverse("courses:reflections_export"),
            reverse("courses:session_preparation", args=[world.session.pk]),
        ):
            assert "hemmelige" not in world.client.get(address).content.decode()
    assert not LogEntry.objects.filter(changes__icontains="hemmelige").exists()


def test_reflections_are_listed_and_taken_along_as_a_text(world: World) -> None:
    empty = world.client.get(reverse("courses:reflections")).content.decode()
    assert "Intet skrevet endnu" in empty
    world.send("module_reflection", REFLECTION, text="<b>Tanke</b>")
    assert "&lt;b&gt;Tanke&lt;/b&gt;" in world.client.get(reverse("courses:reflections")).content.decode()
    response = world.client.get(reverse("courses:reflections_export"))
    assert response["Content-Disposition"] == 'attachment; filename="reflections.txt"'
    assert "Hvad vil du prøve?\n\n<b>Tanke</b>\n" in response.content.decode()
    world.send("module_reflection", REFLECTION, text="")
    assert not Reflection.objects.exists()


# -- where one is -----------------------------------------------------------------------------------------------------


def test_opening_the_page_is_kept_and_one_continues_where_one_left(world: World) -> None:
    world.page()
    assert Reading.objects.get().participant == world.ida
    response = world.client.post(reverse("courses:module_place", args=[world.module.pk]), {"place": str(QUIZ)})
    assert response.status_code == 204
    link = world.page().find("a", string="Fortsæt, hvor du slap")
    assert link is not None
    assert link["href"] == f"#b-{QUIZ}"  # type: ignore[index]
    assert world.client.post(reverse("courses:module_place", args=[world.module.pk]), {"place": "x"}).status_code == 400


def test_a_day_that_was_attended_prepared_and_evaluated_is_completed(world: World) -> None:
    for key, values in ((READ, {"done": "on"}), (WRITE, {"text": "x"}), (CASE, {"text": "y"})):
        world.send("module_item", key, **values)
    ended = timezone.now() - timedelta(days=1)
    world.session.starts_at, world.session.ends_at = ended - timedelta(hours=7), ended
    world.session.save()
    factories.attendance(world.ida, world.session, status=AttendanceStatus.PRESENT)
    assert world.state() == "Deltaget"
    Evaluated.objects.create(session=world.session, participant=world.ida)
    assert world.state() == "Gennemført"
    my_course = world.client.get(reverse("courses:my_course")).content.decode()
    assert "Gennemført" in my_course


def test_my_course_shows_what_is_prepared_and_where_to_continue(world: World) -> None:
    world.send("module_item", READ, done="on")
    my_course = BeautifulSoup(world.client.get(reverse("courses:my_course")).content, "html.parser")
    assert "Forberedelse: 1 af 3 klaret" in my_course.get_text()
    assert my_course.select_one(f'.next a[href="{world.module.url}#b-{READ}"]') is not None
    world.send("module_item", WRITE, text="x")
    world.send("module_item", CASE, text="y")
    again = BeautifulSoup(world.client.get(reverse("courses:my_course")).content, "html.parser")
    assert again.select(".mark.prepared")


# -- others -----------------------------------------------------------------------------------------------------------


def test_who_takes_no_part_reads_the_page_and_keeps_nothing(world: World) -> None:
    for person in (world.trainer, world.owner):
        page = world.page(person)
        assert not page.select(".course-page form")
        assert "Se svaret" in page.get_text()
        assert world.send("module_item", READ, person, done="on").status_code == 403
    assert not DoneItem.objects.exists()
    assert not Reading.objects.exists()


def test_what_is_not_on_the_page_cannot_be_done(world: World) -> None:
    assert world.send("module_item", QUIZ, done="on").status_code == 404
    assert world.send("module_question", READ, option="0").status_code == 404
    assert world.send("module_reflection", QUIZ, text="x").status_code == 404


def test_a_draft_of_the_page_changes_nothing_for_participants(world: World) -> None:
    world.module.title = "Ny titel"
    world.module.content = CONTENT.replace("Hvem?", "Hemmelig kladde?")
    world.module.save_revision()
    assert "Hemmelig kladde?" not in world.page().get_text()


def test_an_editor_previews_the_page_as_a_participant_sees_it(world: World) -> None:
    editor = factories.user()
    factories.membership(user=editor, organisation=world.owner.memberships.get().organisation, role="editor")
    world.client.force_login(editor)
    world.client.get("/cms/")
    world.module.save_revision()
    response = world.client.get(reverse("wagtailadmin_pages:view_draft", args=[world.module.pk]))
    page = BeautifulSoup(response.content, "html.parser")
    assert page.select(f"#b-{QUIZ} form")
    assert not Reading.objects.exists()


# -- who is prepared --------------------------------------------------------------------------------------------------


def overview(world: World, person: User) -> HttpResponse:
    world.client.force_login(person)
    return world.client.get(reverse("courses:session_preparation", args=[world.session.pk]))


def test_the_trainer_sees_who_is_prepared_and_reads_what_they_wrote(world: World) -> None:
    world.send("module_item", READ, done="on")
    world.send("module_item", CASE, text="<i>En ung</i>")
    text = overview(world, world.trainer).content.decode()
    assert "0 af 2 har klaret det hele." in text
    assert "&lt;i&gt;En ung&lt;/i&gt;" in text


def test_a_leader_sees_their_own_team_without_the_texts(world: World) -> None:
    other = factories.participant(factories.team(world.session.cohort, municipalities=["Tønder"]), name="Tove")
    leader = factories.participant(world.ida.team, team_role="leader").user
    world.send("module_item", CASE, text="En ung")
    text = overview(world, leader).content.decode()
    assert "Ida" in text
    assert other.user.name not in text
    assert "En ung" not in text


def test_a_supervisor_sees_and_reads_their_own_teams(world: World) -> None:
    supervisor = factories.supervisor(world.ida.team).user
    other = factories.participant(factories.team(world.session.cohort, municipalities=["Tønder"]), name="Tove")
    world.send("module_item", CASE, text="Idas sag")
    world.send("module_item", CASE, other.user, text="Toves sag")
    text = overview(world, supervisor).content.decode()
    assert "Idas sag" in text
    assert "Tove" not in text


def test_participants_do_not_see_each_others_preparation(world: World) -> None:
    assert overview(world, world.bo.user).status_code == 403
    assert overview(world, factories.user()).status_code == 404


# -- queries ----------------------------------------------------------------------------------------------------------


def queries(world: World, person: User, address: str) -> int:
    world.client.force_login(person)
    world.client.get(address)
    with CaptureQueriesContext(connection) as captured:
        world.client.get(address)
    return len(captured)


def test_the_page_takes_as_many_queries_for_many_blocks_as_for_few(world: World) -> None:
    few = queries(world, world.ida.user, world.module.url)
    for key in (READ, WRITE, CASE):
        world.send("module_item", key, done="on", text="x")
    for _try in range(5):
        world.send("module_question", QUIZ, option="0")
    world.module.content = CONTENT[:-1] + ", " + CONTENT[1:].replace("00000000-0000-0000", "11111111-0000-0000")
    world.module.save_revision().publish()
    assert queries(world, world.ida.user, world.module.url) == few


def test_the_two_pages_of_the_course_take_at_most_twelve_queries(world: World) -> None:
    for key in (READ, WRITE, CASE):
        world.send("module_item", key, done="on", text="x")
    world.send("module_question", QUIZ, option="0")
    world.send("module_reflection", REFLECTION, text="x")
    for number in range(12):
        held = factories.session(world.session.cohort, code=f"S{number}", on=factories.day_of_programme(number))
        factories.attendance(world.ida, held)
    assert queries(world, world.ida.user, world.module.url) <= 12
    assert queries(world, world.ida.user, reverse("courses:my_course")) <= 12


def test_my_course_takes_at_most_twelve_queries_also_for_those_who_need_a_make_up(world: World) -> None:
    session = factories.session(world.session.cohort, code="S1", module=world.module, minutes=3000)
    factories.attendance(world.ida, session, status=AttendanceStatus.ABSENT)
    instead = factories.session(factories.cohort(programme=world.module.programme), module=world.module)
    factories.make_up(session, factories.attendance(world.ida, instead, status=AttendanceStatus.PARTIAL, minutes=5))
    later = timezone.localdate() + timedelta(days=20)
    open_to_her = factories.session(
        factories.cohort(programme=world.module.programme), module=world.module, on=later, minutes=420
    )
    world.client.force_login(world.ida.user)
    assert open_to_her.cohort.code in world.client.get(reverse("courses:my_course")).content.decode()
    assert queries(world, world.ida.user, reverse("courses:my_course")) <= 12


def test_the_overview_takes_as_many_queries_for_thirty_as_for_two(world: World) -> None:
    address = reverse("courses:session_preparation", args=[world.session.pk])
    few = queries(world, world.trainer, address)
    for number in range(28):
        one = factories.participant(world.ida.team, name=f"Navn {number}")
        world.send("module_item", CASE, one.user, text="x")
    assert queries(world, world.trainer, address) == few
