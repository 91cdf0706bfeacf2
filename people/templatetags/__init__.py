"""Template tags of the product."""

from __future__ import annotations
