"""The tables of implementation tracking."""

from __future__ import annotations

from implementation.models.milestone import Milestone, MilestoneEntry, StepPause
from implementation.models.report import ActivityReport, ReportEvent

__all__ = ["ActivityReport", "Milestone", "MilestoneEntry", "ReportEvent", "StepPause"]
