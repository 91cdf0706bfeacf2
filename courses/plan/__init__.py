"""The plan generator and the check of an edited plan: pure calculations, without models, database or clock."""

from __future__ import annotations

from courses.plan.conflicts import Conflict, PlannedSession, find_conflicts
from courses.plan.generator import generate
from courses.plan.proposal import Plan, Proposal, Unplaced
from courses.plan.template import ActivityTemplate, ModuleTemplate, Pinned, PlanTemplate, TeamInput

__all__ = [
    "ActivityTemplate",
    "Conflict",
    "ModuleTemplate",
    "Pinned",
    "Plan",
    "PlanTemplate",
    "PlannedSession",
    "Proposal",
    "TeamInput",
    "Unplaced",
    "find_conflicts",
    "generate",
]
