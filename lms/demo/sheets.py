"""The demo's data sheets: agreements, and made-up young people of whom nobody could tell who they are."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from courses.enums import TeamRole
from courses.models import Participant
from implementation.actions.sheets import (
    close_sheet,
    count_activity,
    follow_up,
    open_sheet,
    set_agreement,
    tick_reported,
)
from implementation.sheets.choices import (
    ActivityKind,
    AgeBand,
    FollowUpKind,
    Frequency,
    Gender,
    Housing,
    Occupation,
    OccupationChange,
    Score,
    SheetKind,
    Source,
    Substance,
    UseChange,
)
from implementation.sheets.rules import reports_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from courses.models import Cohort, Team
    from implementation.models import DataSheet
    from people.models import User

WITH_SHEETS = ("Helsingør", "Tønder")
SHEETS = 14
RETENTION_MONTHS = 12


def fill_sheets(cohort: Cohort, *, by: User, at: datetime) -> None:
    """Give two teams an agreement and sheets: open, closed, followed up, and some that wait for it."""
    today = timezone.localtime(at).date()
    for team in cohort.teams.filter(name__in=WITH_SHEETS).order_by("name"):
        set_agreement(
            team=team,
            by=by,
            since=cohort.start_date,
            retention_months=RETENTION_MONTHS,
            owner_may_read=team.name == WITH_SHEETS[1],
        )
        _fill(team, today)


def _fill(team: Team, today: date) -> None:
    chance = random.Random(f"sheets of {team.name}")  # noqa: S311 - demo data, no secret
    staff = Participant.objects.live(today).filter(team=team, team_role=TeamRole.STAFF).select_related("user")
    writers = [participant.user for participant in staff.order_by("pk")]
    for number in range(SHEETS):
        opened = today - timedelta(days=15 + 24 * number)
        if opened >= team.cohort.start_date:
            _sheet(team, opened, number, writers[number % len(writers)], chance, today)


def _sheet(team: Team, opened: date, number: int, by: User, chance: random.Random, today: date) -> None:
    kind = SheetKind.ANONYMOUS if number % 3 == 0 else SheetKind.ENROLLED
    sheet = open_sheet(team=team, kind=kind, opened_on=opened, by=by, **_background(chance))
    for activity in chance.sample(list(ActivityKind), 3):
        count_activity(sheet=sheet, kind=activity, more=chance.randint(1, 9), by=by)
    for report in reports_of(sheet.course)[:1]:
        tick_reported(sheet=sheet, what=report.what, by=by)
    if number % 4 == 1 and today - opened > timedelta(days=30):
        follow_up(
            sheet=sheet, kind=FollowUpKind.FOLLOW_UP, done_on=opened + timedelta(days=30), by=by, **_change(chance)
        )
    if number > SHEETS // 2:
        _close(sheet, min(opened + timedelta(days=190), today), by, chance)


def _close(sheet: DataSheet, on: date, by: User, chance: random.Random) -> None:
    close_sheet(sheet=sheet, closed_on=on, by=by, **_change(chance))


def _background(chance: random.Random) -> dict[str, str]:
    return {
        "age_band": chance.choice(
            [AgeBand.FROM_13, AgeBand.FROM_16, AgeBand.FROM_16, AgeBand.FROM_18, AgeBand.FROM_22]
        ),
        "gender": chance.choice([Gender.FEMALE, Gender.MALE, Gender.MALE]),
        "housing": chance.choice(list(Housing)),
        "occupation": chance.choice(list(Occupation)),
        "substance": chance.choice([Substance.CANNABIS, Substance.CANNABIS, Substance.ALCOHOL, Substance.COCAINE]),
        "frequency": chance.choice(list(Frequency)),
        "source": chance.choice(list(Source)),
    }


def _change(chance: random.Random) -> dict[str, object]:
    return {
        "use": chance.choice([UseChange.STOPPED, UseChange.REDUCED, UseChange.REDUCED, UseChange.UNCHANGED]),
        "occupation": chance.choice([OccupationChange.KEPT, OccupationChange.GAINED, OccupationChange.UNCHANGED]),
        **{name: chance.choice(list(Score)[1:]) for name in ("well_being", "relations", "leisure")},
    }
