"""Every address of the product."""

from __future__ import annotations

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from lms import views

urlpatterns = [
    path("", views.start, name="start"),
    path("healthz", views.health, name="health"),
    path("", include("people.urls")),
    path("account/", include("allauth.urls")),
    path("", include("courses.urls")),
    path("supervision/", include("supervision.urls")),
    path("implementation/", include("implementation.urls")),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("programmes/", include("courses.urls.pages")),
]
