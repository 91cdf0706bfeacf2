"""The courses' addresses, one list per resource."""

from __future__ import annotations

from courses.urls import calendar, certificates, cohorts, exports, learning, library, participants, plan, register

app_name = "courses"
urlpatterns = [
    *learning.urlpatterns,
    *cohorts.urlpatterns,
    *participants.urlpatterns,
    *plan.urlpatterns,
    *exports.urlpatterns,
    *register.urlpatterns,
    *certificates.urlpatterns,
    *calendar.urlpatterns,
    *library.urlpatterns,
]
