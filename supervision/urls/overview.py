"""Addresses of supervision at a glance."""

from __future__ import annotations

from django.urls import path

from supervision.views import overview

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("teams/<int:pk>/", overview.team, name="team"),
]
