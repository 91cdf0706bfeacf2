"""Supervision's addresses, one list per resource."""

from __future__ import annotations

from supervision.urls import actions, overview, records

app_name = "supervision"
urlpatterns = [
    *overview.urlpatterns,
    *records.urlpatterns,
    *actions.urlpatterns,
]
