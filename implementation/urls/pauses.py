"""Addresses of a team's pauses."""

from __future__ import annotations

from django.urls import path

from implementation.views import pauses

urlpatterns = [
    path("teams/<int:pk>/pause/", pauses.team_pause, name="team_pause"),
    path("teams/<int:pk>/resume/", pauses.team_resume, name="team_resume"),
]
