"""An editor builds a programme in Wagtail's admin, is told in Danish what is missing, and publishes it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from courses.models import ModulePage, ProgrammePage, StepPage
from people.roles import Role
from tests import factories
from tests.browser.steps import log_in
from tests.browser.world import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from wagtail.models import Page as WagtailPage

    from people.models import User
    from tests.browser.watch import Watch

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def editor() -> User:
    """An editor of a model owner's content."""
    person = factories.user(name="Niels Overgaard", password=PASSWORD)
    owner = factories.organisation(name="Nordkommunerne")
    factories.membership(user=person, organisation=owner, role=Role.EDITOR)
    return person


def test_an_editor_builds_and_publishes_a_small_programme(page: Page, editor: User, watch: Watch) -> None:
    # Wagtail saves drafts by itself, and is refused what is not complete yet.
    watch.expect(400)
    index = factories.programme_index()
    page.goto(reverse("wagtailadmin_home"))
    log_in(page, editor.email, PASSWORD)
    expect(page).to_have_url(re.compile("/cms/$"))

    add(page, index, "programmepage", title="Nordmodellen", duration_months="12", threshold="80")
    page.locator("[name=owner_organisation]").select_option(label="Nordkommunerne")
    page.get_by_role("button", name="Gem skitse").click()
    programme = saved(page, ProgrammePage)
    add(page, programme, "steppage", title="Opstart", month_from="0", month_to="6")
    publish(page)
    step = saved(page, StepPage)

    add(page, step, "modulepage", title="Uddannelsesdag 1", code="UDD1", month_offset="1")
    publish(page)
    expect(page.get_by_text("Et modul skal have et antal minutter: Hvor længe varer det?")).to_be_visible()
    assert not ModulePage.objects.live().exists()
    # Wagtail keeps what was typed as a draft by itself.
    expect(page).to_have_url(re.compile("/edit/$"))
    page.locator("[name=minutes]").fill("420")
    publish(page)
    assert saved(page, ModulePage).minutes == 420

    page.goto(reverse("wagtailadmin_pages:edit", args=[programme.pk]))
    publish(page)
    saved(page, ProgrammePage)
    assert (ProgrammePage.objects.count(), StepPage.objects.count(), ModulePage.objects.count()) == (1, 1, 1)
    page.goto(f"/programmes/{programme.slug}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nordmodellen")
    expect(page.locator("main")).to_contain_text("Uddannelsesdag 1")


def add(page: Page, parent: WagtailPage, kind: str, **values: str) -> None:
    """Open the form for a new page below the parent and fill it in."""
    page.goto(reverse("wagtailadmin_pages:add", args=["courses", kind, parent.pk]))
    for name, value in values.items():
        page.locator(f"[name={name}]").fill(value)
    # The script that makes the slug from the title may come after the title.
    page.locator("[name=title]").press("Tab")
    expect(page.locator("[name=slug]")).not_to_have_value("")


def publish(page: Page) -> None:
    """Choose publishing among the actions at the page's foot."""
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.get_by_role("button", name="Udgiv").click()


def saved(page: Page, kind: type[WagtailPage]) -> WagtailPage:
    """Return the page that was just saved."""
    expect(page.locator(".messages .success")).to_be_visible()
    return kind.objects.latest("latest_revision_created_at")
