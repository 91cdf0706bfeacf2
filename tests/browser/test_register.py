"""The register: taken on a phone, by two people at once, locked, and corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from courses.models import Attendance
from tests.browser.world import NAMES, World

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Locator, Page

    from courses.models import Session
    from people.models import User
    from tests.browser.watch import Watch

    Enter = Callable[[Page, User | None], None]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ANNA, BO, DORTHE, EMIL, FREJA = NAMES
REFUSED = "Din rolle giver ikke adgang til dette"


@pytest.fixture
def world() -> World:
    """The cohort with five staff in its team."""
    world = World()
    world.staff(*NAMES)
    return world


def register_of(session: Session) -> str:
    """The register's address."""
    return reverse("courses:register", args=[session.pk])


def line(page: Page, name: str) -> Locator:
    """One participant's line."""
    return page.locator(".register-lines > li").filter(has_text=name)


def mark(page: Page, name: str, status: str) -> None:
    """Choose what the register says of the participant."""
    line(page, name).get_by_role("radio", name=status, exact=True).check()


def save(page: Page) -> None:
    """Save the register."""
    page.get_by_role("button", name="Gem protokollen").click()


def said(session: Session) -> dict[str, tuple[str, int | None, str]]:
    """Return what the register says by name: status, minutes of a part, reason."""
    rows = Attendance.objects.filter(session=session).select_related("participant__user")
    return {row.participant.user.name: (row.status, row.partial_minutes, row.reason) for row in rows}


def test_a_trainer_takes_the_register_on_the_phone_with_one_save(phone: Page, world: World, enter: Enter) -> None:
    day = world.held[-1]
    enter(phone, world.trainer)

    phone.goto("/")
    phone.get_by_role("link", name=day.title).first.click()
    expect(phone.locator("input[value=present]:checked")).to_have_count(len(NAMES))
    mark(phone, BO, "Fraværende")
    mark(phone, DORTHE, "Afbud")
    line(phone, DORTHE).get_by_label("begrundelse").fill("Syg")
    mark(phone, EMIL, "Delvist")
    line(phone, EMIL).get_by_label("minutter til stede").fill("2:30")
    save(phone)

    expect(phone.get_by_role("status")).to_have_text("Protokollen er gemt: 5 linjer er ændret.")
    assert said(day) == {
        ANNA: ("present", None, ""),
        BO: ("absent", None, ""),
        DORTHE: ("excused", None, "Syg"),
        EMIL: ("partial", 150, ""),
        FREJA: ("present", None, ""),
    }


def test_an_excuse_without_a_reason_is_named_and_nothing_is_saved(
    phone: Page, world: World, watch: Watch, enter: Enter
) -> None:
    enter(phone, world.trainer)
    phone.goto(register_of(world.held[-1]))
    mark(phone, DORTHE, "Afbud")
    watch.expect(422)
    save(phone)

    expect(phone.get_by_role("alert")).to_contain_text(f"{DORTHE}: Et afbud skal have en begrundelse.")
    assert said(world.held[-1]) == {}


def test_the_second_of_two_trainers_sees_the_conflict_before_anything_is_overwritten(
    world: World, watch: Watch, enter: Enter, new_context: Callable[..., BrowserContext]
) -> None:
    day = world.held[-1]
    first, second = new_context().new_page(), new_context().new_page()
    for page, trainer in ((first, world.trainer), (second, world.other_trainer)):
        enter(page, trainer)
        page.goto(register_of(day))
    mark(first, BO, "Fraværende")
    save(first)
    expect(first.get_by_role("status")).to_be_visible()

    watch.expect(409)
    mark(second, FREJA, "Fraværende")
    save(second)

    conflict = second.get_by_role("alert")
    expect(conflict).to_contain_text("En anden har gemt denne protokol")
    expect(conflict.get_by_role("listitem")).to_have_count(2)
    expect(conflict.get_by_role("listitem").filter(has_text=BO)).to_contain_text("Fraværende (Mette Holm)")
    assert {name: status for name, (status, *_rest) in said(day).items()} == dict.fromkeys(NAMES, "present") | {
        BO: "absent"
    }
    save(second)
    expect(second.get_by_role("status")).to_be_visible()
    assert {name: status for name, (status, *_rest) in said(day).items()} == dict.fromkeys(NAMES, "present") | {
        FREJA: "absent"
    }


def test_leaders_and_staff_are_refused_and_another_team_finds_nothing(
    page: Page, world: World, watch: Watch, enter: Enter
) -> None:
    staff = world.team.participants.get(user__name=ANNA).user
    watch.expect(403, 404)
    for person in (world.leader(), staff):
        enter(page, person)
        page.goto(register_of(world.held[-1]))
        expect(page.get_by_role("heading", level=1)).to_have_text(REFUSED)
        assert watch.status == 403

    enter(page, World.stranger())
    page.goto(register_of(world.held[-1]))
    assert watch.status == 404


def test_a_locked_register_says_why_and_who_can_correct_it(page: Page, world: World, enter: Enter) -> None:
    enter(page, world.trainer)
    page.goto(register_of(world.held[0]))

    owner = world.programme.owner_organisation
    expect(page.locator(".notice")).to_have_text(
        f"Protokollen blev låst 14 dage efter mødegangen. {owner} kan rette den."
    )
    expect(page.get_by_role("button", name="Gem protokollen")).to_have_count(0)


def test_the_model_owner_corrects_a_locked_register_with_a_reason(
    page: Page, world: World, watch: Watch, enter: Enter
) -> None:
    day = world.held[0]
    enter(page, world.owner)
    page.goto(register_of(day))
    mark(page, BO, "Fraværende")
    watch.expect(422)
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("Hvorfor rettes protokollen?")
    assert said(day) == {}

    watch.expect()
    page.get_by_label("Hvorfor rettes protokollen?").fill("Underviseren har meldt en fejl")
    save(page)

    expect(page.get_by_role("status")).to_be_visible()
    assert said(day)[BO] == ("absent", None, "")
    assert set(Attendance.objects.values_list("correction", flat=True)) == {"Underviseren har meldt en fejl"}
