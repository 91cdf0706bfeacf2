"""Commands of the courses."""

from __future__ import annotations
