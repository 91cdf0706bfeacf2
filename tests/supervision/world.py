"""A team whose supervision is under way, with its people: what tests of supervision's pages stand on."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from courses.enums import TeamRole
from people.roles import Role
from supervision.enums import HeldAt
from tests import factories
from tests.supervision import factories as made

if TYPE_CHECKING:
    from datetime import date

    from courses.models import Cohort, Session, Team
    from people.models import User
    from supervision.models import Record


def days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


class Supervised:
    """A cohort that began 100 days ago with one team, its staff, leader, supervisor and model owner."""

    def __init__(self, cohort: Cohort | None = None, name: str = "Helsingør") -> None:
        self.cohort = cohort or self._cohort()
        self.form = self.cohort.programme.follow_up_forms.first() or made.follow_up_form(self.cohort.programme)
        self.team: Team = factories.team(self.cohort, name=name)
        self.supervisor: User = factories.user(name="Sanne Supervisor")
        factories.membership(
            user=self.supervisor,
            organisation=self.cohort.programme.owner_organisation,
            role=Role.SUPERVISOR,
            supervisor_education="Systemisk supervisor",
            practice_since=days_ago(3000),
        )
        factories.supervisor(self.team, user=self.supervisor)
        self.staff = factories.participant(self.team, name="Mads Medarbejder")
        self.leader = factories.participant(self.team, name="Lone Leder", team_role=TeamRole.LEADER)
        self.associate = factories.participant(self.team, name="Astrid Makker", team_role=TeamRole.ASSOCIATE)
        self.owner: User = factories.model_owner(self.cohort.programme, name="Mette Modelejer")

    def _cohort(self) -> Cohort:
        programme = factories.programme()
        factories.activity(
            programme,
            extended="4, 8",
            extended_kind="extended_supervision",
            extended_minutes=300,
            extended_ends="14:00",
            extended_audience="staff_and_leaders",
        )
        return factories.cohort(programme=programme, start_date=days_ago(100))

    def held(self, days: int, *, extended: bool = False, leader: bool = False) -> Session:
        """A supervision so many days ago, at which the staff was, and the leader if said."""
        session = made.supervision(self.team, code=f"SUP{days}", on=days_ago(days), extended=extended)
        factories.attendance(self.staff, session)
        if leader:
            factories.attendance(self.leader, session)
        return session

    def recorded(self, days: int, *, held_at: HeldAt = HeldAt.LOCAL, **scores: int) -> Record:
        """A supervision so many days ago with a signed record and its scores."""
        return made.record(self.held(days), by=self.supervisor, form=self.form, scores=scores, held_at=held_at)
