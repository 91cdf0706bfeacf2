"""What people write in implementation tracking, as forms."""

from __future__ import annotations
