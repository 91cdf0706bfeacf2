"""Implementation tracking's addresses, one list per resource."""

from __future__ import annotations

from implementation.urls import milestones, pauses, reports, sheets

app_name = "implementation"
urlpatterns = [
    *milestones.urlpatterns,
    *reports.urlpatterns,
    *pauses.urlpatterns,
    *sheets.urlpatterns,
]
