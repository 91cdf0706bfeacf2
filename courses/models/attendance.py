"""Attendance, and the two things that change what it counts for: make-ups and exemptions."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.enums import AttendanceSource, AttendanceStatus
from courses.models.cohort import Participant
from courses.models.session import Session


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    """Finds lines of registers."""

    def check_ins(self) -> Self:
        """Return those that came about by a scanned code."""
        return self.filter(source=AttendanceSource.CHECK_IN)

    def of_register(self) -> Self:
        """Return those that a register taken by somebody stands for; check-ins wait until then."""
        return self.exclude(source=AttendanceSource.CHECK_IN, recorded_by=F("participant__user"))


class Attendance(models.Model):
    """One participant at one session; no row means that the register says nothing yet."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendance", verbose_name=_("session"))
    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="attendance", verbose_name=_("participant")
    )
    status = models.CharField(_("attendance"), max_length=10, choices=AttendanceStatus)
    partial_minutes = models.PositiveSmallIntegerField(
        _("minutes present"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    correction = models.CharField(_("reason for the correction"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    recorded_at = models.DateTimeField(default=timezone.now)
    source = models.CharField(max_length=10, choices=AttendanceSource, default=AttendanceSource.REGISTER)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        constraints = [
            models.UniqueConstraint(fields=["session", "participant"], name="attendance_once_per_session"),
            models.CheckConstraint(
                # Unknown minutes would make the comparison unknown too, and a check takes what is unknown.
                condition=Q(status="partial", partial_minutes__isnull=False, partial_minutes__gte=1)
                | ~Q(status="partial") & Q(partial_minutes=None),
                name="attendance_minutes_only_when_partial",
            ),
            models.CheckConstraint(
                condition=~Q(status="excused") | ~Q(reason=""), name="attendance_excused_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(recorded_by__isnull=False) | Q(source="import"), name="attendance_recorded_by_somebody"
            ),
            models.CheckConstraint(condition=Q(status__in=AttendanceStatus.values), name="attendance_status_known"),
        ]

    def __str__(self) -> str:
        return f"session {self.session_id}, participant {self.participant_id}"

    @property
    def is_check_in(self) -> bool:
        """Whether it came about by a scanned code, at the moment when it was recorded."""
        return self.source == AttendanceSource.CHECK_IN


class MakeUp(models.Model):
    """An absence made up for by a guest's attendance at another cohort's session of the same module."""

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="make_ups")
    missed = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="made_up", verbose_name=_("missed"))
    guest = models.OneToOneField(
        Attendance, on_delete=models.PROTECT, related_name="makes_up", verbose_name=_("attended instead")
    )
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("make-up")
        verbose_name_plural = _("make-ups")
        ordering = ["approved_at", "pk"]

    def __str__(self) -> str:
        return f"participant {self.participant_id}, session {self.missed_id}"


class Exemption(models.Model):
    """The model owner's decision, with a reason, that a participant is not obliged to a session."""

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="exemptions")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="exemptions")
    reason = models.CharField(_("reason"), max_length=200)
    exempted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    exempted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("exemption")
        verbose_name_plural = _("exemptions")
        ordering = ["exempted_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "session"], name="exemption_once_per_session"),
            models.CheckConstraint(condition=~Q(reason=""), name="exemption_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"participant {self.participant_id}, session {self.session_id}"
