"""Addresses of the library, of pictures, and of the search over all that can be read."""

from __future__ import annotations

from django.urls import path

from courses.views import documents, library, search

urlpatterns = [
    path("library/", library.library, name="library"),
    path("search/", search.search, name="search"),
    # The address that Wagtail gives documents.
    path("documents/<int:pk>/<path:name>", documents.document, name="document"),
    # Where Wagtail's pictures lie below MEDIA_URL; nothing else of it is served.
    path("media/images/<str:name>", documents.picture, name="picture"),
]
