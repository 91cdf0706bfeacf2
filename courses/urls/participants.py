"""Addresses of participants."""

from __future__ import annotations

from django.urls import path

from courses.views import participants

urlpatterns = [
    path("participants/", participants.participant_list, name="participant_list"),
    path("participants/<int:pk>/", participants.participant, name="participant"),
    path("teams/<int:pk>/participants/new/", participants.participant_create, name="participant_create"),
    path("participants/<int:pk>/edit/", participants.participant_edit, name="participant_edit"),
    path("participants/<int:pk>/staffing/", participants.participant_fte, name="participant_fte"),
    path("participants/<int:pk>/leave/", participants.participant_leave, name="participant_leave"),
    path("participants/<int:pk>/remove/", participants.participant_remove, name="participant_remove"),
    path("participants/<int:pk>/invite/", participants.participant_invite, name="participant_invite"),
]
