"""Cases taken up in supervision: read by the supervisor and the team's staff alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models import Session
from supervision.enums import Approach
from supervision.models.record import text_field

if TYPE_CHECKING:
    from people.models import User


class CaseQuerySet(models.QuerySet["Case"]):
    """Finds cases."""

    def taken_up(self) -> Self:
        """Return those that a record says something about."""
        return self.exclude(approach="")


class Case(models.Model):
    """A case under a label that tells nobody who it is: sent in by the team, or written into the record."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="cases")
    label = models.CharField(
        _("label"), max_length=60, help_text=_("A made-up name or a letter. No name, no address, no CPR number.")
    )
    question = text_field(_("question to the supervision"))
    approach = models.CharField(_("approach used"), max_length=20, choices=Approach, blank=True)
    agreed = text_field(_("what was agreed"))
    sent_in_by: models.ForeignKey[User | None] = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    written_at = models.DateTimeField(default=timezone.now)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(label="") & ~Q(question=""), name="case_asks_something"),
            models.CheckConstraint(condition=Q(approach__in=["", *Approach.values]), name="case_approach_known"),
            models.CheckConstraint(
                condition=Q(approach="", agreed="") | ~Q(approach="") & ~Q(agreed=""), name="case_taken_up_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"case of session {self.session_id}"
