"""The app's configuration."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SupervisionConfig(AppConfig):
    """Follow-up forms, records of supervisions and leadership consultations, cases and agreed actions."""

    name = "supervision"
    verbose_name = _("Supervision")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the app's models under audit once all models are loaded."""
        from supervision.audit import register_audited_models

        register_audited_models()
