"""Who the tests of people are logged in as."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import factories

if TYPE_CHECKING:
    from django.test import Client

    from people.models import User


@pytest.fixture
def administrator(client: Client) -> User:
    """An administrator, logged in at the client."""
    person = factories.administrator(name="Anne Ærø")
    client.force_login(person)
    return person
