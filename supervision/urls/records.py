"""Addresses of a session's record."""

from __future__ import annotations

from django.urls import path

from supervision.views import drafts, records

urlpatterns = [
    path("sessions/<int:pk>/record/", records.record, name="record"),
    path("sessions/<int:pk>/record/add/", records.record_add, name="record_add"),
    path("sessions/<int:pk>/record.pdf", records.record_pdf, name="record_pdf"),
    path("sessions/<int:pk>/record/open/", drafts.record_open, name="record_open"),
    path("sessions/<int:pk>/record/edit/", drafts.record_edit, name="record_edit"),
    path("sessions/<int:pk>/record/sign/", drafts.record_sign, name="record_sign"),
]
