"""Certificates and attendance statements: frozen, verifiable, revocable."""

from __future__ import annotations

import secrets
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.enums import CertificateKind, CertificateState
from courses.models.cohort import Participant


def new_token() -> str:
    """Return the secret part of a certificate's public address."""
    return secrets.token_urlsafe(24)


class CertificateQuerySet(models.QuerySet["Certificate"]):
    """Finds certificates."""

    def live(self) -> Self:
        """Return those neither revoked nor replaced."""
        return self.filter(revoked_at=None)


class Certificate(models.Model):
    """What was issued to one participant; its content and PDF never change, only whether it still holds."""

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="certificates")
    kind = models.CharField(_("kind"), max_length=12, choices=CertificateKind)
    serial = models.CharField(_("serial number"), max_length=40, unique=True)
    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="da")
    content = models.JSONField()
    pdf = models.BinaryField()
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(default=timezone.now)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_reason = models.CharField(_("reason"), max_length=200, blank=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, related_name="replaced_by", null=True, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "kind"],
                condition=Q(revoked_at=None),
                name="certificate_one_live_per_participant",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None, revoked_reason="")
                | Q(revoked_at__isnull=False, revoked_by__isnull=False) & ~Q(revoked_reason=""),
                name="certificate_revoked_by_somebody_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.serial

    @property
    def state(self) -> CertificateState:
        """Whether it holds; a replaced one names its successor, so that comes before revoked."""
        if self.revoked_at is None:
            return CertificateState.VALID
        return CertificateState.REPLACED if hasattr(self, "replaced_by") else CertificateState.REVOKED
