"""The app's configuration."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Users, organisations, memberships, invitations and what a role may do."""

    name = "people"
    verbose_name = _("People")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the app's models under audit once all models are loaded."""
        from people.audit import register_audited_models

        register_audited_models()
