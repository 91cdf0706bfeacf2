"""Which Chromium drives the browser tests, what lets Django work beside it, and what every one of them watches."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings as product_settings
from django.test import Client
from playwright.sync_api import expect

from tests.browser.demo import Demo
from tests.browser.seeded import Seeded
from tests.browser.watch import Watch
from tests.chromium import chromium_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import BrowserContext, Page
    from pytest_django.fixtures import SettingsWrapper
    from pytest_django.live_server_helper import LiveServer

    from people.models import User

    NewContext = Callable[..., BrowserContext]

# Playwright keeps an event loop running in the tests' thread, and Django would take their queries for a mistake.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

PHONE = {"width": 390, "height": 844}
# Milliseconds for a page on a machine that runs other tests as well.
PATIENCE = 15_000
expect.set_options(timeout=PATIENCE)
DESKTOP = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Start Debian's Chromium instead of a downloaded one."""
    return {"executable_path": chromium_path(), "args": ["--no-sandbox"]}


@pytest.fixture(scope="session")
def base_url() -> str:
    """Replace the plugin's fixture of this name, which pytest 9 warns of; addresses come from the live server."""
    return ""


@pytest.fixture
def watch(live_server: LiveServer) -> Watch:
    """What all browsers of the test complain of, and where their requests go."""
    return Watch(live_server.url.removeprefix("http://"))


@pytest.fixture
def new_context(new_context: NewContext, watch: Watch, live_server: LiveServer) -> Iterator[NewContext]:
    """Open a browser that knows the live server's address; the test fails on what it complains of in the end."""

    def watched(**options: Any) -> BrowserContext:
        context = new_context(base_url=live_server.url, locale="da-DK", **({"viewport": DESKTOP} | options))
        context.set_default_timeout(PATIENCE)
        watch.follow(context)
        return context

    yield watched
    assert watch.take() == []


@pytest.fixture
def phone(new_context: NewContext) -> Page:
    """A page on a phone: 390 pixels wide, touched by a finger."""
    return new_context(viewport=PHONE, is_mobile=True, has_touch=True).new_page()


@pytest.fixture
def enter(live_server: LiveServer) -> Callable[[Page, User | None], None]:
    """Let a person be logged in at a page's browser without the login form; None is nobody."""

    def enter(page: Page, person: User | None) -> None:
        page.context.clear_cookies()
        if person is None:
            return
        client = Client()
        client.force_login(person)
        name = product_settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])

    return enter


@pytest.fixture
def links_lead_here(settings: SettingsWrapper, live_server: LiveServer) -> None:
    """Let the links in mails and documents lead to the live server."""
    settings.BASE_URL = live_server.url


@pytest.fixture(scope="session")
def seeded(django_db_setup: None) -> Iterator[Seeded]:
    """The demo's database, made when the first test asks for it."""
    seeded = Seeded()
    yield seeded
    seeded.drop()


@pytest.fixture
def demo(transactional_db: None, seeded: Seeded) -> Demo:
    """The demo's data, as `make demo` shows them."""
    seeded.lay()
    return Demo()
