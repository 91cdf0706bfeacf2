"""Which of the courses' tables are under audit."""

from __future__ import annotations

from auditlog.registry import auditlog

from courses.models import (
    Attendance,
    Certificate,
    Cohort,
    Exemption,
    FteChange,
    MakeUp,
    Participant,
    Session,
    Supervisor,
    Team,
)

AUDITED = (Attendance, Cohort, Exemption, FteChange, MakeUp, Participant, Session, Supervisor)


def register_audited_models() -> None:
    """Put the tables under audit; the stored PDF is left out because its certificate's row says it all."""
    for model in AUDITED:
        auditlog.register(model)
    auditlog.register(Team, m2m_fields={"municipalities", "optional_steps"})
    auditlog.register(Certificate, exclude_fields=["pdf", "token"])
