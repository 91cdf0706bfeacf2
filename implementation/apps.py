"""The app's configuration."""

from __future__ import annotations

from django.apps import AppConfig


class ImplementationConfig(AppConfig):
    """Implementation tracking; its models come with the implementation release."""

    name = "implementation"
    default_auto_field = "django.db.models.BigAutoField"
