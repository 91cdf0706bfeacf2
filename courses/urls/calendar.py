"""Addresses for calendar programs."""

from __future__ import annotations

from django.urls import path

from courses.views import calendar

urlpatterns = [
    path("calendar/<str:token>.ics", calendar.calendar_feed, name="calendar_feed"),
    path("sessions/<int:pk>/calendar.ics", calendar.session_calendar, name="session_calendar"),
    path("account/calendar/", calendar.calendar_settings, name="calendar_settings"),
    path("account/calendar/start/", calendar.calendar_start, name="calendar_start"),
    path("account/calendar/renew/", calendar.calendar_renew, name="calendar_renew"),
    path("account/calendar/stop/", calendar.calendar_stop, name="calendar_stop"),
    path("account/calendar/change/", calendar.calendar_change, name="calendar_change"),
]
