"""What modules and recurring activities share, and the recurring activities that run beside a programme's steps."""

from __future__ import annotations

from datetime import time
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Orderable

from courses.enums import ActivityKind, Audience, PlaceRule

FULL_DAY = (time(9, 0), time(16, 0))


class Activity(models.Model):
    """What a module and a recurring activity share: kind, clock times, minutes, whom it obliges, where."""

    kind = models.CharField(_("kind"), max_length=30, choices=ActivityKind, default=ActivityKind.TRAINING_DAY)
    minutes = models.PositiveSmallIntegerField(
        _("minutes that count"),
        null=True,
        help_text=_("Breaks and travel left out. A full day is 420 minutes."),
        validators=[MinValueValidator(1, _("A module needs its minutes: how long does it last?"))],
    )
    starts = models.TimeField(_("begins at"), default=FULL_DAY[0])
    ends = models.TimeField(_("ends at"), default=FULL_DAY[1])
    audience = models.CharField(_("whom it obliges"), max_length=20, choices=Audience, default=Audience.STAFF)
    place_rule = models.CharField(_("where"), max_length=20, choices=PlaceRule, default=PlaceRule.MODEL_OWNER)
    counts = models.BooleanField(_("counts towards the certificate"), default=True)

    class Meta:
        abstract = True


class RecurringActivity(Activity, Orderable):
    """What runs beside the steps each year of the programme: supervision, status meetings, leadership consultations."""

    programme = ParentalKey("courses.ProgrammePage", on_delete=models.CASCADE, related_name="activities")
    title = models.CharField(_("title"), max_length=100)
    code_prefix = models.CharField(
        _("code prefix"),
        max_length=8,
        help_text=_("Numbers are added through the whole programme: SUP1, SUP2, …"),
        validators=[RegexValidator(r"^[A-ZÆØÅ]{2,6}$", _("A prefix is two to six capital letters, e.g. SUP."))],
    )
    per_year = models.PositiveSmallIntegerField(
        _("times a year"), validators=[MinValueValidator(1), MaxValueValidator(26)]
    )
    calendar_months = models.CharField(
        _("in these months"),
        max_length=30,
        blank=True,
        help_text=_("Numbers of months, e.g. 1, 6. Empty: spread evenly over the year."),
        validators=[
            RegexValidator(r"^\s*(1[0-2]|[1-9])(\s*,\s*(1[0-2]|[1-9]))*\s*$", _("Write months as numbers: 1, 6."))
        ],
    )
    extended = models.CharField(
        _("extended ones of the year"),
        max_length=30,
        blank=True,
        help_text=_("Which of the year's are extended, e.g. 4, 8. Empty: none."),
        validators=[RegexValidator(r"^\s*\d{1,2}(\s*,\s*\d{1,2})*\s*$", _("Write numbers: 4, 8."))],
    )
    extended_title = models.CharField(_("title of an extended one"), max_length=100, blank=True)
    extended_kind = models.CharField(_("kind of an extended one"), max_length=30, choices=ActivityKind, blank=True)
    extended_minutes = models.PositiveSmallIntegerField(_("minutes of an extended one"), null=True, blank=True)
    extended_ends = models.TimeField(_("an extended one ends at"), null=True, blank=True)
    extended_audience = models.CharField(_("whom an extended one obliges"), max_length=20, choices=Audience, blank=True)

    panels: ClassVar[list[Any]] = [
        FieldRowPanel([FieldPanel("title"), FieldPanel("code_prefix"), FieldPanel("kind")]),
        FieldRowPanel([FieldPanel("per_year"), FieldPanel("calendar_months")]),
        FieldRowPanel([FieldPanel("minutes"), FieldPanel("starts"), FieldPanel("ends")]),
        FieldRowPanel([FieldPanel("audience"), FieldPanel("place_rule"), FieldPanel("counts")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("extended"), FieldPanel("extended_title"), FieldPanel("extended_kind")]),
                FieldRowPanel(
                    [FieldPanel("extended_minutes"), FieldPanel("extended_ends"), FieldPanel("extended_audience")]
                ),
            ],
            _("Extended ones"),
        ),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("recurring activity")
        verbose_name_plural = _("recurring activities")
        constraints = [
            models.UniqueConstraint(fields=["programme", "code_prefix"], name="activity_prefix_unique_in_programme"),
            models.CheckConstraint(condition=Q(minutes__gte=1) | Q(minutes=None), name="activity_has_minutes"),
            models.CheckConstraint(
                condition=Q(extended="")
                | Q(extended_minutes__isnull=False, extended_minutes__gte=1, extended_ends__isnull=False)
                & ~Q(extended_kind="")
                & ~Q(extended_audience=""),
                name="extended_activity_is_described",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def extended_numbers(self) -> frozenset[int]:
        """Which of the year's occurrences are extended."""
        return frozenset(_numbers(self.extended))

    @property
    def months(self) -> tuple[int, ...]:
        """The calendar months it's held in; empty where it is spread evenly."""
        return _numbers(self.calendar_months)

    def clean(self) -> None:
        """Speak the editor's language about what is missing or cannot be."""
        super().clean()
        described = self.extended_minutes and self.extended_ends and self.extended_kind and self.extended_audience
        if self.extended_numbers and not described:
            raise ValidationError(
                {"extended": gettext("Say how long an extended one lasts, its kind and whom it obliges.")}
            )
        if self.per_year and any(not 1 <= number <= self.per_year for number in self.extended_numbers):
            raise ValidationError({"extended": gettext("There are only %(count)s a year.") % {"count": self.per_year}})


def _numbers(text: str) -> tuple[int, ...]:
    """Return the numbers of a list such as "4, 8"; what is no number yet is left to the field's own check."""
    return tuple(int(number) for number in text.split(",") if number.strip().isdecimal())
