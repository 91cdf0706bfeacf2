"""How English readers of the product write dates, times and numbers."""

from __future__ import annotations
