"""The tables of implementation tracking."""

from __future__ import annotations

from implementation.models.milestone import Milestone, MilestoneEntry, StepPause
from implementation.models.pause import TeamPause
from implementation.models.purged import Purged
from implementation.models.report import FIGURES, ActivityReport, ReportEvent
from implementation.models.sheet import DataAgreement, DataSheet, SheetActivity, SheetFollowUp, SheetReported

__all__ = [
    "FIGURES",
    "ActivityReport",
    "DataAgreement",
    "DataSheet",
    "Milestone",
    "MilestoneEntry",
    "Purged",
    "ReportEvent",
    "SheetActivity",
    "SheetFollowUp",
    "SheetReported",
    "StepPause",
    "TeamPause",
]
