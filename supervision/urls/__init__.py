"""Supervision's addresses, one list per resource."""

from __future__ import annotations

from supervision.urls import cases, records

app_name = "supervision"
urlpatterns = [
    *records.urlpatterns,
    *cases.urlpatterns,
]
