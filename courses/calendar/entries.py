"""A person's sessions and the deadlines of their preparation as calendar entries, in the language that is active."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from courses.calendar.ical import Entry, calendar_text
from courses.enums import SessionState
from courses.own_sessions import sessions_of
from courses.policies.sessions import first_date
from people.wording import hours_minutes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from courses.models import CalendarFeed, ModulePage, Session


def feed_text(feed: CalendarFeed) -> bytes:
    """Return the feed of the person as iCalendar, the same bytes as long as nothing has changed."""
    return calendar_text(_feed_entries(feed), name=_("Trappen: my course"))


def session_text(session: Session, *, at: datetime) -> bytes:
    """Return one session as iCalendar, written at the moment; it comes with its cohort's programme."""
    return calendar_text([session_entry(session, written=at)], name=_title(session))


def _feed_entries(feed: CalendarFeed) -> Iterator[Entry]:
    for own in sessions_of(feed.user):
        yield session_entry(own.session, written=feed.created_at)
        if feed.with_preparation and own.takes_part and own.session.module:
            yield from preparation_entries(own.session, own.session.module, written=feed.created_at)


def session_entry(session: Session, *, written: datetime) -> Entry:
    """Return the session as an entry."""
    cancelled = session.state == SessionState.CANCELLED
    url = _address(reverse("courses:session", args=[session.pk]))
    return Entry(
        uid=f"session-{session.pk}@{_host()}",
        sequence=session.sequence,
        stamp=_stamp(written, session.sequence),
        summary=_marked(_title(session), cancelled=cancelled),
        starts=session.starts_at,
        ends=session.ends_at,
        description=f"{session.code} · {session.get_kind_display()}\n{url}",
        place=session.place,
        url=url,
        cancelled=cancelled,
    )


def preparation_entries(session: Session, module: ModulePage, *, written: datetime) -> Iterator[Entry]:
    """Yield each deadline of the module's preparation as a whole day, counted back from the session's first date."""
    if not module.live:
        return
    # What is published later has a greater key, so a changed deadline replaces the one before it.
    sequence = session.sequence + (module.live_revision_id or 0)
    # The raw data: a document that an item names is not wanted here, and would be fetched.
    for raw in module.preparation.raw_data:
        yield _deadline(session, raw, sequence, written)


def _deadline(session: Session, raw: Any, sequence: int, written: datetime) -> Entry:
    item, cancelled = raw["value"], session.state == SessionState.CANCELLED
    what = {"item": item["title"], "session": session.title}
    url = _address(reverse("courses:session", args=[session.pk]))
    facts = (item.get("instructions"), hours_minutes(item["minutes"]), url)
    return Entry(
        uid=f"preparation-{session.pk}-{raw['id']}@{_host()}",
        sequence=sequence,
        stamp=_stamp(written, sequence),
        summary=_marked(_("Prepare: %(item)s (%(session)s)") % what, cancelled=cancelled),
        starts=first_date(session) - timedelta(days=item["days_before"]),
        description="\n".join(filter(None, facts)),
        url=url,
        cancelled=cancelled,
    )


def _title(session: Session) -> str:
    return f"{session.title} · {session.cohort.programme.title}"


def _marked(summary: str, *, cancelled: bool) -> str:
    # Not every program shows the status.
    return _("Cancelled: %(what)s") % {"what": summary} if cancelled else summary


def _stamp(written: datetime, sequence: int) -> datetime:
    """Return a moment that is the same each time, and later for a higher sequence: some programs compare it alone."""
    return written.replace(microsecond=0) + timedelta(seconds=sequence)


def _host() -> str:
    return urlsplit(settings.BASE_URL).hostname or ""


def _address(path: str) -> str:
    return f"{settings.BASE_URL}{path}"
