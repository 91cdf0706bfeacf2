"""What browsers are called."""

from __future__ import annotations

import pytest

from people.browsers import browser_name


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0 Safari/537.36 Edg/142.0",
            "Edge på Windows",
        ),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox på Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604.1",
            "Safari på iPhone",
        ),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36", "Chrome på Android"),
        ("curl/8.9", "Ukendt browser"),
        ("", "Ukendt browser"),
    ],
)
def test_a_browser_is_named_as_its_owner_knows_it(user_agent: str, name: str) -> None:
    assert browser_name(user_agent) == name
