"""From the link in the invitation's mail to one's own course."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from playwright.sync_api import expect

from courses.enums import AttendanceStatus
from people.actions.invitations import invite
from tests import factories
from tests.browser.world import PASSWORD, World

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from people.models import User
    from tests.browser.watch import Watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LINK = re.compile(r"http://\S+/invitation/\S+")


@pytest.fixture
def invited(eager_tasks: None, links_lead_here: None) -> User:
    """Somebody who missed one of five days held, and is invited by mail."""
    world = World()
    participant = factories.participant(world.team, name="Camilla Nørgård")
    for day in world.held[:4]:
        factories.attendance(participant, day)
    factories.attendance(participant, world.held[4], status=AttendanceStatus.ABSENT)
    invite(user=participant.user, occasion="Nordmodellen, hold H2026", by=world.owner)
    return participant.user


def test_the_link_in_the_mail_leads_to_a_password_and_to_the_own_course(page: Page, invited: User) -> None:
    (letter,) = mail.outbox
    link = LINK.search(letter.body)

    page.goto(link[0])
    expect(page.get_by_role("heading", level=1)).to_have_text("Velkommen, Camilla")
    _accept(page)

    _see_own_course(page)
    _log_out(page)
    page.get_by_label("E-mail").fill(invited.email)
    page.get_by_label("Adgangskode", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log ind", exact=True).click()
    _see_own_course(page)


def test_the_link_opens_the_door_once(page: Page, watch: Watch, invited: User) -> None:
    link = LINK.search(mail.outbox[0].body)
    page.goto(link[0])
    _accept(page)
    _log_out(page)

    watch.expect(410)
    page.goto(link[0])

    expect(page.get_by_role("heading", level=1)).to_have_text("Invitationen er allerede brugt")
    expect(page.locator("main form")).to_have_count(0)


def _accept(page: Page) -> None:
    page.get_by_label("Adgangskode", exact=True).fill(PASSWORD)
    page.get_by_label("Adgangskoden én gang til").fill(PASSWORD)
    page.get_by_role("button", name="Sig ja, og log ind").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mit forløb")


def _see_own_course(page: Page) -> None:
    """My course shows the staircase, the three figures with what they are of, and the sentence."""
    expect(page).to_have_url(re.compile("/my-course/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Mit forløb")
    expect(page.locator("svg.staircase.wide")).to_be_visible()
    expect(page.locator("svg.staircase.compact")).to_be_hidden()
    figures = page.locator(".panel .figures > div")
    expect(figures).to_have_text(["af det afholdte 80,0 %", "af hele forløbet 40,0 %", "stadig muligt 90,0 %"])
    expect(page.get_by_text("Du må højst gå glip af 1 uddannelsesdag mere.")).to_be_visible()


def _log_out(page: Page) -> None:
    page.locator(".person summary").click()
    page.get_by_role("button", name="Log ud").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Log ind")
