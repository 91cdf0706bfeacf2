"""Supervision's addresses, one list per resource."""

from __future__ import annotations

from supervision.urls import imports, records

app_name = "supervision"
urlpatterns = [
    *imports.urlpatterns,
    *records.urlpatterns,
]
