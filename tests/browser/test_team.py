"""A leader's team: who is in it and how they stand, inviting somebody, and nothing of another team."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import expect

from people.models import Invitation
from tests import factories
from tests.browser.world import World

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from people.models import User
    from tests.browser.watch import Watch

    Enter = Callable[[Page, User | None], None]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world() -> World:
    return World()


@pytest.mark.usefixtures("eager_tasks", "links_lead_here")
def test_a_leader_sees_the_team_and_invites_a_member(page: Page, world: World, enter: Enter) -> None:
    factories.participant(world.team, name="Camilla Nørgård")
    enter(page, world.leader())

    page.goto("/")
    page.get_by_role("link", name="Helsingør", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Helsingør")
    row = page.get_by_role("row").filter(has_text="Camilla Nørgård")
    expect(row).to_contain_text("Ikke inviteret")
    row.get_by_role("button", name="Inviter Camilla Nørgård").click()

    expect(page.get_by_role("status")).to_have_text("Camilla Nørgård er inviteret, og mailen er på vej.")
    expect(row).to_contain_text("Inviteret")
    (letter,) = mail.outbox
    assert letter.to == [Invitation.objects.get().user.email]
    assert "Vagn Vestergaard har inviteret dig." in letter.body


def test_another_team_is_a_page_that_is_not_here(page: Page, world: World, watch: Watch, enter: Enter) -> None:
    beside = factories.team(world.cohort, municipalities=["Hjørring"])
    stranger = factories.participant(beside, name="Søren Nørgård")
    enter(page, world.leader())
    watch.expect(404)

    for url in (
        reverse("courses:team", args=[beside.pk]),
        reverse("courses:participant", args=[stranger.pk]),
    ):
        page.goto(url)
        expect(page.get_by_role("heading", level=1)).to_have_text("Siden er her ikke")
        expect(page.locator("body")).not_to_contain_text("Søren")
        expect(page.locator("body")).not_to_contain_text("Hjørring")

    page.goto("/participants/")
    expect(page.locator("main")).to_contain_text("Vagn Vestergaard")
    expect(page.locator("main")).not_to_contain_text("Søren")
