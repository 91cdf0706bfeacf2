"""Addresses of the evaluation after a day."""

from __future__ import annotations

from django.urls import path

from courses.views import evaluation

urlpatterns = [
    path("sessions/<int:pk>/evaluation/", evaluation.evaluation, name="evaluation"),
    path("sessions/<int:pk>/evaluation/results/", evaluation.evaluation_results, name="evaluation_results"),
]
