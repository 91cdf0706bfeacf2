"""Implementation tracking's addresses, one list per resource."""

from __future__ import annotations

from implementation.urls import sheets

app_name = "implementation"
urlpatterns = [
    *sheets.urlpatterns,
]
