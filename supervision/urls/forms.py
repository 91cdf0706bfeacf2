"""Addresses of a programme's follow-up forms."""

from __future__ import annotations

from django.urls import path

from supervision.views import forms

urlpatterns = [
    path("programmes/<int:pk>/forms/<str:subject>/", forms.follow_up_form, name="follow_up_form"),
    path("programmes/<int:pk>/forms/<str:subject>/edit/", forms.follow_up_form_edit, name="follow_up_form_edit"),
]
