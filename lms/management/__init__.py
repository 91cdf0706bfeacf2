"""Commands that join all apps."""

from __future__ import annotations
