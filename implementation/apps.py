"""The app's configuration."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImplementationConfig(AppConfig):
    """Activity reports, data sheets, milestones: what a municipality puts in place and documents."""

    name = "implementation"
    verbose_name = _("Implementation")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the app's models under audit once all models are loaded."""
        from implementation.audit import register_audited_models

        register_audited_models()
