"""The demo's milestones: how far each team of the cohort under way is, through the product's own actions."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.utils import timezone

from implementation.actions.milestones import Evidence, confirm_milestone, plan_milestone, reach_milestone
from implementation.actions.step_pauses import pause_step
from implementation.milestones.team_steps import steps_of
from lms.demo.cohorts import staff_of

if TYPE_CHECKING:
    from courses.models import Cohort, Team
    from implementation.milestones.team_steps import MilestoneRow
    from people.models import User

NOON = time(12)
DELAYS = (-9, -3, 6, 0, 11, 4, 17, -5, 2, -12)
"""Days between planned and reached, one milestone after the other."""


class Story(NamedTuple):
    """How many milestones a team has reached, how many of them are confirmed, what is paused and what is put off."""

    reached: int
    confirmed: int
    paused: str = ""
    put_off: str = ""


STORIES = {
    "Helsingør": Story(reached=10, confirmed=8),
    "Hjørring": Story(reached=8, confirmed=6),
    "Lolland": Story(reached=7, confirmed=7, paused="foraeldregrupper"),
    "Ringkøbing-Skjern": Story(reached=11, confirmed=11),
    "Tønder": Story(reached=6, confirmed=3, put_off="foerste-gruppe-annonceret"),
}
REASON = "En af de tre rådgivere er stoppet, og gruppen venter på den nye medarbejder."
TEXTS = {
    "lokaler-fundet": "Stueetage med egen indgang tæt på stationen. De unge har selv valgt farverne.",
    "team-ansat": "Tre rådgivere er ansat på fuld tid, alle med erfaring fra arbejdet med udsatte unge.",
    "navn-valgt": "Valgt blandt forslag fra ungdomsrådet.",
    "telefon-og-mail": "Telefonen er åben alle hverdage; mails besvares samme dag.",
    "samarbejde-om-handleplan": "Arbejdsgangen er aftalt med myndighedsafdelingen og skrevet ned på én side.",
    "foerste-gruppe-annonceret": "Opslag på kommunens hjemmeside, i forældreintra og på biblioteket.",
}


def fill_milestones(cohort: Cohort, accounts: dict[str, User], *, at: datetime) -> None:
    """Let each team of the cohort be where its story says: some of it late, some confirmed, one step paused."""
    for name, story in STORIES.items():
        _tell(cohort.teams.get(name=name), story, staff_of(cohort, name)[0].user, accounts["modelejer"], at)


def _tell(team: Team, story: Story, by: User, owner: User, at: datetime) -> None:
    today = timezone.localtime(at).date()
    steps = steps_of(team, on=today)
    rows = [row for step in steps for row in step.milestones]
    for number, row in enumerate(rows[: story.reached]):
        on = _reached_on(row, number, today)
        text = TEXTS.get(row.template.key, "")
        reach_milestone(
            team=team, template=row.template, on=on, by=by, evidence=Evidence(text=text), at=_noon(on, 1, at)
        )
        if number < story.confirmed:
            confirm_milestone(team=team, template=row.template, by=owner, at=_noon(on, 8, at))
    for row in rows:
        if row.template.key == story.put_off:
            plan_milestone(team=team, template=row.template, on=today + timedelta(days=45), by=by)
    for step in steps:
        if step.step.slug == story.paused:
            pause_step(team=team, step=step.step, since=today - timedelta(days=40), reason=REASON, by=owner)


def _reached_on(row: MilestoneRow, number: int, today: date) -> date:
    planned = row.planned_on or today
    return min(planned + timedelta(days=DELAYS[number % len(DELAYS)]), today - timedelta(days=9 - number % 5))


def _noon(on: date, days: int, at: datetime) -> datetime:
    """Return noon so many days after the date, or the moment if that has not come."""
    return min(timezone.make_aware(datetime.combine(on + timedelta(days=days), NOON)), at)
