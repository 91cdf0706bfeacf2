"""The U-turn plan as sessions for tests, and the cohort of five municipalities whose lists lie in tests/data.

Written from the design, section 3, apart from the product's own declaration, so that the two can be compared.
"""

from __future__ import annotations

import csv
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from courses.enums import ActivityKind, Audience, SessionState, TeamRole
from courses.models import Participant, Session, Team
from people.models import User
from tests import factories

if TYPE_CHECKING:
    from collections.abc import Iterator

    from courses.models import Cohort

DATA = Path(__file__).parent / "data"
PARTICIPANTS_CSV = DATA / "deltagere.csv"
ATTENDANCE_CSV = DATA / "fremmoede.csv"
ROLES = {"medarbejder": TeamRole.STAFF, "leder": TeamRole.LEADER, "makker": TeamRole.ASSOCIATE}


class Planned(NamedTuple):
    """One code of the plan: what it is, counts and obliges, and whether each team has its own."""

    code: str
    kind: ActivityKind
    minutes: int
    audience: Audience
    local: bool
    counts: bool


def uturn_plan() -> Iterator[Planned]:
    """Yield every session of the two years in an order that could be held."""
    kind, audience = ActivityKind, Audience
    yield Planned("INT", kind.INTERNAT, 630, audience.STAFF, local=False, counts=True)
    for number in range(1, 4):
        yield Planned(f"BAS{number}", kind.BASIC_COURSE, 420, audience.STAFF, local=False, counts=True)
    for number in range(1, 11):
        yield Planned(f"UDD{number}", kind.TRAINING_DAY, 420, audience.STAFF, local=False, counts=True)
    for number in range(1, 5):
        yield Planned(f"PRA{number}", kind.PRACTICE_DAY, 420, audience.STAFF, local=False, counts=True)
    for number in range(1, 6):
        yield Planned(f"FOR{number}", kind.PARENT_GROUP, 210, audience.FACILITATORS, local=False, counts=True)
    for number in range(1, 17):
        yield _supervision(number)
    for number in range(1, 5):
        yield Planned(f"STA{number}", kind.STATUS_MEETING, 180, audience.STAFF_AND_LEADERS, local=True, counts=False)
    for number in range(1, 5):
        yield Planned(f"LED{number}", kind.LEADERSHIP_CONSULTATION, 120, audience.LEADERS, local=True, counts=False)


def _supervision(number: int) -> Planned:
    if number % 4:
        return Planned(f"SUP{number}", ActivityKind.SUPERVISION, 180, Audience.STAFF, local=True, counts=True)
    extended = ActivityKind.EXTENDED_SUPERVISION
    return Planned(f"SUP{number}", extended, 300, Audience.STAFF_AND_LEADERS, local=True, counts=True)


def uturn_sessions(cohort: Cohort, *, days_between: int = 5, state: SessionState = SessionState.PUBLISHED) -> None:
    """Give the cohort every session of the plan, the teams' own for each team, at a fixed distance from each other.

    The internat lies two weeks before the start, as in the programme.
    """
    teams = list(cohort.teams.all())
    Session.objects.bulk_create(
        _session(cohort, team, planned, days_between * place if place else -14, state)
        for place, planned in enumerate(uturn_plan())
        for team in (teams if planned.local else [None])
    )


def _session(cohort: Cohort, team: Team | None, planned: Planned, days: int, state: SessionState) -> Session:
    begins = factories.moment(cohort.start_date + timedelta(days=days))
    return Session(
        cohort=cohort,
        team=team,
        code=planned.code,
        kind=planned.kind,
        title=f"{planned.kind.label} {planned.code}",
        starts_at=begins,
        ends_at=begins + timedelta(minutes=planned.minutes),
        minutes=planned.minutes,
        audience=planned.audience,
        counts=planned.counts,
        state=state,
    )


def five_municipalities(*, code: str = "H2024", days_between: int = 5) -> Cohort:
    """The cohort of deltagere.csv with its people and the whole plan, over by the spring of 2025; no attendance yet."""
    cohort = factories.cohort(code=code)
    teams = {name: factories.team(cohort, municipalities=[name]) for name in factories.MUNICIPALITIES}
    for row in listed_participants():
        _enrol(row, teams[row["Kommune"].removesuffix(" Kommune")])
    uturn_sessions(cohort, days_between=days_between)
    return cohort


def listed_participants() -> list[dict[str, str]]:
    """The rows of deltagere.csv as they stand there."""
    with PARTICIPANTS_CSV.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def _enrol(row: dict[str, str], team: Team) -> Participant:
    person, _created = User.objects.get_or_create(email=row["E-mail"], defaults={"name": row["Navn"]})
    return factories.participant(
        team, user=person, team_role=ROLES[row["Rolle"]], facilitator=row["Forældregruppe"] == "x"
    )
