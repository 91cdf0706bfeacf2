"""The sentences that say why a session found no date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from courses.plan.calendar import Closure, days_between
from courses.plan.diary import BUSY, Diary, Group
from courses.plan.window import LONGEST_DELAY, Limit, LimitKind, Slot, Window

if TYPE_CHECKING:
    from datetime import date

# In the order they are named; weekends only when there is nothing else to name.
CAUSES = {
    Closure.JULY: _("July is closed"),
    Closure.CHRISTMAS: _("20 December–2 January is closed"),
    Closure.PUBLIC_HOLIDAY: _("there are public holidays"),
    Closure.SCHOOL_HOLIDAY: _("there are school holidays"),
    BUSY: _("the people have other sessions"),
}


def why_no_module_day(code: str, window: Window, *, dates: int, group: Group, local: bool, diary: Diary) -> str:
    """Return why no date of the window would do for a module of so many dates in a row."""
    limit = window.limit
    if window.first > window.last:
        return _why_empty(code, limit, window.after)
    reason = why_no_day(window.first, limit.last, dates=dates, group=group, local=local, diary=diary)
    if limit.kind == LimitKind.PINNED:
        before = _("%(code)s must end before %(other)s, which is fixed on %(day)s.")
        reason = f"{reason} {before % _names(code, limit)}"
    return reason


def _why_empty(code: str, limit: Limit, after: Slot | None) -> str:
    if limit.kind == LimitKind.PINNED:
        return would_come_after(code, limit.code, limit.day)
    if limit.kind == LimitKind.START:
        sentence = _("%(code)s would end after the programme's start on %(day)s.")
    elif limit.kind == LimitKind.END:
        sentence = _("%(code)s would come after the programme's end on %(day)s.")
    else:
        sentence = _("%(code)s would come more than %(days)d days after %(day)s, the date that the programme asks for.")
    reason = sentence % _names(code, limit)
    return f"{reason} {_must_follow(code, after)}" if after else reason


def _must_follow(code: str, after: Slot) -> str:
    sentence = _("%(code)s has to follow %(other)s on %(day)s.")
    return sentence % {"code": code, "other": after.code, "day": date_format(after.last)}


def _names(code: str, limit: Limit) -> dict[str, str | int]:
    return {"code": code, "other": limit.code, "day": date_format(limit.day), "days": LONGEST_DELAY.days}


def would_come_after(code: str, other: str, day: date) -> str:
    """Return the sentence for a session that has no room before a later one which is fixed."""
    sentence = _("%(code)s would come after %(other)s, which is fixed on %(day)s.")
    return sentence % {"code": code, "other": other, "day": date_format(day)}


def why_no_day(first: date, last: date, *, dates: int = 1, group: Group, local: bool, diary: Diary) -> str:
    """Return why the group has no free day, or no run of `dates` free days, from first to last."""
    obstacles = {diary.obstacle(day, group, local=local) for day in days_between(first, last)}
    causes = [str(sentence) for obstacle, sentence in CAUSES.items() if obstacle in obstacles]
    if dates > 1:
        causes.append(_("it takes %(dates)d days in a row") % {"dates": dates})
    sentence = _("No free working day between %(first)s and %(last)s: %(causes)s.")
    joined = ", ".join(causes) or _("there are only weekends")
    return sentence % {"first": date_format(first), "last": date_format(last), "causes": joined}


def should_be_held_by(code: str, last: date, previous: str, day: date) -> str:
    """Return the sentence for a session that has no room after the one before it."""
    sentence = _("%(code)s should be held by %(last)s, but %(previous)s is on %(day)s.")
    return sentence % {"code": code, "last": date_format(last), "previous": previous, "day": date_format(day)}
