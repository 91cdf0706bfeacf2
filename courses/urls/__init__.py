"""The courses' addresses, one list per resource."""

from __future__ import annotations

from courses.urls import (
    calendar,
    certificates,
    check_in,
    cohorts,
    evaluation,
    exports,
    learning,
    library,
    participants,
    plan,
    register,
)

app_name = "courses"
urlpatterns = [
    *learning.urlpatterns,
    *cohorts.urlpatterns,
    *participants.urlpatterns,
    *plan.urlpatterns,
    *exports.urlpatterns,
    *register.urlpatterns,
    *check_in.urlpatterns,
    *evaluation.urlpatterns,
    *certificates.urlpatterns,
    *calendar.urlpatterns,
    *library.urlpatterns,
]
