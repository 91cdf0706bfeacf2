"""Addresses of checking in: the code on the trainer's screen, and where it leads."""

from __future__ import annotations

from django.urls import path

from courses.views import check_in, check_in_screen

urlpatterns = [
    path("sessions/<int:pk>/check-in/", check_in_screen.screen, name="check_in_screen"),
    path("sessions/<int:pk>/check-in/code/", check_in_screen.code, name="check_in_code"),
    # Short: each letter makes the picture of the code finer.
    path("check-in/<str:code>/", check_in.check_in, name="check_in"),
]
