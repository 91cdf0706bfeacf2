"""Addresses of the cases that a team sends in."""

from __future__ import annotations

from django.urls import path

from supervision.views import cases

urlpatterns = [
    path("sessions/<int:pk>/cases/", cases.case_send_in, name="case_send_in"),
    path("cases/<uuid:pk>/", cases.case_change, name="case_change"),
    path("cases/<uuid:pk>/withdraw/", cases.case_withdraw, name="case_withdraw"),
]
