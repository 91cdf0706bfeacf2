"""Where a film lies, for the templates of course pages."""

from __future__ import annotations

from urllib.parse import urlsplit

from django import template

from courses import video

register = template.Library()

register.filter("embed_address", video.embed_address)


@register.filter
def host_of(url: str) -> str:
    """Return the name of the host alone."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
