"""The browser finds what looks like a CPR number where the server finds it, so that it keeps none of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from people.personal_data import BROWSER_PATTERN, has_personal_number
from tests.people import cpr
from tests.people.danish_figures import SENTENCES

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
FIND = "([pattern, texts]) => { const found = new RegExp(pattern, 'u'); return texts.map((text) => found.test(text)); }"


def test_the_browser_and_the_server_find_the_same(page: Page) -> None:
    numbers = cpr.ten_thousand()[:400]
    # Numbers that are cut or too long are none, wherever they are cut.
    cut = [number[place:] for place in range(1, 4) for number in numbers[:50]]
    too_long = [f"{number}{place}" for place, number in enumerate(numbers[:50])]
    texts = [*numbers, *SENTENCES, *cut, *too_long]
    assert page.evaluate(FIND, [BROWSER_PATTERN, texts]) == [has_personal_number(text) for text in texts]
