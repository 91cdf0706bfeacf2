"""The product's addresses and one that fails, to see the page that tells of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from lms.urls import urlpatterns as product_urls

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@login_not_required
def fail(request: HttpRequest) -> HttpResponse:
    """Fail as no view of the product should."""
    raise RuntimeError("A fault of ours")


urlpatterns = [path("fault/", fail), *product_urls]
