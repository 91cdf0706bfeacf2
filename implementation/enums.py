"""The fixed choices of implementation tracking."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    """A status that pages show: in words, with a tone."""

    @property
    def tone(self) -> str:
        """The tone in which it's shown: good, warn, bad or quiet."""
        return TONES[self]


class ReportState(Status):
    """How far a month's report is; *expected* and *missing* are computed, the rest is stored."""

    EXPECTED = "expected", _("Expected")
    MISSING = "missing", _("Missing")
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    ACCEPTED = "accepted", _("Accepted")
    REOPENED = "reopened", _("Reopened")
    EXEMPT = "exempt", _("Not expected")


STORED_REPORT_STATES = (ReportState.DRAFT, ReportState.SUBMITTED, ReportState.ACCEPTED, ReportState.REOPENED)

REPORT_TRANSITIONS: dict[ReportState, frozenset[ReportState]] = {
    ReportState.EXPECTED: frozenset({ReportState.DRAFT, ReportState.SUBMITTED, ReportState.MISSING}),
    ReportState.MISSING: frozenset({ReportState.DRAFT, ReportState.SUBMITTED}),
    ReportState.DRAFT: frozenset({ReportState.SUBMITTED}),
    ReportState.SUBMITTED: frozenset({ReportState.ACCEPTED, ReportState.REOPENED}),
    ReportState.ACCEPTED: frozenset({ReportState.REOPENED}),
    ReportState.REOPENED: frozenset({ReportState.SUBMITTED}),
    ReportState.EXEMPT: frozenset(),
}
TONES: dict[Status, str] = {
    ReportState.EXPECTED: "quiet",
    ReportState.MISSING: "bad",
    ReportState.DRAFT: "warn",
    ReportState.SUBMITTED: "good",
    ReportState.ACCEPTED: "good",
    ReportState.REOPENED: "warn",
    ReportState.EXEMPT: "quiet",
}
