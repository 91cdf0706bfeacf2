"""The evaluation's pages: the form and its faults, thank you, closed with its reason, results from five answers on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from courses.actions.evaluation import Answer, evaluate, questions_of
from courses.enums import AttendanceStatus
from courses.models import Evaluated, Evaluation, Participant, Session
from tests import factories

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from people.models import User

pytestmark = pytest.mark.django_db
FILM, PLACE = "8b1d5b0e-58e5-4d2c-9df6-1f1f6c1d0b01", "8b1d5b0e-58e5-4d2c-9df6-1f1f6c1d0b02"
FIXED = {"useful": "4", "clear": "5", "room": "3", "next": "4", "pace": "2"}


class World:
    """A training day that ended yesterday, with two questions of the editor's own and six people who were there."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.programme = factories.programme()
        self.module = factories.module(factories.step(self.programme), code="UDD1")
        self.ask("Filmen hjalp mig.")
        self.cohort = factories.cohort(programme=self.programme)
        self.team = factories.team(self.cohort, municipalities=["Lolland"])
        self.trainer, self.owner = factories.user(name="Tine"), factories.model_owner(self.programme)
        ended = timezone.now() - timedelta(days=1)
        self.day = factories.session(
            self.cohort,
            code="UDD1",
            title="Uddannelsesdag 1",
            starts_at=ended - timedelta(hours=7),
            ends_at=ended,
            module=self.module,
            trainers=[self.trainer],
        )
        self.people = [factories.participant(self.team, name=f"Navn {number}") for number in range(7)]
        self.ida, self.absent = self.people[0], self.people[-1]
        for person in self.people[:-1]:
            factories.attendance(person, self.day, by=self.trainer)
        factories.attendance(self.absent, self.day, status=AttendanceStatus.ABSENT, by=self.trainer)

    def ask(self, statement: str) -> None:
        self.module.evaluation = [
            {"type": "scale", "id": FILM, "value": {"question": statement}},
            {
                "type": "choice",
                "id": PLACE,
                "value": {"question": "Hvor vil du helst lære?", "options": ["Her", "Der"]},
            },
        ]
        self.module.save()

    def moved(self, by: timedelta) -> None:
        self.day.starts_at += by
        self.day.ends_at += by
        self.day.save()

    def open(self, person: User | Participant, name: str = "evaluation") -> HttpResponse:
        self.client.force_login(person.user if isinstance(person, Participant) else person)
        return self.client.get(self.address(name))

    def send(self, person: User | Participant, values: dict[str, str]) -> HttpResponse:
        self.client.force_login(person.user if isinstance(person, Participant) else person)
        return self.client.post(self.address(), values)

    def address(self, name: str = "evaluation") -> str:
        return reverse(f"courses:{name}", args=[self.day.pk])

    def answer(self, count: int, number: int = 4) -> None:
        session = Session.objects.get(pk=self.day.pk)
        answers = [Answer(question, min(number, len(question.options))) for question in questions_of(session)]
        for person in self.people[:count]:
            evaluate(session=session, by=person.user, answers=answers)


@pytest.fixture
def world(client: Client) -> World:
    return World(client)


def text_of(found: Tag | HttpResponse, selector: str = "main") -> str:
    soup = found if isinstance(found, Tag) else BeautifulSoup(found.content, "html.parser")
    return " ".join(" ".join(part.get_text(" ").split()) for part in soup.select(selector))


def names(response: HttpResponse) -> list[str]:
    fields = BeautifulSoup(response.content, "html.parser").select("form.evaluation input[type=radio]")
    return list(dict.fromkeys(str(field["name"]) for field in fields))


# -- the questionnaire ------------------------------------------------------------------------------------------------


def test_the_fixed_questions_are_asked_and_then_the_editors_own(world: World) -> None:
    response = world.open(world.ida)
    assert response.status_code == 200
    legends = BeautifulSoup(response.content, "html.parser").select("form.evaluation legend")
    assert [text_of(BeautifulSoup(str(legend), "html.parser"), "legend") for legend in legends] == [
        "Dagen gav mig noget, jeg kan bruge i mit arbejde.",
        "Indholdet var klart.",
        "Der var plads til spørgsmål og øvelse.",
        "Jeg ved, hvad jeg vil prøve af inden næste gang.",
        "Hvordan var tempoet?",
        "Filmen hjalp mig. (valgfri)",
        "Hvor vil du helst lære? (valgfri)",
    ]
    assert "Dine svar er anonyme" in text_of(response)
    assert "fra 5 svar og derefter 5 ad gangen" in text_of(response)


def test_the_answers_are_kept_and_the_person_is_thanked_ever_after(world: World) -> None:
    film = names(world.open(world.ida))[5]
    response = world.send(world.ida, FIXED | {film: "1"})
    assert (response.status_code, response["Location"]) == (302, world.address())
    for _ in range(2):
        again = world.open(world.ida)
        assert text_of(again, ".notice") == "Tak, du har evalueret dagen."
        assert not names(again)
    answers = Evaluation.objects.get().answers
    assert {key: kept["answer"] for key, kept in answers.items()} == {
        "useful": 4,
        "clear": 5,
        "room": 3,
        "next": 4,
        "pace": 2,
        FILM: 1,
    }


def test_a_second_questionnaire_changes_nothing(world: World) -> None:
    world.send(world.ida, FIXED)
    response = world.send(world.ida, FIXED | {"useful": "1"})
    assert response.status_code == 409
    assert text_of(response, ".notice") == "Tak, du har evalueret dagen."
    assert Evaluation.objects.get().answers["useful"]["answer"] == 4


def test_what_is_missing_is_named_and_nothing_is_kept(world: World) -> None:
    response = world.send(world.ida, FIXED | {"clear": "", "pace": "9"})
    assert response.status_code == 422
    assert text_of(response, ".error-summary a") == "Indholdet var klart. Hvordan var tempoet?"
    assert (Evaluation.objects.count(), Evaluated.objects.count()) == (0, 0)
    chosen = BeautifulSoup(response.content, "html.parser").select("input[checked]")
    assert [field["value"] for field in chosen] == ["4", "3", "4"]


def test_an_answer_to_a_question_that_has_changed_meanwhile_is_dropped(world: World) -> None:
    film = names(world.open(world.ida))[5]
    world.ask("Filmen var for lang.")
    world.send(world.ida, FIXED | {film: "1"})
    assert FILM not in Evaluation.objects.get().answers


@pytest.mark.parametrize(
    ("moved", "sentence"),
    [(timedelta(days=2), "når den er slut."), (timedelta(days=-30), "Dagen kunne evalueres indtil ")],
)
def test_outside_its_time_the_page_says_when_it_is(world: World, moved: timedelta, sentence: str) -> None:
    world.moved(moved)
    page, sent = world.open(world.ida), world.send(world.ida, FIXED)
    assert (page.status_code, sent.status_code) == (200, 409)
    assert sentence in text_of(page, ".notice.warn")
    assert not names(page)
    assert not Evaluation.objects.exists()


def test_who_was_absent_is_told_why_they_are_not_asked(world: World) -> None:
    assert "ifølge protokollen var du der ikke" in text_of(world.open(world.absent), ".notice.warn")
    assert world.send(world.absent, FIXED).status_code == 409


def test_the_questionnaire_is_for_participants_alone(world: World) -> None:
    for person, status in ((world.trainer, 403), (world.owner, 403), (factories.user(), 404)):
        assert world.open(person).status_code == status
        assert world.send(person, FIXED).status_code == status
    assert not Evaluation.objects.exists()


# -- the results ------------------------------------------------------------------------------------------------------


def test_below_five_only_their_number_is_told(world: World) -> None:
    world.answer(4)
    response = world.open(world.trainer, "evaluation_results")
    assert text_of(response, ".content > p") == "4 har svaret. Svarene er anonyme."
    assert "Vises fra 5 svar" in text_of(response, ".empty")
    assert not BeautifulSoup(response.content, "html.parser").select("table, svg rect, section.distribution")
    assert "Indholdet var klart" not in text_of(response)


def test_from_five_on_each_question_is_drawn_with_the_same_figures_in_a_table(world: World) -> None:
    world.answer(3, number=4)
    world.people = world.people[3:]
    world.answer(2, number=5)
    response = world.open(world.trainer, "evaluation_results")
    sections = BeautifulSoup(response.content, "html.parser").select("section.distribution")
    assert len(sections) == 7
    first = sections[0]
    assert text_of(first, "h2") == "Dagen gav mig noget, jeg kan bruge i mit arbejde."
    rows = [
        [cell.get_text().strip().replace("\xa0", " ") for cell in row.select("th, td")][:3]
        for row in first.select("tbody tr")
    ]
    assert rows == [
        ["1 – Uenig", "0", "0,0 %"],
        ["2", "0", "0,0 %"],
        ["3", "0", "0,0 %"],
        ["4", "3", "60,0 %"],
        ["5 – Enig", "2", "40,0 %"],
    ]
    assert [bar["width"] for bar in first.select("rect")] == ["0", "0", "0", "600", "400"]


def test_a_question_with_fewer_than_five_answers_is_withheld_among_the_others(world: World) -> None:
    world.answer(5)
    Evaluation.objects.filter(pk=Evaluation.objects.order_by("pk")[0].pk).update(
        answers={key: {"asked": {"kind": "scale"}, "answer": 2} for key in FIXED}
    )
    sections = BeautifulSoup(world.open(world.owner, "evaluation_results").content, "html.parser").select(
        "section.distribution"
    )
    assert [bool(section.select("table")) for section in sections] == [True] * 5 + [False] * 2
    assert "Færre end 5 har svaret på dette spørgsmål" in text_of(sections[-1], "p")


def test_further_answers_are_shown_five_at_a_time_so_that_nobody_can_subtract_one(world: World) -> None:
    people = [*world.people[:-1], *(factories.participant(world.team) for _ in range(4))]
    seen = []
    for number, person in enumerate(people, start=1):
        world.people = [person]
        world.answer(1, number=1 + number % 3)
        seen.append(text_of(world.open(world.trainer, "evaluation_results"), "section.distribution table"))
    assert seen[:4] == [""] * 4
    assert len(set(seen[4:9])) == 1
    assert seen[9] != seen[8]
    response = world.open(world.trainer, "evaluation_results")
    assert "10 har svaret" in text_of(response)
    assert "vises 5 ad gangen" in text_of(response)


def test_the_results_are_for_the_trainer_and_the_model_owner(world: World) -> None:
    other_trainer = factories.user()
    factories.session(world.cohort, code="UDD2", trainers=[other_trainer])
    statuses = [
        world.open(person, "evaluation_results").status_code
        for person in (world.trainer, world.owner, world.ida, other_trainer, factories.user())
    ]
    assert statuses == [200, 200, 403, 403, 404]


def test_thirty_answers_cost_as_many_queries_as_five(world: World) -> None:
    def queries() -> int:
        world.open(world.trainer, "evaluation_results")
        with CaptureQueriesContext(connection) as captured:
            world.client.get(world.address("evaluation_results"))
        return len(captured)

    world.answer(5)
    few = queries()
    answers = Evaluation.objects.first().answers  # type: ignore[union-attr]
    for _ in range(25):
        Evaluation.objects.create(session=world.day, answers=answers)
    assert queries() == few


# -- the links --------------------------------------------------------------------------------------------------------


def links(world: World, person: User | Participant) -> list[str]:
    page = BeautifulSoup(world.open(person, "session").content, "html.parser")
    wanted = {world.address(), world.address("evaluation_results")}
    return [link.get_text().strip() for link in page.select("a[href]") if link["href"] in wanted]


def test_the_session_leads_those_who_may_answer_and_those_who_may_read(world: World) -> None:
    assert links(world, world.ida) == ["Evaluér dagen"]
    assert links(world, world.absent) == []
    assert links(world, world.trainer) == links(world, world.owner) == ["Se evalueringen"]
    world.send(world.ida, FIXED)
    assert links(world, world.ida) == []


def test_before_the_day_has_ended_nothing_leads_to_its_evaluation(world: World) -> None:
    world.moved(timedelta(days=2))
    assert [links(world, person) for person in (world.ida, world.trainer)] == [[], []]
