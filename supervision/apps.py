"""The app's configuration."""

from __future__ import annotations

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """Supervision and leadership records; its models come with the supervision release."""

    name = "supervision"
    default_auto_field = "django.db.models.BigAutoField"
