"""Makes, renews and stops the secret address at which a person's calendar program fetches their sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from courses.models import CalendarFeed

if TYPE_CHECKING:
    from people.models import User


def start_feed(*, by: User) -> CalendarFeed:
    """Return the person's feed, made if there is none."""
    feed, _created = CalendarFeed.objects.get_or_create(user=by, revoked_at=None)
    return feed


@transaction.atomic
def renew_feed(*, by: User) -> CalendarFeed:
    """Return a feed with a new address; the old address is closed from now on."""
    before = CalendarFeed.objects.live().select_for_update().filter(user=by).first()
    stop_feed(by=by)
    return CalendarFeed.objects.create(user=by, with_preparation=bool(before and before.with_preparation))


def stop_feed(*, by: User) -> None:
    """Close the person's address, if there is one."""
    CalendarFeed.objects.live().filter(user=by).update(revoked_at=timezone.now())


def choose_preparation(*, with_preparation: bool, by: User) -> None:
    """Put the deadlines of the preparation into the person's feed, or leave them out."""
    CalendarFeed.objects.live().filter(user=by).update(with_preparation=with_preparation)
