"""How often one address may ask for a public page; the rates stand in ``settings.ACCOUNT_RATE_LIMITS``."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from allauth.core.ratelimit import consume_or_429

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    View = Callable[..., HttpResponse]


def rate_limited(action: str, *, of_person: str = "") -> Callable[[View], View]:
    """Answer 429 when the action's rate is used up; reading counts as much as sending.

    ``of_person`` is the action whose rate counts for each person beside it, once they are logged in: a whole room may
    stand behind one address.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            counted = [action, of_person] if of_person and request.user.is_authenticated else [action]
            answers = (consume_or_429(request, action=one, limit_get=True) for one in counted)
            too_many: HttpResponse | None = next(filter(None, answers), None)
            return too_many or view(request, *args, **kwargs)

        return limited

    return decorate
