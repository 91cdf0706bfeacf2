"""Which Chromium drives the browser tests, and what lets Django work beside it."""

from __future__ import annotations

import os
from typing import Any

import pytest

from tests.chromium import chromium_path

# Playwright keeps an event loop running in the tests' thread, and Django would take their queries for a mistake.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Start Debian's Chromium instead of a downloaded one."""
    return {"executable_path": chromium_path(), "args": ["--no-sandbox"]}


@pytest.fixture(scope="session")
def base_url() -> str:
    """Replace the plugin's fixture of this name, which pytest 9 warns of; addresses come from the live server."""
    return ""
