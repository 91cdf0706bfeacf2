"""The demo's activity reports: most in time and accepted, one late, one missing, one reopened, one being written."""

from __future__ import annotations

import random
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from courses.enums import TeamRole
from courses.models import Participant
from implementation.actions.reports import accept_report, reopen_report, save_report, submit_report
from implementation.months import month_of, months_between, next_month

if TYPE_CHECKING:
    from datetime import date

    from courses.models import Cohort, Team
    from people.models import User

HOME, LATE, MISSING, REOPENED = "Helsingør", "Lolland", "Tønder", "Hjørring"
QUESTION = "Er konsulentopgaverne på ungdomsskolen talt med?"


def fill_reports(cohort: Cohort, accounts: dict[str, User], *, at: datetime) -> None:
    """Let every team report its months until the last one, as its habits are."""
    this_month = month_of(timezone.localtime(at).date())
    months = list(months_between(cohort.start_date, min(this_month, month_of(cohort.end_date))))
    for team in cohort.teams.order_by("name"):
        _report(team, months, accounts)


def _report(team: Team, months: list[date], accounts: dict[str, User]) -> None:
    chance = random.Random(f"reports of {team.name}")  # noqa: S311 - demo data, no secret
    leader = _first(team, TeamRole.LEADER)
    owner = accounts["modelejer"]
    for number, month in enumerate(months):
        is_last = number == len(months) - 1
        if is_last and team.name == HOME:
            figures = _figures(chance, number) | {"parent_courses": None}
            save_report(team=team, month=month, figures=figures, by=_first(team, TeamRole.STAFF), at=_moment(month, 1))
        elif not (team.name == MISSING and number >= len(months) - 2):
            days = 17 if team.name == LATE and number % 4 == 2 else 5
            _hand_in(team, month, _figures(chance, number), leader, days=days)
            if not is_last:
                accept_report(team=team, month=month, by=owner, at=_moment(month, 20))
    if team.name == REOPENED and len(months) > 1:
        reopen_report(team=team, month=months[-2], reason=QUESTION, by=owner, at=_moment(months[-2], 25))


def _hand_in(team: Team, month: date, figures: dict[str, int | None], by: User, *, days: int) -> None:
    submit_report(team=team, month=month, figures=figures, by=by, at=_moment(month, days))


def _figures(chance: random.Random, number: int) -> dict[str, int | None]:
    """Return a month's figures: a team begins with the counselling, groups and tasks come later."""
    new_persons = chance.randint(3, 8)
    return {
        "contacts": new_persons + chance.randint(4, 15),
        "new_persons": new_persons,
        "enrolled": chance.randint(0, 3) if number > 2 else 0,
        "consultant_tasks": chance.randint(1, 5) if number > 4 else 0,
        "parent_courses": 1 if number in {8, 13} else 0,
    }


def _first(team: Team, role: TeamRole) -> User:
    rows = Participant.objects.live().filter(team=team, team_role=role).select_related("user").order_by("pk")
    return rows[0].user


def _moment(month: date, day: int) -> datetime:
    """Return the morning of so many days into the following month."""
    return timezone.make_aware(datetime.combine(next_month(month) + timedelta(days=day - 1), time(9)))
