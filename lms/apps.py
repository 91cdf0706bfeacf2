"""The app's configuration."""

from __future__ import annotations

from django.apps import AppConfig


class LmsConfig(AppConfig):
    """What joins the apps: the start page and the demo data."""

    name = "lms"
    default_auto_field = "django.db.models.BigAutoField"
