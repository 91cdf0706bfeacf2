"""Supervision's addresses, one list per resource."""

from __future__ import annotations

from supervision.urls import contacts, forms, imports, records, substitutes

app_name = "supervision"
urlpatterns = [
    *imports.urlpatterns,
    *records.urlpatterns,
    *forms.urlpatterns,
    *contacts.urlpatterns,
    *substitutes.urlpatterns,
]
