"""Addresses of sessions, registers and decisions on what was missed."""

from __future__ import annotations

from django.urls import path

from courses.views import missed, register

urlpatterns = [
    path("sessions/<int:pk>/", register.session, name="session"),
    path("sessions/<int:pk>/register/", register.register, name="register"),
    path("participants/<int:pk>/exemptions/new/", missed.exemption_create, name="exemption_create"),
    path("exemptions/<int:pk>/remove/", missed.exemption_remove, name="exemption_remove"),
    path("participants/<int:pk>/make-ups/new/", missed.make_up_create, name="make_up_create"),
    path("make-ups/<int:pk>/remove/", missed.make_up_remove, name="make_up_remove"),
]
