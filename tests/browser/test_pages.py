"""Every page on a phone and on a desktop: accessible, no wider than the screen, nothing from another host."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.pages import NO_PAGES, PAGES
from tests.database import BASE_DIR
from tests.matrix import lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page
    from pytest_django.fixtures import SettingsWrapper

    from people.models import User
    from tests.browser.demo import Demo
    from tests.browser.watch import Watch

pytestmark = pytest.mark.browser

WIDTHS = {1280: DESKTOP, 390: PHONE}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
AXE = """() => axe.run(document, {
    runOnly: {type: "tag", values: %s}, rules: {"target-size": {enabled: true}}, resultTypes: ["violations"]
}).then((found) => found.violations)"""
OPEN_FOLDS = "document.querySelectorAll('details:not([data-drawer])').forEach((fold) => { fold.open = true; })"


@cache
def axe_script() -> str:
    """The accessibility checker as it comes from npm."""
    return (BASE_DIR / "node_modules" / "axe-core" / "axe.min.js").read_text()


def overflow(page: Page, width: int) -> list[str]:
    """Return a sentence where the page has to be scrolled sideways."""
    page.set_viewport_size(WIDTHS[width])
    taken = page.evaluate("document.documentElement.scrollWidth")
    return [f"{taken} pixels wide"] if taken > width else []


def violations(page: Page, width: int) -> list[str]:
    """Return what breaks WCAG 2.2 A and AA, each with where."""
    page.set_viewport_size(WIDTHS[width])
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe_script())
    found: list[dict[str, Any]] = page.evaluate(AXE % TAGS)
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]


def frame_faults(page: Page) -> Iterator[str]:
    """Yield what is wrong with the page's frame: its headings, language and title."""
    headings = page.locator("h1").count()
    if headings != 1:
        yield f"{headings} main headings"
    if page.locator("html").get_attribute("lang") not in {"da", "en"}:
        yield "no language"
    if not page.title().partition(" · ")[0].strip():
        yield "no title"


def faults_of(page: Page, status: int, watch: Watch) -> Iterator[str]:
    """Yield what is wrong with the page that is open, at both widths."""
    if watch.status != status:
        yield f"status {watch.status} instead of {status}"
    yield from frame_faults(page)
    page.evaluate(OPEN_FOLDS)
    yield from (f"{width}: {fault}" for width in WIDTHS for fault in overflow(page, width))
    yield from watch.take()
    yield from (f"{width}: {violation}" for width in WIDTHS for violation in violations(page, width))
    # The checker itself sets inline styles, which the page's policy refuses.
    watch.take()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("account", PAGES, ids=lambda account: account or "nobody")
def test_every_page_is_accessible_fits_the_screen_and_asks_no_other_host(
    account: str, demo: Demo, page: Page, watch: Watch, enter: Callable[[Page, User | None], None]
) -> None:
    faults = {}
    for shown in PAGES[account]:
        enter(page, shown.reader(demo, account))
        watch.expect(shown.status)
        page.set_viewport_size(DESKTOP)
        page.goto(shown.url(demo))
        if shown.then:
            shown.then(page, demo)
        if found := list(faults_of(page, shown.status, watch)):
            faults[str(shown)] = found

    assert faults == {}, "\n".join(f"{page}: {fault}" for page, found in faults.items() for fault in found)


@pytest.mark.django_db(transaction=True)
def test_the_page_that_tells_of_a_fault_of_ours_is_one_of_the_pages(
    page: Page, watch: Watch, settings: SettingsWrapper
) -> None:
    settings.ROOT_URLCONF = "tests.browser.faulty_urls"
    watch.expect(500)
    page.goto("/fault/")

    assert page.locator("h1").inner_text() == "Noget gik galt hos os"
    assert list(faults_of(page, 500, watch)) == []


def test_no_page_is_forgotten() -> None:
    walked = {shown.route for pages in PAGES.values() for shown in pages}
    answers = defaultdict(set)
    for line in lines():
        if line.method == "GET":
            answers[line.route] |= set(line.answers.values())
    # What only takes forms answers 405, and the login to who is not logged in.
    asked = {route for route, found in answers.items() if not found <= {"405", "log"}}

    assert asked - walked == NO_PAGES.keys()
