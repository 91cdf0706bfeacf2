"""Wagtail's addresses for readers, with the product's own view of the pages."""

from __future__ import annotations

from django.urls import re_path
from wagtail import urls as wagtail_urls

from courses.views import pages

urlpatterns = [
    *(one for one in wagtail_urls.urlpatterns if one.name != "wagtail_serve"),
    re_path(wagtail_urls.serve_pattern, pages.serve, name="wagtail_serve"),
]
