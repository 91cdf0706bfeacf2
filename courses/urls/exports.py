"""Addresses of the lists that enter and leave the product."""

from __future__ import annotations

from django.urls import path

from courses.views import attendance_import, exports

urlpatterns = [
    path("cohorts/<str:code>/attendance/import/", attendance_import.attendance_import, name="attendance_import"),
    path(
        "cohorts/<str:code>/attendance/import/confirm/",
        attendance_import.attendance_import_confirm,
        name="attendance_import_confirm",
    ),
    path("cohorts/<str:code>/attendance/export/", exports.attendance_export, name="attendance_export"),
    path("cohorts/<str:code>/plan/export/", exports.plan_export, name="plan_export"),
]
