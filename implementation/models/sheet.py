"""Data sheets: one pseudonymous young person each, and the data agreement without which a team has none.

Nothing in a sheet is free text. Neither its name in the audit log nor its address holds the pseudonym.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.enums import TeamRole
from courses.models import Team
from courses.scope import own_teams, owned_organisations
from implementation.sheets.choices import (
    ActivityKind,
    AgeBand,
    FollowUpKind,
    Frequency,
    Gender,
    Housing,
    LegalBasis,
    Occupation,
    OccupationChange,
    Reporting,
    Score,
    SheetKind,
    SheetState,
    Source,
    Substance,
    UseChange,
)
from implementation.sheets.rules import Course, legal_basis, months_after

if TYPE_CHECKING:
    from datetime import date

    from django.contrib.auth.models import AnonymousUser
    from django.db.models import TextChoices

    from people.models import User

BACKGROUND = ("age_band", "gender", "housing", "occupation", "substance", "frequency", "source")
"""What a sheet says of the young person when it's opened."""
CHANGE = ("use", "occupation", "well_being", "relations", "leisure")
"""What a follow-up says of the change since then."""
RETENTION = (7, 60)
"""Between how many months after closure sheets are deleted; the last follow-up falls due six months after it."""
FOLLOW_UP_EVERY = (1, 12)


def choice(label: object, choices: type[TextChoices]) -> models.CharField[str, str]:
    """Return a field with one of the choices."""
    return models.CharField(label, max_length=30, choices=choices.choices)  # type: ignore[arg-type]


def known(field: str, choices: type[TextChoices], name: str) -> models.CheckConstraint:
    """Return the constraint that the field holds one of the choices."""
    return models.CheckConstraint(condition=Q(**{f"{field}__in": choices.values}), name=name)


def whole_number(label: object, limits: tuple[int, int], default: int) -> models.PositiveSmallIntegerField[int, int]:
    """Return a field with a number of months between the limits."""
    validators = [MinValueValidator(limits[0]), MaxValueValidator(limits[1])]
    return models.PositiveSmallIntegerField(label, default=default, validators=validators)  # type: ignore[arg-type]


class DataAgreement(models.Model):
    """What is agreed with a team about its data sheets: from when, how long, who reads them."""

    team = models.OneToOneField(
        Team, on_delete=models.PROTECT, related_name="data_agreement", verbose_name=_("team"), primary_key=True
    )
    since = models.DateField(_("in force from"))
    retention_months = whole_number(_("months from closure to deletion"), RETENTION, 12)
    follow_up_months = whole_number(_("months between follow-ups"), FOLLOW_UP_EVERY, 3)
    owner_may_read = models.BooleanField(_("the model owner may read the sheets"), default=False)

    class Meta:
        verbose_name = _("data agreement")
        verbose_name_plural = _("data agreements")
        constraints = [
            models.CheckConstraint(condition=Q(retention_months__range=RETENTION), name="agreement_retention_range"),
            models.CheckConstraint(
                condition=Q(follow_up_months__range=FOLLOW_UP_EVERY), name="agreement_follow_up_range"
            ),
        ]

    def __str__(self) -> str:
        return f"data agreement of team {self.team_id}"

    def is_in_force(self, on: date) -> bool:
        """Whether sheets may be made on the date."""
        return self.since <= on

    def deletes_on(self, ended_on: date) -> date:
        """Return the first day without what ended on the date: a course that was closed, a session with its cases."""
        return months_after(ended_on, self.retention_months)


class DataSheetQuerySet(models.QuerySet["DataSheet"]):
    """Finds data sheets."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return those that the person may read: the team's staff and leaders, the model owner where it's agreed."""
        shared = Q(
            team__cohort__programme__owner_organisation__in=owned_organisations(user),
            team__data_agreement__owner_may_read=True,
        )
        return self.filter(Q(team__in=own_teams(user, TeamRole.STAFF, TeamRole.LEADER)) | shared)

    def in_state(self, state: str) -> Self:
        """Return the open or the closed ones; all for a state that there is not."""
        if state not in SheetState.values:
            return self
        return self.filter(closed_on__isnull=state == SheetState.OPEN)

    def of_kind(self, kind: str) -> Self:
        """Return those of the kind; all for a kind that there is not."""
        return self.filter(kind=kind) if kind in SheetKind.values else self

    def open_first(self) -> Self:
        """Return the open ones before the closed ones, the latest first."""
        return self.order_by(F("closed_on").desc(nulls_first=True), "-opened_on", "-pk")

    def with_rows(self) -> Self:
        """Return them with their agreement, and with what is followed up and reported."""
        return self.select_related("team__data_agreement").prefetch_related("follow_ups", "reported")


class DataSheet(models.Model):
    """One young person under a pseudonym: background, activities, change."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="data_sheets", verbose_name=_("team"))
    pseudonym = models.CharField(_("pseudonym"), max_length=7, unique=True, editable=False)
    kind = choice(_("What is the sheet about?"), SheetKind)
    opened_on = models.DateField(_("opened"))
    closed_on = models.DateField(_("closed"), null=True, blank=True)
    age_band = choice(_("Age"), AgeBand)
    gender = choice(_("Gender"), Gender)
    housing = choice(_("Housing"), Housing)
    occupation = choice(_("Education or work"), Occupation)
    substance = choice(_("Main substance"), Substance)
    frequency = choice(_("How often"), Frequency)
    source = choice(_("Who made the contact"), Source)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    objects = DataSheetQuerySet.as_manager()

    class Meta:
        verbose_name = _("data sheet")
        verbose_name_plural = _("data sheets")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="sheet_closed_after_opening",
                violation_error_message=_("A sheet cannot be closed before it was opened."),
            ),
            models.CheckConstraint(
                condition=Q(kind=SheetKind.ANONYMOUS) | ~Q(age_band=AgeBand.UNKNOWN),
                name="sheet_enrolled_with_age",
                violation_error_message=_("Say the age of somebody enrolled: law and reporting depend on it."),
            ),
            known("kind", SheetKind, "sheet_kind_known"),
            known("age_band", AgeBand, "sheet_age_band_known"),
            known("gender", Gender, "sheet_gender_known"),
            known("housing", Housing, "sheet_housing_known"),
            known("occupation", Occupation, "sheet_occupation_known"),
            known("substance", Substance, "sheet_substance_known"),
            known("frequency", Frequency, "sheet_frequency_known"),
            known("source", Source, "sheet_source_known"),
        ]

    def __str__(self) -> str:
        return f"data sheet {self.pk}"

    @property
    def state(self) -> SheetState:
        """Whether it's open or closed, in words with a tone."""
        return SheetState.OPEN if self.closed_on is None else SheetState.CLOSED

    @property
    def legal_basis(self) -> LegalBasis | None:
        """By which paragraphs help is given."""
        return legal_basis(SheetKind(self.kind), AgeBand(self.age_band))

    @property
    def course(self) -> Course:
        """What the rules about due dates ask; its agreement is best selected with it."""
        months = self.team.data_agreement.follow_up_months
        return Course(SheetKind(self.kind), AgeBand(self.age_band), self.opened_on, self.closed_on, months)

    @property
    def delete_after(self) -> date | None:
        """The day on which it's deleted by the team's agreement; None while it's open."""
        return self.team.data_agreement.deletes_on(self.closed_on) if self.closed_on else None


class SheetActivity(models.Model):
    """How often something was done with the young person."""

    sheet = models.ForeignKey(DataSheet, on_delete=models.CASCADE, related_name="activities")
    kind = choice(_("activity"), ActivityKind)
    count = models.PositiveSmallIntegerField(_("count"), default=0)

    class Meta:
        verbose_name = _("activity of a data sheet")
        verbose_name_plural = _("activities of data sheets")
        constraints = [
            models.UniqueConstraint(fields=["sheet", "kind"], name="sheet_activity_once"),
            known("kind", ActivityKind, "sheet_activity_known"),
        ]

    def __str__(self) -> str:
        return f"activity of data sheet {self.sheet_id}"


def score(label: object) -> models.PositiveSmallIntegerField[int, int]:
    """Return a score from 1 to 5."""
    return models.PositiveSmallIntegerField(label, choices=Score.choices)  # type: ignore[arg-type]


class SheetFollowUp(models.Model):
    """What has changed since the sheet was opened; it's written whole or not at all."""

    sheet = models.ForeignKey(DataSheet, on_delete=models.CASCADE, related_name="follow_ups")
    kind = choice(_("When"), FollowUpKind)
    done_on = models.DateField(_("date"))
    use = choice(_("Use of substances"), UseChange)
    occupation = choice(_("Education or work"), OccupationChange)
    well_being = score(_("Well-being"))
    relations = score(_("Relations to family and friends"))
    leisure = score(_("Leisure time"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        ordering = ["done_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "kind"],
                condition=~Q(kind=FollowUpKind.FOLLOW_UP),
                name="sheet_follow_up_once_at_and_after_closure",
            ),
            known("kind", FollowUpKind, "sheet_follow_up_kind_known"),
            known("use", UseChange, "sheet_follow_up_use_known"),
            known("occupation", OccupationChange, "sheet_follow_up_occupation_known"),
            models.CheckConstraint(
                condition=Q(well_being__range=(1, 5), relations__range=(1, 5), leisure__range=(1, 5)),
                name="sheet_follow_up_scores_in_range",
            ),
        ]

    def __str__(self) -> str:
        return f"follow-up of data sheet {self.sheet_id}"


class SheetReported(models.Model):
    """That something was reported to a register; the reporting itself happens there."""

    sheet = models.ForeignKey(DataSheet, on_delete=models.CASCADE, related_name="reported")
    what = choice(_("what"), Reporting)
    ticked_on = models.DateField(_("ticked"))
    ticked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("report to a register")
        verbose_name_plural = _("reports to registers")
        constraints = [
            models.UniqueConstraint(fields=["sheet", "what"], name="sheet_reported_once"),
            known("what", Reporting, "sheet_reported_known"),
        ]

    def __str__(self) -> str:
        return f"report of data sheet {self.sheet_id}"
