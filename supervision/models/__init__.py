"""The tables of supervision: follow-up forms, drafts and signed records, cases, agreed actions, contacts."""

from __future__ import annotations

from supervision.models.action import Action
from supervision.models.case import Case
from supervision.models.contact import Contact
from supervision.models.form import FollowUpForm, Theme
from supervision.models.record import (
    Addition,
    InterventionStatus,
    Notice,
    Rating,
    Record,
    RecordDraft,
)

__all__ = [
    "Action",
    "Addition",
    "Case",
    "Contact",
    "FollowUpForm",
    "InterventionStatus",
    "Notice",
    "Rating",
    "Record",
    "RecordDraft",
    "Theme",
]
