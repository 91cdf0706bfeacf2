"""Addresses of data sheets and of the agreement that they rest on."""

from __future__ import annotations

from django.urls import path

from implementation.views import data_agreement, sheet_changes, sheets

urlpatterns = [
    path("teams/<int:pk>/sheets/", sheets.sheet_list, name="sheet_list"),
    path("teams/<int:pk>/sheets/new/", sheets.sheet_create, name="sheet_create"),
    path("teams/<int:pk>/data-agreement/", data_agreement.data_agreement, name="data_agreement"),
    path("sheets/<int:pk>/", sheets.sheet, name="sheet"),
    path("sheets/<int:pk>/background/", sheet_changes.sheet_background, name="sheet_background"),
    path("sheets/<int:pk>/count/", sheet_changes.sheet_count, name="sheet_count"),
    path("sheets/<int:pk>/follow-up/", sheet_changes.sheet_follow_up, name="sheet_follow_up"),
    path("sheets/<int:pk>/close/", sheet_changes.sheet_close, name="sheet_close"),
    path("sheets/<int:pk>/reopen/", sheet_changes.sheet_reopen, name="sheet_reopen"),
    path("sheets/<int:pk>/tick/", sheet_changes.sheet_tick, name="sheet_tick"),
    path("sheets/<int:pk>/untick/", sheet_changes.sheet_untick, name="sheet_untick"),
    path("sheets/<int:pk>/delete/", sheet_changes.sheet_delete, name="sheet_delete"),
]
