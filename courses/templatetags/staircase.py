"""The marks of the staircase, for its templates. A drawing shows more than a hundred, so none has a template."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from courses.staircase.shapes import PlacedMark

register = template.Library()

MARK = '<g class="mark {} {}" transform="{}"><title>{}</title>{}</g>'
OUTLINE = '<path class="outline" d="{}" />'
INNER = '<path class="inner" d="{}" />'
INNER_MOVED = '<path class="inner" d="{}" transform="{}" />'


@register.simple_tag
def mark(placed: PlacedMark) -> SafeString:
    """Draw one mark inside an SVG, with its words as the title."""
    form = _form(placed.outline, placed.inner, placed.inner_transform)
    return format_html(MARK, placed.shape, placed.state, placed.transform, placed.label, form)


@cache
def _form(outline: str, inner: str, transform: str) -> SafeString:
    """Return what a mark is drawn with: there are no more of them than shapes times states."""
    if not inner:
        return format_html(OUTLINE, outline)
    return format_html(OUTLINE + (INNER_MOVED if transform else INNER), outline, inner, transform)
