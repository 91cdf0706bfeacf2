"""What is left of data sheets and cases whose time was over: how many there were, and what they came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from courses.models import Team
from implementation.sheets.choices import OccupationChange, PurgedKind, UseChange

if TYPE_CHECKING:
    from people.models import User


class Purged(models.Model):
    """So many of a kind, of a programme year and with an outcome, were deleted on a date."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="purged", verbose_name=_("team"))
    what = models.CharField(_("what"), max_length=10, choices=PurgedKind)
    programme_year = models.SmallIntegerField(
        _("programme year"), help_text="In which the course or the session ended: 1 is the first, 0 is before it."
    )
    use = models.CharField(_("use of substances at closure"), max_length=30, choices=UseChange, blank=True)
    occupation = models.CharField(
        _("education or work at closure"), max_length=30, choices=OccupationChange, blank=True
    )
    how_many = models.PositiveIntegerField(_("how many"))
    on = models.DateField(_("deleted"))
    by: models.ForeignKey[User | None] = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        help_text="Nobody: the command.",
    )

    class Meta:
        verbose_name = _("deleted by retention")
        verbose_name_plural = _("deleted by retention")
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(how_many__gte=1), name="purged_some"),
            models.CheckConstraint(condition=Q(what__in=PurgedKind.values), name="purged_what_known"),
            models.CheckConstraint(
                condition=Q(what=PurgedKind.CASE, use="", occupation="")
                | ~Q(what=PurgedKind.CASE) & Q(use__in=UseChange.values, occupation__in=OccupationChange.values),
                name="purged_sheets_with_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.how_many} of team {self.team_id}"
