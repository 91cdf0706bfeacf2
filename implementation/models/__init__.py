"""The tables of implementation tracking."""

from __future__ import annotations

from implementation.models.report import ActivityReport, ReportEvent

__all__ = ["ActivityReport", "ReportEvent"]
