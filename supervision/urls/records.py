"""Addresses of a session's record."""

from __future__ import annotations

from django.urls import path

from supervision.views import records

urlpatterns = [
    path("sessions/<int:pk>/record/", records.record, name="record"),
]
