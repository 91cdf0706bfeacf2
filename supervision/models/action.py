"""Agreed actions: what, who, by when, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.models import Session
from supervision.enums import SUPERVISIONS, ActionState, FormSubject
from supervision.models.form import Theme
from supervision.models.record import Record

if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import AnonymousUser

    from courses.models import Team
    from people.models import User


class ActionQuerySet(models.QuerySet["Action"]):
    """Finds agreed actions."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return those of sessions in the person's scope, and their own."""
        return self.filter(Q(record__session__in=Session.objects.visible_to(user)) | Q(responsible__in=[user.pk]))

    def open(self) -> Self:
        """Return those that are neither done nor dropped."""
        return self.filter(state=ActionState.OPEN)

    def of_team(self, team: Team) -> Self:
        """Return those agreed with the team."""
        return self.filter(record__session__team=team)

    def about(self, subject: FormSubject) -> Self:
        """Return those agreed in supervision, or those agreed in leadership consultations."""
        in_supervision = Q(record__session__kind__in=SUPERVISIONS)
        return self.filter(in_supervision if subject == FormSubject.SUPERVISION else ~in_supervision)

    def with_origin(self) -> Self:
        """Return them with their record's session and team, their theme and the people they name."""
        return self.select_related("record__session__team__cohort__programme", "theme", "responsible", "closed_by")


class Action(models.Model):
    """Something that was agreed in a record; carried into the next one until it is done or dropped."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="actions")
    what = models.CharField(_("what"), max_length=500)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="agreed_actions", verbose_name=_("who")
    )
    due = models.DateField(_("by when"))
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="+", null=True, verbose_name=_("theme"))
    state = models.CharField(_("state"), max_length=10, choices=ActionState, default=ActionState.OPEN)
    reason = models.CharField(_("why it was dropped"), max_length=500, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by: models.ForeignKey[User | None] = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreed action")
        verbose_name_plural = _("agreed actions")
        ordering = ["due", "pk"]
        indexes = [models.Index(fields=["responsible", "state", "due"], name="action_of_person")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ActionState.values), name="action_state_known"),
            models.CheckConstraint(condition=~Q(what=""), name="action_says_what"),
            models.CheckConstraint(
                condition=Q(state=ActionState.OPEN, closed_at=None, closed_by=None)
                | ~Q(state=ActionState.OPEN) & Q(closed_at__isnull=False, closed_by__isnull=False),
                name="action_closed_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state=ActionState.DROPPED) | ~Q(reason=""), name="action_dropped_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"action {self.pk}"

    @property
    def status(self) -> ActionState:
        """What has become of it, as words with a tone."""
        return ActionState(self.state)

    def is_overdue(self, on: date) -> bool:
        """Whether it is still open after its date."""
        return self.state == ActionState.OPEN and self.due < on
