"""Deletes data sheets and cases whose time is over by the team's data agreement, and keeps how many there were."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from implementation.models import DataAgreement, DataSheet, Purged
from implementation.sheets.choices import FollowUpKind, OccupationChange, PurgedKind, UseChange
from supervision.models import Case

if TYPE_CHECKING:
    from datetime import date

    from courses.models import Cohort, Team
    from people.models import User


class Outcome(NamedTuple):
    """What deleted rows are counted by."""

    what: PurgedKind
    programme_year: int
    use: str = ""
    occupation: str = ""


@dataclass
class Expired:
    """A team's rows whose time is over, and how many there are of each outcome."""

    team: Team
    rows: list[DataSheet | Case] = field(default_factory=list)
    counts: Counter[Outcome] = field(default_factory=Counter)

    def add(self, row: DataSheet | Case, outcome: Outcome) -> None:
        """Count one more."""
        self.rows.append(row)
        self.counts[outcome] += 1


def expired(on: date) -> list[Expired]:
    """Return what is over on the date, for each team that has some; teams without an agreement have none."""
    agreements = DataAgreement.objects.select_related("team__cohort").order_by("team__cohort__code", "team__name", "pk")
    found = [_expired_of(agreement, on) for agreement in agreements]
    return [one for one in found if one.rows]


@transaction.atomic
def purge(*, on: date, by: User | None) -> list[Expired]:
    """Delete what is over on the date and return it as it was; ``by`` is who ran the command, if they said so."""
    found = expired(on)
    for one in found:
        for row in one.rows:
            row.delete()
        for outcome, how_many in one.counts.items():
            Purged.objects.create(team=one.team, **outcome._asdict(), how_many=how_many, on=on, by=by)
    return found


def _expired_of(agreement: DataAgreement, on: date) -> Expired:
    found = Expired(agreement.team)
    cohort = agreement.team.cohort
    closed = DataSheet.objects.filter(team=agreement.team_id, closed_on__isnull=False).prefetch_related("follow_ups")
    for sheet in closed:
        if sheet.closed_on and agreement.deletes_on(sheet.closed_on) <= on:
            found.add(sheet, _outcome_of(sheet, _year(cohort, sheet.closed_on)))
    for case in Case.objects.filter(session__team=agreement.team_id).select_related("session"):
        ended_on = timezone.localdate(case.session.ends_at)
        if agreement.deletes_on(ended_on) <= on:
            found.add(case, Outcome(PurgedKind.CASE, _year(cohort, ended_on)))
    return found


def _outcome_of(sheet: DataSheet, year: int) -> Outcome:
    unknown: dict[str, Any] = {"use": UseChange.UNKNOWN, "occupation": OccupationChange.UNKNOWN}
    for row in sheet.follow_ups.all():
        if row.kind == FollowUpKind.CLOSURE:
            unknown = {"use": row.use, "occupation": row.occupation}
    return Outcome(PurgedKind(sheet.kind), year, **unknown)


def _year(cohort: Cohort, day: date) -> int:
    """Return the programme year of the date: 1 is the first, 0 or less lies before the start."""
    return cohort.month_at(day) // 12 + 1
