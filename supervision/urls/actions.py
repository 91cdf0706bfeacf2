"""Addresses of agreed actions."""

from __future__ import annotations

from django.urls import path

from supervision.views import actions

urlpatterns = [
    path("actions/", actions.action_list, name="action_list"),
    path("actions/<uuid:pk>/done/", actions.action_done, name="action_done"),
    path("actions/<uuid:pk>/drop/", actions.action_drop, name="action_drop"),
    path("actions/<uuid:pk>/reopen/", actions.action_reopen, name="action_reopen"),
]
