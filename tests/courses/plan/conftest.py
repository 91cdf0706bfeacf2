from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _in_english(english: None) -> None:
    """The sentences are asserted as they stand in the code."""
