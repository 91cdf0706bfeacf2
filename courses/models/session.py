"""Sessions: the dated occurrences of modules and recurring activities, and the weeks when schools are closed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.enums import ActivityKind, Audience, SessionState
from courses.evaluation.questions import EVALUATED_KINDS
from courses.models.activity import RecurringActivity
from courses.models.cohort import Cohort, Participant, Team
from courses.models.programme import ModulePage, StepPage
from courses.scope import sessions_in_scope
from people.models import Organisation

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from people.models import User

LOCKED_AFTER = timedelta(days=14)


class SessionQuerySet(models.QuerySet["Session"]):
    """Finds sessions."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return the sessions in the person's scope."""
        return self.filter(sessions_in_scope(user))

    def published(self) -> Self:
        """Return those in force: neither draft nor cancelled."""
        return self.filter(state=SessionState.PUBLISHED)

    def reached_people(self) -> Self:
        """Return those that stand in people's calendars: published, or cancelled after that."""
        return self.exclude(state=SessionState.DRAFT).filter(Q(state=SessionState.PUBLISHED) | Q(sequence__gt=0))

    def of_team(self, team: Team) -> Self:
        """Return the team's own sessions and those shared by its cohort."""
        return self.filter(Q(team=team) | Q(team=None), cohort=team.cohort_id)

    def upcoming(self, at: datetime) -> Self:
        """Return those that have not ended, the next one first."""
        return self.filter(ends_at__gt=at).order_by("starts_at", "code")

    def evaluated(self) -> Self:
        """Return those that are evaluated when they have ended: the days in force that are taught."""
        return self.published().filter(kind__in=EVALUATED_KINDS, module__isnull=False)

    def awaiting_register(self, at: datetime) -> Self:
        """Return those that have begun and whose register nobody has taken; that people checked in does not take it.

        What was added by hand and does not count awaits none: an earlier supervision from a list above all.
        """
        lines = apps.get_model("courses", "Attendance").objects.of_register().filter(session=OuterRef("pk"))
        optional = Q(module=None, activity=None, counts=False)
        return self.published().filter(~optional, ~Exists(lines), starts_at__lte=at)


class Session(models.Model):
    """One dated occurrence; what it counts is copied from the template when it's planned."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="sessions", verbose_name=_("cohort"))
    team = models.ForeignKey(
        Team,
        on_delete=models.PROTECT,
        related_name="sessions",
        null=True,
        blank=True,
        db_index=False,
        verbose_name=_("team"),
    )
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, related_name="sessions", null=True, blank=True)
    activity = models.ForeignKey(
        RecurringActivity, on_delete=models.PROTECT, related_name="sessions", null=True, blank=True
    )
    optional_step = models.ForeignKey(
        StepPage, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("optional step")
    )
    code = models.CharField(_("code"), max_length=12)
    kind = models.CharField(_("kind"), max_length=30, choices=ActivityKind)
    title = models.CharField(_("title"), max_length=200)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    minutes = models.PositiveSmallIntegerField(_("minutes that count"), validators=[MinValueValidator(1)])
    place = models.CharField(_("place"), max_length=200, blank=True)
    audience = models.CharField(_("whom it obliges"), max_length=20, choices=Audience)
    counts = models.BooleanField(_("counts towards the certificate"), default=True)
    state = models.CharField(_("state"), max_length=10, choices=SessionState, default=SessionState.DRAFT)
    fixed = models.BooleanField(_("fixed"), default=False, help_text=_("The plan generator never moves it."))
    sequence = models.PositiveIntegerField(default=0, editable=False)
    trainers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="trained_sessions", blank=True, verbose_name=_("trainers")
    )

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["starts_at", "code", "pk"]
        indexes = [
            models.Index(fields=["cohort", "starts_at"], name="session_by_cohort_and_time"),
            # By the team alone, those that teams share would be looked through in every cohort.
            models.Index(fields=["team", "cohort"], name="session_by_team_and_cohort"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "team", "code"], condition=Q(team__isnull=False), name="session_code_unique_in_team"
            ),
            models.UniqueConstraint(
                fields=["cohort", "code"], condition=Q(team=None), name="session_code_unique_in_cohort"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="session_ends_after_it_begins",
                violation_error_message=_("The session must end after it begins."),
            ),
            models.CheckConstraint(condition=Q(minutes__gte=1), name="session_has_minutes"),
            models.CheckConstraint(condition=Q(module=None) | Q(activity=None), name="session_of_one_template"),
            models.CheckConstraint(condition=Q(state__in=SessionState.values), name="session_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def obliges(self, participant: Participant) -> bool:
        """Whether the participant's team role and task belong to the session's audience."""
        return Audience(self.audience).includes(participant.team_role, facilitator=participant.facilitator)

    @property
    def has_reached_people(self) -> bool:
        """Whether people know of it: it is published or was. Until then no change raises the sequence."""
        return self.state == SessionState.PUBLISHED or self.sequence > 0

    @property
    def is_shared(self) -> bool:
        """Whether all teams of the cohort meet together."""
        return self.team_id is None

    @property
    def is_evaluated(self) -> bool:
        """Whether those who were there are asked afterwards: a day in force that is taught."""
        is_taught = self.module_id is not None and self.kind in EVALUATED_KINDS
        return is_taught and self.state == SessionState.PUBLISHED

    def has_begun(self, at: datetime | None = None) -> bool:
        """Whether the session has begun at the moment (now)."""
        return self.starts_at <= (at or timezone.now())

    def has_ended(self, at: datetime | None = None) -> bool:
        """Whether the session is held: it has ended at the moment (now)."""
        return self.ends_at <= (at or timezone.now())

    @property
    def locked_from(self) -> datetime:
        """When the register closes for all but the model owner."""
        return self.ends_at + LOCKED_AFTER


class SchoolHoliday(models.Model):
    """A week in which a municipality's schools are closed, so no local session is proposed there."""

    municipality = models.ForeignKey(
        Organisation,
        on_delete=models.CASCADE,
        related_name="school_holidays",
        null=True,
        blank=True,
        limit_choices_to={"kind": "municipality"},
        verbose_name=_("municipality"),
        help_text=_("Empty: all municipalities."),
    )
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, help_text=_("Empty: every year."), validators=[MinValueValidator(2000)]
    )
    week = models.PositiveSmallIntegerField(_("week"), validators=[MinValueValidator(1), MaxValueValidator(53)])
    name = models.CharField(_("name"), max_length=50)

    class Meta:
        verbose_name = _("school holiday")
        verbose_name_plural = _("school holidays")
        ordering = ["week", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(week__gte=1, week__lte=53), name="school_holiday_week_exists"),
            models.UniqueConstraint(
                Coalesce("municipality", 0),
                Coalesce("year", 0),
                "week",
                name="school_holiday_listed_once",
                violation_error_message=_("This week is already listed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.week}"
