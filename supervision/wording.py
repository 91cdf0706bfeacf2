"""How the parts of a record are called and said, the same on the page and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from people.wording import minutes
from supervision.enums import FormSubject

if TYPE_CHECKING:
    from datetime import datetime

    from supervision.models import Action
    from supervision.presence import Presence
    from supervision.reading import Reading, ReadTheme

Pair = tuple[str, str]


def record_title(subject: FormSubject | None) -> str:
    """Return what a record of the subject is called."""
    supervision = subject == FormSubject.SUPERVISION
    return _("Supervision record") if supervision else _("Record of the leadership consultation")


def facts(reading: Reading) -> list[Pair]:
    """Return what stands at the record's head: where, for how long, led by whom, signed when, by which form."""
    record, session = reading.record, reading.record.session
    return [
        (_("Held"), " · ".join(filter(None, (record.get_held_at_display(), session.place)))),
        (_("Duration"), minutes(session.minutes)),
        (_("Team"), str(session.team)),
        (_("Led by"), ", ".join(reading.led_by)),
        (_("For the model owner"), ", ".join(person.name for person in reading.owner_people)),
        (_("Signed"), named_and_dated(record.signed_by.name, record.signed_at)),
        (_("Follow-up form"), _("version %(number)s") % {"number": record.form.version} if record.form else ""),
    ]


def chapters(reading: Reading) -> list[Pair]:
    """Return the record's longer texts with their headings, in order; only those in which something is written."""
    record = reading.record
    named = [
        (_("Challenges with the implementation"), record.challenges),
        (_("Themes drawn up for the leaders"), record.leader_themes),
        (_("Data sheets"), record.data_sheets),
        (_("Managerial questions"), record.management),
        (_("Organisational questions"), record.organisation),
    ]
    return [(title, text) for title, text in named if text]


def principles(reading: Reading) -> list[tuple[str, list[ReadTheme]]]:
    """Return the groups of principles with those of which something is noted."""
    named = [(_("Strategic principles"), reading.strategic), (_("Bearing principles"), reading.bearing)]
    return [(title, rows) for title, rows in named if rows]


def attendance_of(one: Presence) -> str:
    """Return whether somebody was there, in words, and for how long where it was in part; reasons are not told."""
    if one.line is None or one.status is None:
        return _("No entry")
    said = str(one.status.label)
    return f"{said}, {minutes(one.line.partial_minutes)}" if one.line.partial_minutes else said


def outcome(action: Action) -> str:
    """Return what became of the action, with the reason where it was dropped."""
    return ": ".join(filter(None, (str(action.status.label), action.reason)))


def named_and_dated(name: str, moment: datetime) -> str:
    """Return who did something on which day."""
    on = date_format(timezone.localtime(moment), "DATE_FORMAT")
    return _("%(name)s, %(date)s") % {"name": name, "date": on}
