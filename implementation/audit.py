"""Which of implementation tracking's tables are under audit."""

from __future__ import annotations

from auditlog.registry import auditlog

from implementation.models import ActivityReport, Milestone, MilestoneEntry, ReportEvent, StepPause

AUDITED = (ActivityReport, Milestone, ReportEvent, StepPause)


def register_audited_models() -> None:
    """Put the tables under audit; what somebody wrote about a milestone stands in its own log, once."""
    for model in AUDITED:
        auditlog.register(model)
    auditlog.register(MilestoneEntry, exclude_fields=["text", "link", "filename"])
