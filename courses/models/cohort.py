"""Cohorts, their teams, the participants with their staffing, and the teams' supervisors."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Self

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.enums import CohortState, TeamRole
from courses.models.programme import ProgrammePage, StepPage
from courses.scope import cohorts_in_scope, participants_in_scope, teams_in_scope
from people.models import Organisation

if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import AnonymousUser

    from people.models import User


class CohortQuerySet(models.QuerySet["Cohort"]):
    """Finds cohorts."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the cohorts in the person's scope."""
        return self.filter(cohorts_in_scope(user))


class Cohort(models.Model):
    """One run of a programme with one or more teams."""

    programme = models.ForeignKey(
        ProgrammePage, on_delete=models.PROTECT, related_name="cohorts", verbose_name=_("programme")
    )
    code = models.CharField(
        _("code"),
        max_length=20,
        unique=True,
        validators=[RegexValidator(r"^[A-Za-zÆØÅæøå0-9][\w-]*$", _("A code is letters and digits, e.g. H2024."))],
    )
    start_date = models.DateField(_("start date"))
    threshold = models.PositiveSmallIntegerField(_("threshold in percent"))
    duration_months = models.PositiveSmallIntegerField(_("duration in months"))
    state = models.CharField(_("state"), max_length=10, choices=CohortState, default=CohortState.DRAFT)

    objects = CohortQuerySet.as_manager()

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        ordering = ["-start_date", "code"]
        constraints = [
            models.CheckConstraint(condition=Q(threshold__gte=1, threshold__lte=100), name="cohort_threshold_percent"),
            models.CheckConstraint(condition=Q(duration_months__gte=1), name="cohort_has_duration"),
            models.CheckConstraint(condition=Q(state__in=CohortState.values), name="cohort_state_known"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def end_date(self) -> date:
        """The first date after the programme's last month."""
        return self.start_date + relativedelta(months=self.duration_months)

    def month_at(self, day: date) -> int:
        """Return the programme month of the date: 0 until a month after the start, negative before it."""
        start = self.start_date
        months = (day.year - start.year) * 12 + day.month - start.month
        return months if self.month_begins(months) <= day else months - 1

    def month_begins(self, month: int) -> date:
        """Return the first date of the programme month; the months' last day where the start's day is beyond it."""
        return _months_after(self.start_date, month)


@lru_cache(maxsize=1024)
def _months_after(start: date, months: int) -> date:
    # A page asks for the months of forty dates.
    return start + relativedelta(months=months)


class TeamQuerySet(models.QuerySet["Team"]):
    """Finds teams."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the teams in the person's scope."""
        return self.filter(teams_in_scope(user))


class Team(models.Model):
    """One implementing municipality, or several together, in one cohort."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="teams", verbose_name=_("cohort"))
    name = models.CharField(_("name"), max_length=200)
    municipalities = models.ManyToManyField(Organisation, related_name="teams", verbose_name=_("municipalities"))
    optional_steps = models.ManyToManyField(
        StepPage, related_name="chosen_by", blank=True, verbose_name=_("chosen optional steps")
    )

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "name"],
                name="team_name_unique_in_cohort",
                violation_error_message=_("The cohort already has a team of this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class ParticipantQuerySet(models.QuerySet["Participant"]):
    """Finds participants."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the participants in the person's scope."""
        return self.filter(participants_in_scope(user))

    def live(self, on: date | None = None) -> Self:
        """Return those who have not left on the date (today); the left date is the first day without them."""
        return self.filter(Q(left_on=None) | Q(left_on__gt=on or timezone.localdate()))


class Participant(models.Model):
    """One person in one team, with a team role, from one date until (not including) another."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="participations", verbose_name=_("person")
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="participants", verbose_name=_("team"))
    municipality = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="participants", verbose_name=_("municipality")
    )
    team_role = models.CharField(_("role"), max_length=20, choices=TeamRole, default=TeamRole.STAFF)
    joined_on = models.DateField(_("joined"))
    left_on = models.DateField(_("left"), null=True, blank=True, help_text=_("The first day outside the team."))
    facilitator = models.BooleanField(
        _("facilitator of the parent group"), default=False, help_text=_("Follows the parent-group evenings.")
    )
    education = models.CharField(_("education"), max_length=200, blank=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["user__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "team"],
                condition=Q(left_on=None),
                name="participant_one_live_row_per_team",
                violation_error_message=_("The person is already in the team."),
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")),
                name="participant_leaves_after_joining",
                violation_error_message=_("The left date cannot lie before the joined date."),
            ),
            models.UniqueConstraint(
                fields=["team"],
                condition=Q(facilitator=True, left_on=None),
                name="participant_one_facilitator_per_team",
                violation_error_message=_("The team already has a facilitator of the parent group."),
            ),
            models.CheckConstraint(condition=Q(team_role__in=TeamRole.values), name="participant_role_known"),
        ]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def may_earn_certificate(self) -> bool:
        """Whether the team role can lead to the certificate at all: only staff earn it."""
        return self.team_role == TeamRole.STAFF

    @property
    def joined_late(self) -> bool:
        """Whether they joined after the cohort's start; all others were there for what lies before it, the internat."""
        return self.joined_on > self.team.cohort.start_date

    def belonged_on(self, day: date) -> bool:
        """Whether the participant belonged to the team on the date."""
        return self.joined_on <= day and (self.left_on is None or day < self.left_on)


class FteChange(models.Model):
    """From a date on, the participant works so many full-time equivalents in the team."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="fte_changes")
    effective_on = models.DateField(_("from"))
    fte = models.DecimalField(
        _("full-time equivalents"),
        max_digits=3,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(2)],
    )

    class Meta:
        verbose_name = _("staffing")
        verbose_name_plural = _("staffing")
        ordering = ["effective_on"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "effective_on"], name="fte_one_per_date"),
            models.CheckConstraint(condition=Q(fte__gte=0, fte__lte=2), name="fte_between_none_and_two"),
        ]

    def __str__(self) -> str:
        return f"{self.fte} from {self.effective_on}"


class SupervisorQuerySet(models.QuerySet["Supervisor"]):
    """Finds assignments of supervisors."""

    def current(self, on: date | None = None) -> Self:
        """Return those in force on the date (today)."""
        day = on or timezone.localdate()
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)


class Supervisor(models.Model):
    """A person who supervises a team from one date until (not including) another."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="supervised", verbose_name=_("supervisor")
    )
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="supervisors", verbose_name=_("team"))
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = SupervisorQuerySet.as_manager()

    class Meta:
        verbose_name = _("supervisor")
        verbose_name_plural = _("supervisors")
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "team"],
                condition=Q(until=None),
                name="supervisor_assigned_once",
                violation_error_message=_("The person already supervises the team."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="supervisor_ends_after_beginning"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.team}"

    def is_in_force(self, on: date) -> bool:
        """Whether the person supervises the team on the date."""
        return self.since <= on and (self.until is None or on < self.until)
