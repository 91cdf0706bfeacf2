"""A standing said in one sentence, to the participant or about them; the figures come from courses/standing.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.enums import ActivityKind, StandingKey
from courses.standing import allowance
from people.wording import minutes as minutes_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from courses.standing import Allowance, Obligation, Standing


def standing_sentence(
    standing: Standing, obligations: Iterable[Obligation], *, at: datetime, own: bool = False, earns: bool = True
) -> str:
    """Return what the standing means; ``own`` speaks to the participant, otherwise about them.

    ``earns`` is False for those whom no standing leads to the certificate: leaders and associates.
    """
    if standing.key in {StandingKey.AT_RISK, StandingKey.ON_TRACK}:
        return _may_miss(standing, obligations, at, own=own)
    if standing.key == StandingKey.OUT_OF_REACH:
        return _needs(-standing.slack, standing.threshold, own=own, earns=earns)
    if standing.key in {StandingKey.EARNED, StandingKey.SECURED} and not earns:
        values = {"threshold": standing.threshold}
        text = _("Meets the requirement of %(threshold)s%% attendance.") % values
        return _("You meet the requirement of %(threshold)s%% attendance.") % values if own else text
    return (_OWN_SENTENCES if own else _SENTENCES)[standing.key]()


_OWN_SENTENCES = {
    StandingKey.LEFT: lambda: _("You have left the team. What you attended stays on record."),
    StandingKey.NO_PLAN: lambda: _("No published session counts for you yet."),
    StandingKey.EARNED: lambda: _("You have earned the certificate."),
    StandingKey.SECURED: lambda: _("Your certificate is secured, whatever you miss from now on."),
}
_SENTENCES = {
    StandingKey.LEFT: lambda: _("Has left the team."),
    StandingKey.NO_PLAN: lambda: _("No published session counts for them yet."),
    StandingKey.EARNED: lambda: _("Has earned the certificate."),
    StandingKey.SECURED: lambda: _("The certificate is secured."),
}


def _needs(minutes: int, threshold: int, *, own: bool, earns: bool) -> str:
    values = {"minutes": number_format(minutes, force_grouping=True), "threshold": threshold}
    return _NEEDS[own, earns](minutes) % values


_NEEDS = {
    (True, True): lambda n: ngettext(
        "You need a make-up of %(minutes)s minute to earn the certificate.",
        "You need a make-up of %(minutes)s minutes to earn the certificate.",
        n,
    ),
    (False, True): lambda n: ngettext(
        "Needs a make-up of %(minutes)s minute to earn the certificate.",
        "Needs a make-up of %(minutes)s minutes to earn the certificate.",
        n,
    ),
    (True, False): lambda n: ngettext(
        "You need a make-up of %(minutes)s minute to reach %(threshold)s%% attendance.",
        "You need a make-up of %(minutes)s minutes to reach %(threshold)s%% attendance.",
        n,
    ),
    (False, False): lambda n: ngettext(
        "Needs a make-up of %(minutes)s minute to reach %(threshold)s%% attendance.",
        "Needs a make-up of %(minutes)s minutes to reach %(threshold)s%% attendance.",
        n,
    ),
}


def _may_miss(standing: Standing, obligations: Iterable[Obligation], at: datetime, *, own: bool) -> str:
    if not standing.remaining:
        text = _("Waits for the register of what has been held.")
        return _("Your standing waits for the register of what has been held.") if own else text
    may_miss = allowance(obligations, standing, at=at)
    if may_miss.sessions:
        what = {"what": counted(may_miss.kind, may_miss.sessions)}
        return _("You may miss %(what)s more at most.") % what if own else _("May miss %(what)s more at most.") % what
    if not may_miss.minutes:
        return _("You cannot miss any more.") if own else _("Cannot miss any more.")
    return _may_miss_minutes(may_miss, own=own)


def _may_miss_minutes(may_miss: Allowance, *, own: bool) -> str:
    what = {"time": minutes_in_words(may_miss.minutes)}
    if not may_miss.kind:
        return _("You may miss %(time)s more at most.") % what if own else _("May miss %(time)s more at most.") % what
    what["what"] = counted(may_miss.kind, 1)
    text = _("May miss %(time)s more at most, which is less than %(what)s.") % what
    return _("You may miss %(time)s more at most, which is less than %(what)s.") % what if own else text


def counted(kind: str, count: int) -> str:
    """Return the number with the kind's name in words: "2 training days"."""
    return _COUNTED[ActivityKind(kind)](count) % {"count": count}


_COUNTED = {
    ActivityKind.INTERNAT: lambda n: ngettext("%(count)s internat", "%(count)s internats", n),
    ActivityKind.BASIC_COURSE: lambda n: ngettext("%(count)s basic course day", "%(count)s basic course days", n),
    ActivityKind.TRAINING_DAY: lambda n: ngettext("%(count)s training day", "%(count)s training days", n),
    ActivityKind.PRACTICE_DAY: lambda n: ngettext("%(count)s practice day", "%(count)s practice days", n),
    ActivityKind.PARENT_GROUP: lambda n: ngettext(
        "%(count)s parent-group evening", "%(count)s parent-group evenings", n
    ),
    ActivityKind.SUPERVISION: lambda n: ngettext("%(count)s supervision", "%(count)s supervisions", n),
    ActivityKind.EXTENDED_SUPERVISION: lambda n: ngettext(
        "%(count)s extended supervision", "%(count)s extended supervisions", n
    ),
    ActivityKind.STATUS_MEETING: lambda n: ngettext("%(count)s status meeting", "%(count)s status meetings", n),
    ActivityKind.LEADERSHIP_CONSULTATION: lambda n: ngettext(
        "%(count)s leadership consultation", "%(count)s leadership consultations", n
    ),
    ActivityKind.OTHER: lambda n: ngettext("%(count)s other session", "%(count)s other sessions", n),
}
