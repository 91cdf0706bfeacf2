"""Which of implementation tracking's tables are under audit."""

from __future__ import annotations

from auditlog.registry import auditlog

from implementation.models import ActivityReport, ReportEvent, TeamPause

AUDITED = (ActivityReport, ReportEvent, TeamPause)


def register_audited_models() -> None:
    """Put the tables under audit."""
    for model in AUDITED:
        auditlog.register(model)
