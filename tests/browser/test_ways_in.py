"""Ways in and through the product: password, one-time codes, both languages, the keyboard alone, no scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import expect

from courses.models import Attendance
from tests.browser.conftest import PHONE
from tests.browser.steps import log_in
from tests.browser.world import NAMES, PASSWORD, World

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Locator, Page
    from pytest_django.fixtures import SettingsWrapper

    NewContext = Callable[..., BrowserContext]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WRONG = "E-mailen eller adgangskoden passer ikke. Tjek begge dele, og prøv igen."
MOST_STOPS = 40


@pytest.fixture
def world() -> World:
    """The cohort with five staff in its team."""
    world = World()
    world.staff(*NAMES)
    return world


def heading(page: Page) -> Locator:
    """The page's main heading."""
    return page.get_by_role("heading", level=1)


# -- password and codes -----------------------------------------------------------------------------------------------


def test_a_wrong_password_says_one_sentence_and_the_right_one_lets_in(page: Page, world: World) -> None:
    page.goto("/cohorts/")
    expect(heading(page)).to_have_text("Log ind")
    log_in(page, world.trainer.email, "en hel anden sætning")
    expect(page.get_by_role("alert")).to_have_text(WRONG)

    log_in(page, world.trainer.email, PASSWORD)

    expect(heading(page)).to_have_text("Hold")
    expect(page).to_have_url(re.compile("/cohorts/$"))


def test_an_unknown_email_gets_the_same_sentence(page: Page, world: World) -> None:
    page.goto("/account/login/")
    log_in(page, "ukendt@kommune.example", PASSWORD)

    expect(page.get_by_role("alert")).to_have_text(WRONG)


def test_one_time_codes_are_turned_on_and_asked_for_at_the_next_login(
    page: Page, world: World, settings: SettingsWrapper
) -> None:
    # A new code may begin between reading and sending one.
    settings.MFA_TOTP_TOLERANCE = 1
    page.goto("/account/")
    log_in(page, world.trainer.email, PASSWORD)
    page.get_by_role("link", name="Adgangsnøgler og koder").click()
    page.get_by_role("link", name="Slå til").click()
    expect(heading(page)).to_have_text("Bekræft, at det er dig")
    page.get_by_label("Adgangskode", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Fortsæt").click()
    secret = page.locator("main code").inner_text()
    page.get_by_label("Den kode, appen viser").fill(code_of(secret))
    page.get_by_role("button", name="Slå til").click()
    expect(page.locator(".messages")).to_be_visible()

    page.goto("/account/logout/")
    page.get_by_role("main").get_by_role("button", name="Log ud").click()
    log_in(page, world.trainer.email, PASSWORD)
    expect(heading(page)).to_have_text("Et trin mere")
    page.goto("/cohorts/")
    expect(heading(page)).to_have_text("Et trin mere")

    page.get_by_label("Kode", exact=True).fill(code_of(secret))
    page.get_by_role("button", name="Log ind", exact=True).click()
    expect(page.locator(".person summary")).to_contain_text("Mette")


def code_of(secret: str) -> str:
    """Return the code that an app would show now."""
    *_earlier, now, _later = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, now))


# -- languages --------------------------------------------------------------------------------------------------------


def test_the_language_changes_to_english_and_back_and_follows_the_person(page: Page, world: World) -> None:
    page.goto("/cohorts/")
    page.get_by_role("button", name="In English").click()
    expect(heading(page)).to_have_text("Log in")
    expect(page.locator("html")).to_have_attribute("lang", "en")

    log_in(page, world.trainer.email, PASSWORD)
    expect(heading(page)).to_have_text("Hold")
    page.get_by_role("button", name="In English").click()
    expect(heading(page)).to_have_text("Cohorts")
    page.get_by_role("button", name="På dansk").click()
    expect(heading(page)).to_have_text("Hold")
    expect(page.locator("html")).to_have_attribute("lang", "da")


# -- the keyboard alone -----------------------------------------------------------------------------------------------


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus, as somebody without a mouse does."""
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if target.evaluate("(element) => element === document.activeElement"):
            return
    pytest.fail(f"{target} cannot be reached by Tab")


def test_somebody_logs_in_by_the_keyboard_alone(page: Page, world: World) -> None:
    page.goto("/cohorts/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Gå til indholdet")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()

    tab_to(page, page.get_by_label("E-mail"))
    page.keyboard.type(world.trainer.email)
    tab_to(page, page.get_by_label("Adgangskode", exact=True))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")

    expect(heading(page)).to_have_text("Hold")
    tab_to(page, page.get_by_role("navigation", name="Hovedmenu").get_by_role("link", name="Modeller"))
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Modeller")


def test_the_phones_menu_opens_and_closes_by_the_keyboard(
    new_context: NewContext, world: World, enter: Callable[..., None]
) -> None:
    page = new_context(viewport=PHONE).new_page()
    enter(page, world.trainer)
    page.goto("/")
    menu, link = page.locator(".narrow-menu summary"), page.locator(".narrow-menu").get_by_role("link", name="Hold")
    expect(link).to_be_hidden()

    tab_to(page, menu)
    page.keyboard.press("Enter")
    expect(link).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()
    expect(menu).to_be_focused()

    page.keyboard.press("Enter")
    tab_to(page, link)
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Hold")


# -- without scripts --------------------------------------------------------------------------------------------------


@pytest.fixture
def plain(new_context: NewContext) -> Page:
    """A page in a browser that runs no scripts."""
    return new_context(java_script_enabled=False).new_page()


def test_without_scripts_staff_log_in_and_read_their_course(plain: Page, world: World) -> None:
    plain.goto("/")
    log_in(plain, "anna.bak@kommune.example", PASSWORD)

    expect(heading(plain)).to_have_text("Mit forløb")
    expect(plain.locator("svg.staircase.wide")).to_be_visible()
    plain.locator("summary", has_text="5 afholdte").click()
    expect(plain.get_by_role("link", name="Uddannelsesdag 5")).to_be_visible()


def test_without_scripts_a_trainer_takes_the_register(plain: Page, world: World) -> None:
    plain.goto(f"/sessions/{world.held[-1].pk}/register/")
    log_in(plain, world.trainer.email, PASSWORD)
    bo = plain.locator(".register-lines > li").filter(has_text="Bo Dahl")
    bo.get_by_role("radio", name="Afbud").check()
    bo.get_by_label("begrundelse").fill("Syg")
    plain.get_by_role("button", name="Gem protokollen").click()

    expect(plain.get_by_role("status")).to_have_text("Protokollen er gemt: 5 linjer er ændret.")
    assert Attendance.objects.get(status="excused").reason == "Syg"
    assert Attendance.objects.filter(status="present").count() == 4


def test_without_scripts_the_model_owner_filters_a_cohort(plain: Page, world: World) -> None:
    plain.goto("/cohorts/H2026/")
    log_in(plain, world.owner.email, PASSWORD)
    expect(plain.locator(".standings tbody tr")).to_have_count(5)
    plain.get_by_label("Navn eller e-mail").fill("dahl")
    plain.get_by_role("button", name="Vis", exact=True).click()

    expect(plain.locator(".standings tbody tr")).to_have_count(1)
    expect(plain.get_by_role("status")).to_have_text("1 af 5 deltagere")
    expect(plain.locator(".standings tbody")).to_contain_text("Bo Dahl")
