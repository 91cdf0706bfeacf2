"""Contacts with a municipality's leaders between two consultations, one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models import Team
from supervision.enums import Channel

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from people.models import User


class ContactQuerySet(models.QuerySet["Contact"]):
    """Finds contacts."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Return those with the teams in the person's scope."""
        return self.filter(team__in=Team.objects.visible_to(user))


class Contact(models.Model):
    """A mail or call with somebody who leads the team: when, how, with whom, about what."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="contacts", verbose_name=_("team"))
    on = models.DateField(_("date"))
    channel = models.CharField(_("how"), max_length=10, choices=Channel)
    counterpart = models.CharField(_("with whom"), max_length=100)
    line = models.CharField(_("about what"), max_length=200)
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    logged_at = models.DateTimeField(default=timezone.now)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="contact_channel_known"),
            models.CheckConstraint(condition=~Q(line="") & ~Q(counterpart=""), name="contact_says_what"),
        ]

    def __str__(self) -> str:
        return f"contact {self.pk}"
