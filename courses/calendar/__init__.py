"""Sessions and deadlines for calendar programs."""

from __future__ import annotations
