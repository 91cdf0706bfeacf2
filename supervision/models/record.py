"""Drafts and signed records of supervisions and leadership consultations, and what a record says row by row.

That there is a Record says that it is signed. Nothing here is changed after signing; additions are rows of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.conf import settings
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models import Session, StepPage
from supervision.enums import FormSubject, HeldAt, InterventionProgress, Source
from supervision.models.form import SCORES, FollowUpForm, Theme

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from courses.models import Team
    from people.models import User

LONGEST_TEXT = 10_000
"""Characters in one text of a record: about four pages."""


def text_field(label: object) -> models.TextField[str, str]:
    """Return a text of a record that may be empty."""
    return models.TextField(label, blank=True, validators=[MaxLengthValidator(LONGEST_TEXT)])  # type: ignore[arg-type]


M = TypeVar("M", bound=models.Model)


class OfSessionQuerySet(models.QuerySet[M]):
    """Finds drafts or records by their session."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return those of the sessions in the person's scope; whether they may be read is asked in permissions.py."""
        return self.filter(session__in=Session.objects.visible_to(user))

    def of_team(self, team: Team) -> Self:
        """Return those of the team's sessions."""
        return self.filter(session__team=team)

    def with_session(self) -> Self:
        """Return them with their session, its team and its programme's owner."""
        return self.select_related("session__team__cohort__programme__owner_organisation", "session__activity", "form")


class OfSession(models.Model):
    """What a draft and a record share: their session and the form they follow."""

    session = models.OneToOneField(Session, on_delete=models.PROTECT, related_name="%(class)s")
    form = models.ForeignKey(FollowUpForm, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        abstract = True

    @property
    def subject(self) -> FormSubject:
        """Whether it's about a supervision or a leadership consultation."""
        found = FormSubject.of(self.session.kind)
        if found is None:
            raise ValueError(self.session.kind)
        return found


class RecordDraft(OfSession):
    """A record as far as it is written: texts by the names of their fields (supervision/layout.py)."""

    fields = models.JSONField(default=dict)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)

    objects = OfSessionQuerySet["RecordDraft"].as_manager()

    class Meta:
        verbose_name = _("draft of a record")
        verbose_name_plural = _("drafts of records")

    def __str__(self) -> str:
        return f"draft of session {self.session_id}"


class Record(OfSession):
    """What a supervision or leadership consultation covered, signed."""

    held_at = models.CharField(_("where it was held"), max_length=20, choices=HeldAt)
    challenges = text_field(_("challenges with the implementation"))
    leader_themes = text_field(_("themes drawn up for the leaders"))
    data_sheets = text_field(_("data sheets"))
    management = text_field(_("managerial questions"))
    organisation = text_field(_("organisational questions"))
    owner_people = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", blank=True, verbose_name=_("for the model owner")
    )
    source = models.CharField(max_length=10, choices=Source, default=Source.PRODUCT)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="signed_records", verbose_name=_("signed by")
    )
    signed_at = models.DateTimeField(_("signed"), default=timezone.now)

    objects = OfSessionQuerySet["Record"].as_manager()

    class Meta:
        verbose_name = _("record")
        verbose_name_plural = _("records")
        ordering = ["session__starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(held_at__in=HeldAt.values), name="record_place_known"),
            models.CheckConstraint(condition=Q(source__in=Source.values), name="record_source_known"),
        ]

    def __str__(self) -> str:
        return f"record of session {self.session_id}"


class Rating(models.Model):
    """What a record says of one theme: its score, or a note alone where it was talked about or left out."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="ratings")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField(
        _("score"), null=True, validators=[MinValueValidator(SCORES[0]), MaxValueValidator(SCORES[-1])]
    )
    note = text_field(_("note"))

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        ordering = ["record", "theme__position"]
        constraints = [
            models.UniqueConstraint(fields=["record", "theme"], name="theme_rated_once"),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__gte=SCORES[0], score__lte=SCORES[-1]), name="score_on_scale"
            ),
            models.CheckConstraint(condition=Q(score__isnull=False) | ~Q(note=""), name="rating_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.theme_id}: {self.score}"


class InterventionStatus(models.Model):
    """How far the municipality has come with one step, as a leadership consultation talked about it."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="interventions")
    step = models.ForeignKey(StepPage, on_delete=models.PROTECT, related_name="+")
    progress = models.CharField(_("progress"), max_length=20, choices=InterventionProgress)
    note = text_field(_("note"))

    class Meta:
        verbose_name = _("status of an intervention")
        verbose_name_plural = _("status of interventions")
        ordering = ["record", "step__path"]
        constraints = [
            models.UniqueConstraint(fields=["record", "step"], name="intervention_told_once"),
            models.CheckConstraint(
                condition=Q(progress__in=InterventionProgress.values), name="intervention_progress_known"
            ),
        ]

    def __str__(self) -> str:
        return f"step {self.step_id}: {self.progress}"


class Addition(models.Model):
    """What was added to a signed record: dated and named, never changed."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="additions")
    text = models.TextField(_("addition"), validators=[MaxLengthValidator(LONGEST_TEXT)])
    about_cases = models.BooleanField(
        _("about the cases"),
        default=False,
        help_text=_("Read by the supervisor and the team's staff alone, as the cases are."),
    )
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("addition")
        verbose_name_plural = _("additions")
        ordering = ["added_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="addition_says_something")]

    def __str__(self) -> str:
        return f"addition {self.pk} to record {self.record_id}"


class Notice(models.Model):
    """A person is to be told by mail that a record is signed; claimed by whoever sends it, so that none goes twice."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="notices")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    claimed_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "user"], name="notice_once"),
            models.CheckConstraint(
                condition=Q(mailed_at=None) | Q(mailed_at__gte=F("claimed_at")), name="notice_claimed_before_mailed"
            ),
        ]

    def __str__(self) -> str:
        return f"notice {self.pk} of record {self.record_id}"
