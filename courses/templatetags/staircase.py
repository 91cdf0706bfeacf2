"""The marks of the staircase, for its templates. A drawing shows more than a hundred, so none has a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from courses.staircase.shapes import PlacedMark

register = template.Library()

MARK = '<g class="mark {} {}" transform="{}"><title>{}</title><path class="outline" d="{}" />{}</g>'
INNER = '<path class="inner" d="{}" />'
INNER_MOVED = '<path class="inner" d="{}" transform="{}" />'


@register.simple_tag
def mark(placed: PlacedMark) -> SafeString:
    """Draw one mark inside an SVG, with its words as the title."""
    return format_html(MARK, placed.shape, placed.state, placed.transform, placed.label, placed.outline, _inner(placed))


def _inner(placed: PlacedMark) -> SafeString | str:
    if not placed.inner:
        return ""
    if placed.inner_transform:
        return format_html(INNER_MOVED, placed.inner, placed.inner_transform)
    return format_html(INNER, placed.inner)
