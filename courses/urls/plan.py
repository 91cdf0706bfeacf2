"""Addresses of the plan and its sessions, and of school holidays."""

from __future__ import annotations

from django.urls import path

from courses.views import plan, school_holidays

urlpatterns = [
    path("cohorts/<str:code>/plan/", plan.plan, name="plan"),
    path("cohorts/<str:code>/plan/generate/", plan.plan_generate, name="plan_generate"),
    path("cohorts/<str:code>/plan/publish/", plan.plan_publish, name="plan_publish"),
    path("cohorts/<str:code>/sessions/new/", plan.session_create, name="session_create"),
    path("sessions/<int:pk>/edit/", plan.session_edit, name="session_edit"),
    path("sessions/<int:pk>/fix/", plan.session_fix, name="session_fix"),
    path("sessions/<int:pk>/release/", plan.session_release, name="session_release"),
    path("sessions/<int:pk>/cancel/", plan.session_cancel, name="session_cancel"),
    path("sessions/<int:pk>/restore/", plan.session_restore, name="session_restore"),
    path("school-holidays/", school_holidays.school_holiday_list, name="school_holiday_list"),
    path("school-holidays/new/", school_holidays.school_holiday_create, name="school_holiday_create"),
    path("school-holidays/<int:pk>/remove/", school_holidays.school_holiday_remove, name="school_holiday_remove"),
]
