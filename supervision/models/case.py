"""Cases taken up in supervision: read by the supervisor and the team's staff alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.enums import TeamRole
from courses.models import Session
from courses.scope import own_teams, supervised_teams
from supervision.enums import SUPERVISIONS, Approach
from supervision.models.record import text_field

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from people.models import User


class CaseQuerySet(models.QuerySet["Case"]):
    """Finds cases."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return those of sessions in scope whose cases the person reads: by supervising them, or as the team's staff.

        Other tables are found by scope alone and permission is asked afterwards. That a case is there at all is
        nobody else's business.
        """
        staff, supervises = own_teams(user, TeamRole.STAFF), supervised_teams(user)
        # By key: a join would give a case of a session with two names on it twice.
        named = Session.objects.filter(kind__in=SUPERVISIONS, trainers__in=[user.pk]).values("pk")
        reads = Q(session__team__in=staff) | Q(session__team__in=supervises) | Q(session__in=named)
        return self.filter(reads, session__in=Session.objects.visible_to(user))

    def sent_in(self) -> Self:
        """Return those that the team sent in, with who did; the others were written into the record."""
        return self.filter(sent_in_by__isnull=False).select_related("sent_in_by")

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

    @property
    def is_taken_up(self) -> bool:
        """Whether a record says something about it."""
        return bool(self.approach)
