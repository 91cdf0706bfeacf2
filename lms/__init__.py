"""What joins the apps: settings, addresses, the start page, demo data. Nothing imports this package but Django."""

from __future__ import annotations

from lms.celery import app as celery_app

__all__ = ["celery_app"]
