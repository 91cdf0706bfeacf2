"""The app's configuration."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    """Programmes, cohorts, teams, sessions, attendance, standing and certificates."""

    name = "courses"
    verbose_name = _("Courses")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the app's models under audit once all models are loaded."""
        from courses.audit import register_audited_models

        register_audited_models()
