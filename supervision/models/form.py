"""The follow-up form: the themes that every record goes through, in versions that never change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models import ProgrammePage
from supervision.enums import FormSubject, ThemeGroup

if TYPE_CHECKING:
    from people.models import User

SCORES = range(1, 6)
"""The scale of a theme; a described anchor belongs to each."""


class FollowUpFormQuerySet(models.QuerySet["FollowUpForm"]):
    """Finds follow-up forms."""

    def newest(self) -> Self:
        """Return the version in force of each programme and subject."""
        later = FollowUpForm.objects.filter(programme=OuterRef("programme"), subject=OuterRef("subject"))
        return self.filter(version=Subquery(later.order_by("-version").values("version")[:1]))


class FollowUpForm(models.Model):
    """One published version of what records of a programme follow up; the highest is in force."""

    programme = models.ForeignKey(
        ProgrammePage, on_delete=models.PROTECT, related_name="follow_up_forms", verbose_name=_("programme")
    )
    subject = models.CharField(_("about"), max_length=20, choices=FormSubject)
    version = models.PositiveSmallIntegerField(_("version"))
    published_at = models.DateTimeField(_("published"), default=timezone.now)
    published_by: models.ForeignKey[User | None] = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, verbose_name=_("published by")
    )

    objects = FollowUpFormQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up form")
        verbose_name_plural = _("follow-up forms")
        ordering = ["programme", "subject", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "subject", "version"], name="form_version_unique"),
            models.CheckConstraint(condition=Q(subject__in=FormSubject.values), name="form_subject_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_subject_display()}, version {self.version}"


class Theme(models.Model):
    """One theme or principle of a form; its key stays through the versions, its words may change."""

    form = models.ForeignKey(FollowUpForm, on_delete=models.PROTECT, related_name="themes")
    key = models.CharField(_("key"), max_length=4)
    group = models.CharField(_("group"), max_length=10, choices=ThemeGroup, default=ThemeGroup.THEME)
    position = models.PositiveSmallIntegerField(_("position"))
    title = models.CharField(_("title"), max_length=120)
    about = models.TextField(_("what it is about"), blank=True)
    anchors = models.JSONField(_("the scale in words"), default=list, help_text="Five texts, for 1 to 5; or none.")

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["form", "position"]
        constraints = [
            models.UniqueConstraint(fields=["form", "key"], name="theme_key_unique_in_form"),
            models.CheckConstraint(condition=Q(group__in=ThemeGroup.values), name="theme_group_known"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.title}"

    @property
    def is_rated(self) -> bool:
        """Whether it's rated on the scale."""
        return self.group == ThemeGroup.THEME

    def anchor(self, score: int | None) -> str:
        """Return the words of the score, "" where there are none."""
        return str(self.anchors[score - 1]) if score and len(self.anchors) >= score else ""
