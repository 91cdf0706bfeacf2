"""A day in two browsers: a participant prepares, scans the trainer's code, checks in, evaluates, and is through."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from courses.actions.evaluation import Answer, evaluate, questions_of
from courses.check_in.codes import code_of
from courses.check_in.qr import qr_svg
from courses.models import Attendance, Evaluation, Session
from tests import factories
from tests.courses.learning.blocks import CASE, CONTENT, PREPARATION, QUIZ, READ, WRITE

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, BrowserContext, Page
    from pytest_django.live_server_helper import LiveServer

    from people.models import User
    from tests.browser.watch import Watch

    Enter = Callable[[Page, User | None], None]
    NewContext = Callable[..., BrowserContext]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("links_lead_here")]
PASSWORD = "en hel sætning om trapper"
# Milliseconds: the screen asks for news every five seconds.
PATIENCE = 15_000
PHONE = {"width": 390, "height": 844}


class World:
    """A training day that begins in ten minutes, with its trainer and five staff."""

    def __init__(self) -> None:
        programme = factories.programme()
        step = factories.step(programme)
        self.module = factories.module(step, code="UDD1", preparation=PREPARATION, content=CONTENT)
        cohort = factories.cohort(programme=programme)
        team = factories.team(cohort, municipalities=["Helsingør"])
        self.trainer = factories.user(name="Mette Holm")
        self.day = factories.session(
            cohort,
            code="UDD1",
            title="Uddannelsesdag 1",
            starts_at=timezone.now() + timedelta(minutes=10),
            module=self.module,
            trainers=[self.trainer],
        )
        person = factories.user(name="Anna Bak", email="anna@kommune.example", password=PASSWORD)
        self.anna = factories.participant(team, user=person)
        self.others = [factories.participant(team, name=f"Navn {number}") for number in range(4)]

    def url(self, name: str) -> str:
        return reverse(f"courses:{name}", args=[self.day.pk])

    def move(self, by: timedelta) -> None:
        """Let time pass, seen from the session, and from Anna's check-in."""
        self.day.starts_at += by
        self.day.ends_at += by
        self.day.save()


@pytest.fixture
def world() -> World:
    return World()


def scanned(screen: Page, world: World, live_server: LiveServer) -> str:
    """Return the address of the code on the screen, once it is the one that is drawn there."""
    address = reverse("courses:check_in", args=[code_of(world.day.pk, timezone.now())])
    drawn = BeautifulSoup(qr_svg(live_server.url + address), "html.parser").select_one("path.qrline")
    assert drawn
    expect(screen.locator("path.qrline")).to_have_attribute("d", str(drawn["d"]), timeout=PATIENCE)
    return address


def prepare(phone: Page, world: World) -> None:
    """Do all that the module asks for before the day, and answer one of its questions."""
    phone.goto(world.module.url)
    phone.locator(f"#b-{READ}").get_by_role("button", name="Markér som klaret").click()
    for key in (WRITE, CASE):
        phone.locator(f"#b-{key} textarea").fill("Vi talte sammen på gaden.")
        phone.locator(f"#b-{key}").get_by_role("button", name="Gem").click()
        expect(phone.locator(f"#b-{key}")).to_contain_text("Gemt")
    expect(phone.locator(".subtitle")).to_contain_text("Forberedt")
    phone.locator(f"#b-{QUIZ}").get_by_label("Unge").check()
    phone.locator(f"#b-{QUIZ}").get_by_role("button", name="Svar").click()
    expect(phone.locator(f"#b-{QUIZ} .answer")).to_contain_text("Rigtigt")


def test_a_day_from_preparation_to_completion(
    world: World, enter: Enter, new_context: NewContext, live_server: LiveServer, watch: Watch
) -> None:
    screen, phone = new_context().new_page(), new_context(viewport=PHONE, is_mobile=True, has_touch=True).new_page()
    enter(phone, world.anna.user)
    prepare(phone, world)
    enter(phone, None)

    enter(screen, world.trainer)
    screen.goto(world.url("session"))
    screen.get_by_role("link", name="Se forberedelsen").click()
    expect(screen.locator("main")).to_contain_text("1 af 5 har klaret det hele.")
    screen.goto(world.url("session"))
    screen.get_by_role("link", name="Vis koden til check ind").click()
    expect(screen.locator(".check-in-count")).to_have_text("0 af 5 har checket ind")

    phone.goto(scanned(screen, world, live_server))
    phone.locator("[name=login]").fill("anna@kommune.example")
    phone.locator("[name=password]").fill(PASSWORD)
    phone.locator("form:has([name=password]) [type=submit]").click()
    phone.get_by_role("button", name="Check ind").click()
    expect(phone.get_by_role("status")).to_contain_text("Du er checket ind kl.")
    expect(phone.get_by_role("definition").first).to_contain_text("Du er checket ind kl.")
    expect(screen.locator(".check-in-count")).to_have_text("1 af 5 har checket ind", timeout=PATIENCE)

    watch.expect(409)
    phone.goto(scanned(screen, world, live_server))
    expect(phone.get_by_role("heading", level=1)).to_have_text("Der er ikke ændret noget")
    assert Attendance.objects.count() == 1
    watch.expect()

    world.move(-timedelta(minutes=30))
    screen.goto(world.url("register"))
    expect(screen.locator(".notice")).to_contain_text("1 har checket ind. De øvrige er foreslået som fraværende")
    anna = screen.locator(".register-lines > li").filter(has_text="Anna Bak")
    expect(anna.locator("input[value=present]")).to_be_checked()
    expect(screen.locator("input[value=absent]:checked")).to_have_count(4)
    for other in world.others:
        screen.locator(f"#line-{other.pk} input[value=present]").check()
    screen.get_by_role("button", name="Gem protokollen").click()
    expect(screen.get_by_role("status")).to_have_text("Protokollen er gemt: 4 linjer er ændret.")

    world.move(-timedelta(days=1))
    phone.goto(world.url("session"))
    phone.get_by_role("link", name="Evaluér dagen").click()
    for question in phone.locator("form.evaluation fieldset").all():
        question.get_by_role("radio").nth(2).check()
    phone.get_by_role("button", name="Send evalueringen").click()
    expect(phone.locator(".notice")).to_have_text("Tak, du har evalueret dagen.")
    phone.goto(world.module.url)
    expect(phone.locator(".subtitle")).to_contain_text("Gennemført")

    screen.goto(world.url("evaluation_results"))
    expect(screen.locator(".empty h2")).to_have_text("Vises fra 5 svar")
    session = Session.objects.get(pk=world.day.pk)
    for other in world.others:
        evaluate(session=session, by=other.user, answers=[Answer(question, 3) for question in questions_of(session)])
    screen.reload()
    expect(screen.locator(".distribution").first.get_by_role("row", name="3 5 100,0 %")).to_be_visible()
    assert Evaluation.objects.count() == 5


def test_without_scripts_the_screen_still_brings_the_next_code(
    world: World, enter: Enter, browser: Browser, live_server: LiveServer
) -> None:
    plain = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    screen = plain.new_page()
    enter(screen, world.trainer)
    screen.goto(world.url("check_in_screen"))
    expect(screen.locator("path.qrline")).to_be_visible()
    assert 'http-equiv="refresh"' in screen.content()
    plain.close()


def test_a_screen_that_loses_its_connection_says_so_and_comes_back(
    world: World, enter: Enter, new_context: NewContext, watch: Watch
) -> None:
    context = new_context()
    screen = context.new_page()
    enter(screen, world.trainer)
    screen.goto(world.url("check_in_screen"))
    lost = screen.get_by_text("Forbindelsen er afbrudt")
    expect(lost).to_be_hidden()
    context.set_offline(True)
    expect(lost).to_be_visible(timeout=PATIENCE)
    context.set_offline(False)
    expect(lost).to_be_hidden(timeout=PATIENCE)
    watch.take()
