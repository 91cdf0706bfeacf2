"""Lists of earlier months' reports: what their rows mean and what they would change."""

from __future__ import annotations
