"""What a municipality must have in place for a step, as the programme's editors write it beside the step."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable


class MilestoneTemplate(Orderable):
    """A milestone of a step; each team reaches it in its own time (implementation.Milestone)."""

    step = ParentalKey("courses.StepPage", on_delete=models.CASCADE, related_name="milestones")
    key = models.CharField(
        _("key"),
        max_length=40,
        help_text=_("Short and stable, e.g. premises-found. Programmes as files know the milestone by it."),
        validators=[
            RegexValidator(
                r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", _("A key is small letters a–z, digits and hyphens: premises-found.")
            )
        ],
    )
    title = models.CharField(
        _("title"), max_length=120, help_text=_("What is in place then, e.g. “Premises are found”.")
    )
    about = models.CharField(
        _("what it takes"),
        max_length=500,
        blank=True,
        help_text=_("What has to be there before a team may call the milestone reached."),
    )
    planned_month = models.SmallIntegerField(
        _("planned month"),
        null=True,
        help_text=_("To be reached before this month of the programme is over; −1 is the month before the start."),
    )
    opens = models.BooleanField(
        _("opens the step"),
        default=False,
        help_text=_("The step is open once all milestones with this tick are reached."),
    )

    panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("title", required_on_save=True), FieldPanel("key", required_on_save=True)]),
        FieldPanel("about"),
        FieldRowPanel([FieldPanel("planned_month"), FieldPanel("opens")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        constraints = [
            models.UniqueConstraint(fields=["step", "key"], name="milestone_key_unique_in_step"),
            models.CheckConstraint(condition=~Q(key="") & ~Q(title=""), name="milestone_has_key_and_title"),
        ]

    def __str__(self) -> str:
        return self.title
