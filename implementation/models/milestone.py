"""A team's milestones with their log, and the pauses of its steps."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models import MilestoneTemplate, StepPage, Team
from implementation.enums import EntryKind
from implementation.private_files import PrivateStorage

if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import AnonymousUser

    from people.models import User

LONGEST_TEXT = 1000
LONGEST_REASON = 300


class Milestone(models.Model):
    """What a team has said of one of its steps' milestones; what nobody has touched has no row."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="milestones", verbose_name=_("team"))
    template = models.ForeignKey(
        MilestoneTemplate, on_delete=models.PROTECT, related_name="milestones", verbose_name=_("milestone")
    )
    planned_on = models.DateField(_("planned date"), null=True, help_text="None: the template's month decides.")
    reached_on = models.DateField(_("reached on"), null=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by: models.ForeignKey[User | None] = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["team", "template"]
        constraints = [
            models.UniqueConstraint(fields=["team", "template"], name="milestone_once_in_team"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="milestone_confirmed_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(reached_on__isnull=False), name="milestone_confirmed_once_reached"
            ),
        ]

    def __str__(self) -> str:
        return f"milestone {self.template_id} of team {self.team_id}"


def _stored_under(entry: MilestoneEntry, name: str) -> str:
    """Return where a file lies: under a name that says nothing."""
    return f"milestones/{uuid4()}{PurePosixPath(name).suffix.lower()}"


class MilestoneEntryQuerySet(models.QuerySet["MilestoneEntry"]):
    """Finds entries of the log."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return those of the teams in the person's scope."""
        return self.filter(milestone__team__in=Team.objects.visible_to(user))


class MilestoneEntry(models.Model):
    """Something that happened to a milestone; the log is only added to."""

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=12, choices=EntryKind)
    on = models.DateField(
        null=True, blank=True, help_text="The planned date, None for the template's month; or when it was reached."
    )
    text = models.CharField(_("text"), max_length=LONGEST_TEXT, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    file = models.FileField(_("file"), upload_to=_stored_under, storage=PrivateStorage(), max_length=100, blank=True)
    filename = models.CharField(max_length=150, blank=True, help_text="What the file was called.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = MilestoneEntryQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=EntryKind.values), name="milestone_entry_kind_known"),
            models.CheckConstraint(
                condition=~Q(kind=EntryKind.REACHED) | Q(on__isnull=False), name="milestone_entry_reached_on_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(kind=EntryKind.EVIDENCE) | ~Q(text="", link="", file=""),
                name="milestone_entry_evidence_is_something",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[EntryKind.WITHDRAWN, EntryKind.UNCONFIRMED]) | ~Q(text=""),
                name="milestone_entry_withdrawn_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(link="") | Q(link__startswith="https://"), name="milestone_entry_link_is_https"
            ),
            models.CheckConstraint(
                condition=Q(file="", filename="") | ~Q(file="") & ~Q(filename=""),
                name="milestone_entry_file_has_a_name",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.milestone_id}"


class StepPause(models.Model):
    """A time in which a team's step rests: from a day on until (not including) another, None while it goes on."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="step_pauses", verbose_name=_("team"))
    step = models.ForeignKey(StepPage, on_delete=models.PROTECT, related_name="+", verbose_name=_("step"))
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True)
    reason = models.CharField(_("reason"), max_length=LONGEST_REASON)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    ended_by: models.ForeignKey[User | None] = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        verbose_name = _("pause of a step")
        verbose_name_plural = _("pauses of steps")
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["team", "step"], condition=Q(until=None), name="step_paused_once"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="step_pause_ends_after_beginning"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="step_paused_with_reason"),
            models.CheckConstraint(
                condition=Q(until=None, ended_by=None) | Q(until__isnull=False, ended_by__isnull=False),
                name="step_pause_ended_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"pause of step {self.step_id} in team {self.team_id}"

    def is_in_force(self, on: date) -> bool:
        """Whether the step rests on the date."""
        return self.since <= on and (self.until is None or on < self.until)
