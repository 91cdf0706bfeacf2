"""Draws a text as a QR code for a page."""

from __future__ import annotations

import segno
from django.utils.safestring import SafeString, mark_safe

QUIET_ZONE = 4
"""Modules of white around the code, which the standard asks for."""


def qr_svg(text: str) -> SafeString:
    """Return the code as inline SVG, dark on white, without a size of its own; it says nothing to screen readers."""
    code = segno.make(text, error="m", micro=False)
    drawn = code.svg_inline(border=QUIET_ZONE, dark="#000", light="#fff", omitsize=True)
    # Only rectangles: the text itself is not in it.
    return mark_safe(drawn.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))
