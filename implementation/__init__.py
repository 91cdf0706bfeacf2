"""Implementation tracking: readiness, milestones, reports, monitoring."""

from __future__ import annotations
