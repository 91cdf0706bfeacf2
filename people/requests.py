"""The type of a request behind the login, for annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from people.models import User


class PersonRequest(HttpRequest):
    """A request whose person the login middleware has made sure of."""

    user: User
