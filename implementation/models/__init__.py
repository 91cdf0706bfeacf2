"""The tables of implementation tracking."""

from __future__ import annotations

from implementation.models.pause import TeamPause
from implementation.models.report import FIGURES, ActivityReport, ReportEvent

__all__ = ["FIGURES", "ActivityReport", "ReportEvent", "TeamPause"]
