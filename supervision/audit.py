"""Which of supervision's tables are under audit. Texts about cases never are: nobody but the team reads them."""

from __future__ import annotations

from auditlog.registry import auditlog

from supervision.models import Action, Addition, Case, Contact, FollowUpForm, InterventionStatus, Rating, Record, Theme

AUDITED = (Action, Contact, FollowUpForm, InterventionStatus, Rating, Theme)
CASE_TEXTS = ["label", "question", "approach", "agreed"]


def register_audited_models() -> None:
    """Put the tables under audit; drafts are not, they hold cases and bind nothing."""
    for model in AUDITED:
        auditlog.register(model)
    auditlog.register(Record, m2m_fields={"owner_people"})
    auditlog.register(Case, exclude_fields=CASE_TEXTS)
    auditlog.register(Addition, exclude_fields=["text"])
