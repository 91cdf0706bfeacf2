"""Plans, reaches, evidences and confirms a team's milestones; each leaves an entry in the milestone's log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from implementation.enums import EntryKind
from implementation.milestones.permissions import milestone_rights
from implementation.milestones.policies import (
    why_not_confirmed,
    why_not_file,
    why_not_planned,
    why_not_planned_on,
    why_not_reached,
    why_not_reached_on,
    why_not_unconfirmed,
    why_not_withdrawn,
)
from implementation.models import Milestone, MilestoneEntry
from implementation.models.milestone import LONGEST_REASON, LONGEST_TEXT
from people.policies import Refused, refuse_if
from supervision.policies import why_not_text

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.core.files import File

    from courses.models import MilestoneTemplate, Team
    from people.models import User


@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows that a milestone is reached: a text, a link, a file, or nothing yet."""

    text: str = ""
    link: str = ""
    file: File | None = None

    @property
    def is_something(self) -> bool:
        """Whether there is any."""
        return bool(self.text.strip() or self.link or self.file)

    def refuse_if_not_kept(self) -> None:
        """Raise Refused for what cannot be kept: texts with a CPR number, links that are not https, wrong files."""
        for text in (self.text, self.link):
            refuse_if(why_not_text(text, longest=LONGEST_TEXT))
        if self.link and not self.link.startswith("https://"):
            raise Refused(_("A link begins with https://."))
        refuse_if(why_not_file(self.file) if self.file else None)

    @property
    def fields(self) -> dict[str, Any]:
        """The fields of its entry."""
        file = {"file": self.file, "filename": self.file.name} if self.file else {}
        return {"text": self.text.strip(), "link": self.link, **file}


@transaction.atomic
def plan_milestone(*, team: Team, template: MilestoneTemplate, on: date | None, by: User) -> Milestone:
    """Return the milestone, planned for the date; None gives it back to the programme's month.

    Raises PermissionDenied, and Refused when it is reached or the date lies far outside the programme.
    """
    milestone = _locked(team, template, by, "log")
    refuse_if(why_not_planned(milestone) or (why_not_planned_on(on, team.cohort) if on else None))
    if milestone.planned_on == on:
        return milestone
    milestone.planned_on = on
    return _saved(milestone, EntryKind.PLANNED, by, on=on)


@transaction.atomic
def reach_milestone(
    *,
    team: Team,
    template: MilestoneTemplate,
    on: date,
    by: User,
    evidence: Evidence | None = None,
    at: datetime | None = None,
) -> Milestone:
    """Return the milestone, reached on a date that has come; ``at`` is when it is said.

    Raises PermissionDenied, and Refused for what the state or the evidence does not allow.
    """
    milestone, shown = _locked(team, template, by, "log"), evidence or Evidence()
    refuse_if(why_not_reached(milestone) or why_not_reached_on(on, timezone.localdate()))
    shown.refuse_if_not_kept()
    milestone.reached_on = on
    return _saved(milestone, EntryKind.REACHED, by, at, on=on, **shown.fields)


@transaction.atomic
def add_evidence(*, team: Team, template: MilestoneTemplate, evidence: Evidence, by: User) -> Milestone:
    """Return the milestone with the evidence in its log, reached or not. Raises PermissionDenied, Refused."""
    milestone = _locked(team, template, by, "log")
    if not evidence.is_something:
        raise Refused(_("Write a text, give a link or choose a file."))
    evidence.refuse_if_not_kept()
    return _saved(milestone, EntryKind.EVIDENCE, by, **evidence.fields)


@transaction.atomic
def withdraw_milestone(*, team: Team, template: MilestoneTemplate, reason: str, by: User) -> Milestone:
    """Return the milestone, not reached after all; only before it is confirmed. Raises PermissionDenied, Refused."""
    milestone = _locked(team, template, by, "log")
    refuse_if(why_not_withdrawn(milestone) or why_not_reason(reason))
    milestone.reached_on = None
    return _saved(milestone, EntryKind.WITHDRAWN, by, text=reason.strip())


@transaction.atomic
def confirm_milestone(*, team: Team, template: MilestoneTemplate, by: User, at: datetime | None = None) -> Milestone:
    """Return the reached milestone, confirmed now. Raises PermissionDenied for others than the model owner, Refused."""
    milestone = _locked(team, template, by, "confirm")
    refuse_if(why_not_confirmed(milestone))
    milestone.confirmed_at, milestone.confirmed_by = at or timezone.now(), by
    return _saved(milestone, EntryKind.CONFIRMED, by, at)


@transaction.atomic
def withdraw_confirmation(*, team: Team, template: MilestoneTemplate, reason: str, by: User) -> Milestone:
    """Return the milestone, reached but no longer confirmed. Raises PermissionDenied, Refused."""
    milestone = _locked(team, template, by, "confirm")
    refuse_if(why_not_unconfirmed(milestone) or why_not_reason(reason))
    milestone.confirmed_at, milestone.confirmed_by = None, None
    return _saved(milestone, EntryKind.UNCONFIRMED, by, text=reason.strip())


def why_not_reason(reason: str) -> str | None:
    """Return why the reason cannot be kept: there is none, it's too long, or it tells who somebody is."""
    return why_not_text(reason, longest=LONGEST_REASON) if reason.strip() else _("Write why.")


def _locked(team: Team, template: MilestoneTemplate, by: User, right: str) -> Milestone:
    """Return the milestone's row, made if nobody has touched it before, locked until the transaction ends."""
    milestone_rights(by, team).require(right)
    Milestone.objects.get_or_create(team=team, template=template)
    return Milestone.objects.select_for_update(of=("self",)).get(team=team, template=template)


def _saved(milestone: Milestone, kind: EntryKind, by: User, at: datetime | None = None, **fields: Any) -> Milestone:
    milestone.save()
    entry = MilestoneEntry(milestone=milestone, kind=kind, by=by, at=at or timezone.now(), **fields)
    entry.full_clean()
    entry.save()
    return milestone
