"""The demo's cohorts: teams, participants and supervisors, made through the product's own actions."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from courses.actions.cohorts import create_cohort, edit_team
from courses.actions.participants import add_participant
from courses.actions.supervisors import assign_supervisor
from courses.enums import ActivityKind, TeamRole
from courses.models import Participant
from lms.demo.people import EDUCATIONS, email_of, made_up_names
from people.models import Organisation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from courses.models import Cohort, ProgrammePage, Team
    from people.models import User

TAUGHT = (ActivityKind.INTERNAT, ActivityKind.BASIC_COURSE, ActivityKind.TRAINING_DAY, ActivityKind.PRACTICE_DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What one demo cohort is made of: teams as groups of municipalities, one of which may be the accounts' home."""

    code: str
    start: date
    teams: tuple[tuple[str, ...], ...]
    day_group_for: str = ""
    home: str = ""


def build_cohort(outline: Outline, programme: ProgrammePage, accounts: dict[str, User]) -> Cohort:
    """Return the cohort with its teams, participants and supervisors; its plan is made by the caller."""
    by = accounts["modelejer"]
    groups = [[_municipality(name) for name in team] for team in outline.teams]
    cohort = create_cohort(
        programme=programme, code=outline.code, start_date=outline.start, municipalities=groups, by=by
    )
    chance = random.Random(outline.code)  # noqa: S311 - demo data, no secret
    names = made_up_names(outline.code)
    for team in cohort.teams.order_by("name"):
        at_home = team.name == outline.home
        if at_home:
            _join(team, accounts["medarbejder"], TeamRole.STAFF, by)
            _join(team, accounts["leder"], TeamRole.LEADER, by)
        _fill(team, names, chance, by, at_home=at_home)
        if team.name == outline.day_group_for:
            _choose_day_group(team, programme, by)
        assign_supervisor(team=team, user=accounts["supervisor"], since=outline.start, by=by)
    return cohort


def staff_of(cohort: Cohort, team: str) -> list[Participant]:
    """Return the team's staff in the order they were entered, the facilitator first."""
    rows = Participant.objects.filter(team__cohort=cohort, team__name=team, team_role=TeamRole.STAFF)
    return list(rows.select_related("user", "team__cohort__programme").order_by("pk"))


def add_late_joiner(team: Team, joined_on: date, by: User) -> Participant:
    """Return somebody who joined the team after its start."""
    return add_participant(
        team=team,
        email=email_of("Sidse Bruun", team.cohort.code),
        name="Sidse Bruun",
        municipality=team.municipalities.get(),
        team_role=TeamRole.STAFF,
        joined_on=joined_on,
        fte=Decimal("0.8"),
        education=EDUCATIONS[0],
        by=by,
    )


def name_trainers(cohort: Cohort, trainer: User) -> None:
    """Name the person as trainer of every day that is taught."""
    for session in cohort.sessions.filter(kind__in=TAUGHT):
        session.trainers.add(trainer)


def _join(team: Team, account: User, team_role: TeamRole, by: User) -> None:
    """Let a demo account take part in the team from the cohort's start; the staff member is its facilitator."""
    add_participant(
        team=team,
        email=account.email,
        name=account.name,
        municipality=team.municipalities.get(),
        team_role=team_role,
        joined_on=team.cohort.start_date,
        fte=Decimal(1) if team_role == TeamRole.STAFF else None,
        education=EDUCATIONS[1],
        facilitator=team_role == TeamRole.STAFF,
        by=by,
    )


def _fill(team: Team, names: Iterator[str], chance: random.Random, by: User, *, at_home: bool) -> None:
    """Give the team three or four staff, a leader and now and then an associate."""
    roles = [TeamRole.STAFF] * chance.choice((3, 4, 4))
    roles += [] if at_home else [TeamRole.LEADER]
    roles += [TeamRole.ASSOCIATE] if chance.random() < 0.4 else []
    towns = list(team.municipalities.order_by("name"))
    for index, team_role in enumerate(roles):
        name = next(names)
        is_staff = team_role == TeamRole.STAFF
        add_participant(
            team=team,
            email=email_of(name, team.cohort.code),
            name=name,
            municipality=towns[index % len(towns)],
            team_role=team_role,
            joined_on=team.cohort.start_date,
            fte=chance.choice((Decimal("0.8"), Decimal("0.9"), Decimal(1), Decimal(1))) if is_staff else None,
            education=chance.choice(EDUCATIONS),
            facilitator=index == 0 and not at_home,
            by=by,
        )


def _choose_day_group(team: Team, programme: ProgrammePage, by: User) -> None:
    edit_team(
        team=team,
        name=team.name,
        municipalities=list(team.municipalities.all()),
        optional_steps=list(programme.steps().filter(optional=True)),
        by=by,
    )


def _municipality(name: str) -> Organisation:
    found = Organisation.objects.named(name)
    if found is None:
        raise LookupError(name)
    return found
