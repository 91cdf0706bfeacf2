"""Addresses of the import of earlier supervisions."""

from __future__ import annotations

from django.urls import path

from supervision.views import record_import

urlpatterns = [
    path("cohorts/<str:code>/import/", record_import.record_import, name="record_import"),
    path("cohorts/<str:code>/import/confirm/", record_import.record_import_confirm, name="record_import_confirm"),
]
