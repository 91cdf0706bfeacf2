"""Addresses of cohorts, their teams and supervisors."""

from __future__ import annotations

from django.urls import path

from courses.views import cohorts, participants_import, teams

urlpatterns = [
    path("cohorts/", cohorts.cohort_list, name="cohort_list"),
    # Beside the cohorts, not among them: any word below cohorts/ can be a cohort's code.
    path("new-cohort/", cohorts.cohort_create, name="cohort_create"),
    path("cohorts/<str:code>/", cohorts.cohort, name="cohort"),
    path("cohorts/<str:code>/close/", cohorts.cohort_close, name="cohort_close"),
    path("cohorts/<str:code>/reopen/", cohorts.cohort_reopen, name="cohort_reopen"),
    path("cohorts/<str:code>/teams/new/", teams.team_create, name="team_create"),
    path(
        "cohorts/<str:code>/import/participants/",
        participants_import.participants_import,
        name="participants_import",
    ),
    path(
        "cohorts/<str:code>/import/participants/confirm/",
        participants_import.participants_import_confirm,
        name="participants_import_confirm",
    ),
    path("teams/<int:pk>/", teams.team, name="team"),
    path("teams/<int:pk>/edit/", teams.team_edit, name="team_edit"),
    path("teams/<int:pk>/supervisors/new/", teams.supervisor_assign, name="supervisor_assign"),
    path("supervisors/<int:pk>/end/", teams.supervisor_end, name="supervisor_end"),
]
