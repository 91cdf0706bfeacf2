"""Addresses of who stands in for a supervisor."""

from __future__ import annotations

from django.urls import path

from supervision.views import substitutes

urlpatterns = [
    path("sessions/<int:pk>/substitute/", substitutes.substitute, name="substitute"),
]
