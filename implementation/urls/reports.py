"""Addresses of the activity reports."""

from __future__ import annotations

from django.urls import path, register_converter

from implementation.urls.month import MonthConverter
from implementation.views import exports, overview, report_decisions, report_import, report_list, reports

register_converter(MonthConverter, "month")

urlpatterns = [
    path("", overview.reports, name="reports"),
    path("teams/<int:pk>/reports/", report_list.report_list, name="report_list"),
    path("teams/<int:pk>/reports/export/", exports.report_export, name="report_export"),
    path("teams/<int:pk>/reports/import/", report_import.report_import, name="report_import"),
    path("teams/<int:pk>/reports/import/confirm/", report_import.report_import_confirm, name="report_import_confirm"),
    path("teams/<int:pk>/reports/<month:month>/", reports.report, name="report"),
    path("teams/<int:pk>/reports/<month:month>/submit/", reports.report_submit, name="report_submit"),
    path("teams/<int:pk>/reports/<month:month>/accept/", report_decisions.report_accept, name="report_accept"),
    path("teams/<int:pk>/reports/<month:month>/reopen/", report_decisions.report_reopen, name="report_reopen"),
]
