"""A team's activity report of a month, and what happened to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models import Team
from implementation.enums import STORED_REPORT_STATES, ReportState

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from people.models import User

FIGURES = ("contacts", "new_persons", "enrolled", "consultant_tasks", "parent_courses")
"""What a report counts; null until somebody has written it, and zero is a figure."""


class ActivityReportQuerySet(models.QuerySet["ActivityReport"]):
    """Finds reports."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return those of the teams in the person's scope."""
        return self.filter(team__in=Team.objects.visible_to(user))

    def handed_in(self) -> Self:
        """Return those that have been submitted and not been reopened since."""
        return self.filter(state__in=[ReportState.SUBMITTED, ReportState.ACCEPTED])


def figure(label: object, help_text: object) -> models.PositiveIntegerField[int | None, int | None]:
    """Return a figure of a report."""
    return models.PositiveIntegerField(label, null=True, blank=True, help_text=help_text)  # type: ignore[arg-type]


class ActivityReport(models.Model):
    """What a team did in one month, in five figures."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="reports", verbose_name=_("team"))
    month = models.DateField(_("month"), help_text="The month's first day.")
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=[(state.value, state.label) for state in STORED_REPORT_STATES],
        default=ReportState.DRAFT,
    )
    contacts = figure(_("Contacts to the anonymous counselling"), _("By person, phone and e-mail."))
    new_persons = figure(
        _("Persons in anonymous counselling for the first time this year"),
        _("Each person counts once a calendar year."),
    )
    enrolled = figure(_("Young people enrolled in treatment"), _("Those whose enrolment began in the month."))
    consultant_tasks = figure(_("Consultant tasks"), _("Sparring, talks, teaching, outreach."))
    parent_courses = figure(_("Parent-group courses"), _("Those that began in the month."))
    submitted_at = models.DateTimeField(null=True)
    submitted_by: models.ForeignKey[User | None] = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    changed_at = models.DateTimeField(default=timezone.now)

    objects = ActivityReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity report")
        verbose_name_plural = _("activity reports")
        ordering = ["team", "month"]
        constraints = [
            models.UniqueConstraint(fields=["team", "month"], name="report_once_a_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="report_of_a_whole_month"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in STORED_REPORT_STATES]), name="report_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.DRAFT) | Q(**{f"{name}__isnull": False for name in FIGURES}),
                name="report_handed_in_whole",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None, submitted_by=None)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="report_submitted_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.DRAFT) | Q(submitted_at__isnull=False),
                name="report_handed_in_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"report of team {self.team_id}, {self.month:%Y-%m}"

    @property
    def status(self) -> ReportState:
        """The stored state as words with a tone."""
        return ReportState(self.state)


class ReportEvent(models.Model):
    """Something that happened to a report: submitted, accepted, reopened with a reason."""

    report = models.ForeignKey(ActivityReport, on_delete=models.CASCADE, related_name="events")
    state = models.CharField(max_length=10, choices=ReportState)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ReportState.REOPENED) | ~Q(reason=""), name="report_reopened_with_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.state} of report {self.report_id}"
