"""A small cohort under way, made by the tests' own factories: ten training days, five of which have been held."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from people.roles import Role
from tests import factories

if TYPE_CHECKING:
    from courses.models import Cohort, Participant, Session, Team
    from people.models import User

PASSWORD = "en hel sætning om trapper"
HELD = (-90, -60, -45, -30, -2)
COMING = (12, 26, 40, 54, 68)
NAMES = ("Anna Bak", "Bo Dahl", "Dorthe Friis", "Emil Gade", "Freja Holm")


class World:
    """One cohort of the programme, its team from Helsingør, and who leads and answers for it."""

    def __init__(self) -> None:
        self.today = timezone.localdate()
        self.programme = factories.programme(title="Nordmodellen")
        self.module = factories.module(factories.step(self.programme, title="Opstart", month_to=24), code="UDD1")
        start = self.today - timedelta(days=100)
        self.cohort: Cohort = factories.cohort(programme=self.programme, code="H2026", start_date=start)
        self.team: Team = factories.team(self.cohort, municipalities=["Helsingør"])
        self.owner = self._holder("Ulla Quist", Role.MODEL_OWNER)
        self.trainer = self._holder("Mette Holm", Role.TRAINER)
        self.other_trainer = self._holder("Ole Lund", Role.TRAINER)
        self.days = [self._day(number, days) for number, days in enumerate(HELD + COMING, start=1)]

    @property
    def held(self) -> list[Session]:
        """The five days that have been held; the last one two days ago, so that its register is open."""
        return self.days[: len(HELD)]

    def staff(self, *names: str) -> list[Participant]:
        """Return staff of the team with these names, who can log in by the password."""
        return [factories.participant(self.team, user=self._person(name)) for name in names]

    def leader(self, team: Team | None = None) -> User:
        """Return the leader of the team."""
        person = self._person("Vagn Vestergaard")
        factories.participant(team or self.team, user=person, team_role="leader")
        return person

    @staticmethod
    def stranger() -> User:
        """Return somebody of another cohort."""
        return factories.participant(factories.team()).user

    def _holder(self, name: str, role: Role) -> User:
        person = self._person(name)
        factories.membership(user=person, organisation=self.programme.owner_organisation, role=role)
        return person

    def _person(self, name: str) -> User:
        email = f"{name.lower().replace(' ', '.')}@kommune.example"
        return factories.user(email=email, name=name, password=PASSWORD)

    def _day(self, number: int, days: int) -> Session:
        return factories.session(
            self.cohort,
            code=f"UDD{number}",
            title=f"Uddannelsesdag {number}",
            on=self.today + timedelta(days=days),
            module=self.module if number == 1 else None,
            trainers=[self.trainer, self.other_trainer],
        )
