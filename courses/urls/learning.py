"""Addresses of a person's own course."""

from __future__ import annotations

from django.urls import path

from courses.views import learning

urlpatterns = [
    path("my-course/", learning.my_course, name="my_course"),
    path("my-course/<int:pk>/", learning.my_course, name="my_course_of"),
]
