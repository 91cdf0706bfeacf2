"""A team with everybody around it, on a day of its first year, and reports of its months."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup
from django.urls import reverse

from courses.enums import TeamRole
from implementation.actions.reports import accept_report, save_report, submit_report
from implementation.months import next_month
from tests import factories

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from implementation.models import ActivityReport
    from people.models import User

FIGURES = {"contacts": 20, "new_persons": 6, "enrolled": 2, "consultant_tasks": 3, "parent_courses": 0}
START = date(2024, 9, 2)
SEPTEMBER, OCTOBER, NOVEMBER = date(2024, 9, 1), date(2024, 10, 1), date(2024, 11, 1)
TODAY = date(2024, 11, 5)
"""October is over and not due yet; September is late and not locked."""


class World:
    """The team of the cohort that began on 2 September 2024, its staff with three full-time equivalents."""

    def __init__(self) -> None:
        self.programme = factories.programme()
        self.cohort = factories.cohort(programme=self.programme, code="H2024", start_date=START)
        self.team = factories.team(self.cohort, municipalities=["Hjørring"])
        self.owner = factories.model_owner(self.programme, name="Ulla Quist")
        self.leader = factories.participant(self.team, name="Vagn Vestergaard", team_role=TeamRole.LEADER).user
        self.staff = factories.participant(self.team, name="Mette Holm", fte="1.5").user
        factories.participant(self.team, fte="1.5")
        self.associate = factories.participant(self.team, team_role=TeamRole.ASSOCIATE).user
        self.supervisor = factories.user()
        factories.supervisor(self.team, user=self.supervisor)

    def save(
        self, month: date = OCTOBER, *, by: User | None = None, on: date = TODAY, **figures: Any
    ) -> ActivityReport:
        """Save a draft on the day."""
        at = factories.moment(on)
        return save_report(team=self.team, month=month, figures=figures or FIGURES, by=by or self.staff, at=at)

    def submit(
        self, month: date = OCTOBER, *, by: User | None = None, on: date | None = None, **options: Any
    ) -> ActivityReport:
        """Hand the month's report in, two days after the month unless a day is given."""
        at = factories.moment(on or next_month(month) + timedelta(days=1))
        given = {"figures": FIGURES} | options
        return submit_report(team=self.team, month=month, by=by or self.leader, at=at, **given)

    def accept(self, month: date = OCTOBER, *, by: User | None = None) -> ActivityReport:
        """Accept the month's report."""
        return accept_report(team=self.team, month=month, by=by or self.owner, at=factories.moment(TODAY))

    def url(self, name: str, *about: Any) -> str:
        """Return the address about the team, and the month where one is given."""
        return reverse(f"implementation:{name}", args=[self.team.pk, *about])


def text_of(response: HttpResponse, selector: str = "main") -> str:
    """Return what the parts of the page say."""
    soup = BeautifulSoup(response.content, "html.parser")
    return " ".join(" ".join(part.get_text(" ").split()) for part in soup.select(selector))


def soup_of(response: HttpResponse) -> BeautifulSoup:
    """Return the page."""
    return BeautifulSoup(response.content, "html.parser")


def log_in(client: Client, person: User) -> Client:
    """Return the client, logged in as the person."""
    client.force_login(person)
    return client
