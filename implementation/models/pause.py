"""A team's pauses: while it is paused all month, no report is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models import Team

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from people.models import User


class TeamPauseQuerySet(models.QuerySet["TeamPause"]):
    """Finds pauses."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return those of the teams in the person's scope."""
        return self.filter(team__in=Team.objects.visible_to(user))

    def going_on(self) -> Self:
        """Return those whose end nobody has said."""
        return self.filter(until=None)


class TeamPause(models.Model):
    """From a day on, until (not including) another, the team's work with the model rests."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="pauses", verbose_name=_("team"))
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = TeamPauseQuerySet.as_manager()

    class Meta:
        verbose_name = _("pause")
        verbose_name_plural = _("pauses")
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gt=F("since")), name="pause_ends_after_begin"),
            models.CheckConstraint(condition=~Q(reason=""), name="pause_has_reason"),
            models.UniqueConstraint(fields=["team"], condition=Q(until=None), name="pause_one_going_on_per_team"),
        ]

    def __str__(self) -> str:
        return f"pause of team {self.team_id} from {self.since}"
