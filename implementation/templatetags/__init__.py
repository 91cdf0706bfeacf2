"""Tags of implementation tracking."""

from __future__ import annotations
