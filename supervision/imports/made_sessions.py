"""Makes the sessions of earlier supervisions that no plan has; they count for nothing."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from courses.enums import ActivityKind, Audience, SessionState
from courses.models import Session
from supervision.enums import HeldAt

if TYPE_CHECKING:
    from datetime import date

    from courses.imports.listed import ListedRow
    from courses.models import Cohort, Team

# A plan's titles are content, in the language of the programme.
TITLE = "Tidligere supervision"
CODE = "TSUP"
BEGINS = time(9, 0)
"""No list tells the hour."""


class SessionMaker:
    """Makes the sessions that the plan does not have, published and fixed."""

    def __init__(self, cohort: Cohort) -> None:
        self.cohort = cohort
        self.owner = cohort.programme.owner_organisation.name
        self.activity = cohort.programme.activities.filter(kind=ActivityKind.SUPERVISION).first()
        self.last_numbers = _last_numbers(cohort)

    def session(self, row: ListedRow) -> Session:
        """Return the session that the row tells of, not saved."""
        team, day, minutes = (row.values[key] for key in ("team", "date", "minutes"))
        self.last_numbers[team.pk] += 1
        kind, audience = self._kind(minutes)
        return Session(
            cohort=self.cohort,
            team=team,
            code=f"{CODE}{self.last_numbers[team.pk]}",
            kind=kind,
            title=TITLE,
            starts_at=_begins(day),
            ends_at=ends_on(day, minutes),
            minutes=minutes,
            place=self._place(row.values["place"], team),
            audience=audience,
            counts=False,
            state=SessionState.PUBLISHED,
            fixed=True,
        )

    def _kind(self, minutes: int) -> tuple[str, str]:
        """Return kind and audience of a supervision of so many minutes, by what the programme calls extended."""
        if self.activity is None:
            return ActivityKind.SUPERVISION, Audience.STAFF
        if self.activity.extended_minutes and minutes >= self.activity.extended_minutes:
            return ActivityKind.EXTENDED_SUPERVISION, self.activity.extended_audience or self.activity.audience
        return ActivityKind.SUPERVISION, self.activity.audience

    def _place(self, held_at: str, team: Team) -> str:
        if held_at == HeldAt.ONLINE:
            return str(HeldAt.ONLINE.label)
        return team.name if held_at == HeldAt.LOCAL else self.owner


def ends_on(day: date, minutes: int) -> datetime:
    """Return when a supervision of so many minutes ends that is made for the date."""
    return _begins(day) + timedelta(minutes=minutes)


def _begins(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, BEGINS), timezone.get_default_timezone())


def _last_numbers(cohort: Cohort) -> Counter[int | None]:
    """Return the highest number of a team's earlier supervisions, by team."""
    numbers: Counter[int | None] = Counter()
    for team, code in cohort.sessions.filter(code__startswith=CODE).values_list("team", "code"):
        if found := re.fullmatch(rf"{CODE}(\d+)", code):
            numbers[team] = max(numbers[team], int(found[1]))
    return numbers
