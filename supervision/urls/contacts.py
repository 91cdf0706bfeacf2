"""Addresses of the contacts with a team's leaders."""

from __future__ import annotations

from django.urls import path

from supervision.views import contacts

urlpatterns = [
    path("teams/<int:pk>/contacts/", contacts.contact_log, name="contact_log"),
]
