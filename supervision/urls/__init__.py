"""Supervision's addresses, one list per resource."""

from __future__ import annotations

from supervision.urls import actions, cases, contacts, forms, imports, overview, records, substitutes

app_name = "supervision"
urlpatterns = [
    *overview.urlpatterns,
    *imports.urlpatterns,
    *records.urlpatterns,
    *cases.urlpatterns,
    *actions.urlpatterns,
    *forms.urlpatterns,
    *contacts.urlpatterns,
    *substitutes.urlpatterns,
]
