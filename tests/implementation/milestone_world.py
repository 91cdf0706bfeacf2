"""A team with a step to open, and its people: what tests of milestones stand on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from courses.enums import TeamRole
from courses.models import MilestoneTemplate
from implementation.actions.milestones import confirm_milestone, reach_milestone
from tests import factories

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.test import Client

    from courses.models import StepPage, Team
    from implementation.models import Milestone
    from people.models import User

NUMBER = f"0101{90}-{1234}"
PDF = b"%PDF-1.7 kort"


def days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def template(step: StepPage, key: str = "lokaler", **fields: Any) -> MilestoneTemplate:
    """A milestone of the step, for month 1, at the end of the others."""
    order = step.milestones.count()
    given = {"title": f"Milepæl {key}", "planned_month": 1, "sort_order": order}
    return MilestoneTemplate.objects.create(step=step, key=key, **given | fields)


def a_file(name: str = "billede.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


class World:
    """A cohort that began 100 days ago; a step with one milestone that prepares and one that opens."""

    def __init__(self, client: Client | None = None) -> None:
        self.client = client
        self.programme = factories.programme()
        self.step = factories.step(self.programme, title="Rådgivning")
        self.cohort = factories.cohort(programme=self.programme, start_date=days_ago(100))
        self.team: Team = factories.team(self.cohort, municipalities=["Hjørring"])
        self.found = template(self.step, "lokaler", title="Lokaler er fundet", planned_month=-1)
        self.opened = template(self.step, "aaben", title="Rådgivningen er åben", opens=True, planned_month=12)
        self.people: dict[str, User] = {
            "staff": factories.participant(self.team, name="Mads Medarbejder").user,
            "leader": factories.participant(self.team, name="Lone Leder", team_role=TeamRole.LEADER).user,
            "associate": factories.participant(self.team, team_role=TeamRole.ASSOCIATE).user,
            "supervisor": factories.supervisor(self.team).user,
            "owner": factories.model_owner(self.programme, name="Mette Modelejer"),
        }

    def reached(self, milestone: MilestoneTemplate | None = None, days: int = 5) -> Milestone:
        by = self.people["staff"]
        return reach_milestone(team=self.team, template=milestone or self.found, on=days_ago(days), by=by)

    def confirmed(self, milestone: MilestoneTemplate | None = None) -> Milestone:
        self.reached(milestone)
        return confirm_milestone(team=self.team, template=milestone or self.found, by=self.people["owner"])

    def url(self, name: str, milestone: MilestoneTemplate | None = None) -> str:
        about = [self.team.pk] if name == "team_steps" else [self.team.pk, (milestone or self.found).pk]
        return reverse(f"implementation:{name}", args=about)

    def step_url(self, name: str) -> str:
        return reverse(f"implementation:{name}", args=[self.team.pk, self.step.pk])

    def get(self, person: str, url: str) -> HttpResponse:
        assert self.client
        self.client.force_login(self.people[person])
        return self.client.get(url)

    def post(self, person: str, url: str, **fields: Any) -> HttpResponse:
        assert self.client
        self.client.force_login(self.people[person])
        return self.client.post(url, fields)


def text_of(response: HttpResponse, selector: str = "main") -> str:
    soup = BeautifulSoup(response.content, "html.parser")
    return " ".join(" ".join(part.get_text(" ").split()) for part in soup.select(selector))
