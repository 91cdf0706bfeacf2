"""Makes data sheets for tests: plain functions with sensible defaults; each saves what it returns."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from courses.enums import TeamRole
from implementation.models import DataAgreement, DataSheet, SheetFollowUp
from implementation.sheets.choices import (
    AgeBand,
    FollowUpKind,
    Frequency,
    Gender,
    Housing,
    Occupation,
    OccupationChange,
    SheetKind,
    Source,
    Substance,
    UseChange,
)
from implementation.sheets.pseudonym import draw_pseudonym
from tests import factories

if TYPE_CHECKING:
    from courses.models import Team
    from people.models import User

BACKGROUND: dict[str, str] = {
    "age_band": AgeBand.FROM_18,
    "gender": Gender.FEMALE,
    "housing": Housing.PARENTS,
    "occupation": Occupation.SCHOOL,
    "substance": Substance.CANNABIS,
    "frequency": Frequency.DAILY,
    "source": Source.FAMILY,
}
CHANGE: dict[str, Any] = {
    "use": UseChange.REDUCED,
    "occupation": OccupationChange.KEPT,
    "well_being": 4,
    "relations": 3,
    "leisure": 2,
}


def days_ago(days: int) -> date:
    """The date so many days before today."""
    return timezone.localdate() - timedelta(days=days)


def agreement(team: Team, **terms: Any) -> DataAgreement:
    """A data agreement of long ago: a year until deletion, three months between follow-ups."""
    return DataAgreement.objects.create(team=team, **{"since": date(2020, 1, 1)} | terms)


def sheet(team: Team, *, by: User | None = None, **fields: Any) -> DataSheet:
    """An open sheet of somebody of age who enrolled ten days ago."""
    given = {"kind": SheetKind.ENROLLED, "opened_on": days_ago(10), **BACKGROUND, **fields}
    return DataSheet.objects.create(team=team, pseudonym=draw_pseudonym(), created_by=by or factories.user(), **given)


def closed(team: Team, on: date, **fields: Any) -> DataSheet:
    """A sheet that was closed on the date, with its change."""
    change = {name: fields.pop(name) for name in ("use",) if name in fields}
    made = sheet(team, opened_on=on - timedelta(days=100), closed_on=on, **fields)
    follow_up(made, kind=FollowUpKind.CLOSURE, done_on=on, **change)
    return made


def follow_up(sheet: DataSheet, **fields: Any) -> SheetFollowUp:
    """A follow-up under way, of today."""
    given = {"kind": FollowUpKind.FOLLOW_UP, "done_on": timezone.localdate(), **CHANGE, **fields}
    return SheetFollowUp.objects.create(sheet=sheet, written_by=factories.user(), **given)


class Cast:
    """A team with an agreement, and everybody who has to do with it."""

    def __init__(self, **terms: Any) -> None:
        self.programme = factories.programme()
        self.team = factories.team(
            factories.cohort(programme=self.programme, start_date=days_ago(300)), municipalities=["Hjørring"]
        )
        self.agreement = agreement(self.team, **terms)
        self.staff = factories.participant(self.team, name="Camilla").user
        self.leader = factories.participant(self.team, team_role=TeamRole.LEADER).user
        self.associate = factories.participant(self.team, team_role=TeamRole.ASSOCIATE).user
        self.owner = factories.model_owner(self.programme)
        self.supervisor = factories.supervisor(self.team).user
        self.trainer = factories.user()
        factories.session(self.team.cohort, trainers=[self.trainer])
        self.stranger = factories.participant(factories.team(self.team.cohort, municipalities=["Lolland"])).user
