"""The fixed choices of implementation tracking."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from people.enums import Status


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


class MonthMark(Status):
    """How a month looks on the map of a team's reports; computed, never stored."""

    TIMELY = "timely", _("Handed in on time")
    LATE = "late", _("Handed in late")
    IMPORTED = "imported", _("Imported")
    REOPENED = "reopened", _("Reopened")
    MISSING = "missing", _("Missing")
    NOT_DUE = "not_due", _("Not due yet")
    EXEMPT = "exempt", _("Not expected")

    @property
    def symbol(self) -> str:
        """The sign that tells it from the others where there is no room for words."""
        return SYMBOLS[self]


REPORT_TRANSITIONS: dict[ReportState, frozenset[ReportState]] = {
    ReportState.EXPECTED: frozenset({ReportState.DRAFT, ReportState.SUBMITTED, ReportState.MISSING}),
    ReportState.MISSING: frozenset({ReportState.DRAFT, ReportState.SUBMITTED, ReportState.REOPENED}),
    ReportState.DRAFT: frozenset({ReportState.SUBMITTED, ReportState.REOPENED}),
    ReportState.SUBMITTED: frozenset({ReportState.ACCEPTED, ReportState.REOPENED}),
    ReportState.ACCEPTED: frozenset({ReportState.REOPENED}),
    ReportState.REOPENED: frozenset({ReportState.SUBMITTED}),
    ReportState.EXEMPT: frozenset(),
}


class StepState(Status):
    """How far a team is with a step; it follows from the step's milestones, only a pause is said."""

    NOT_STARTED = "not_started", _("Not started")
    PREPARING = "preparing", _("Preparing")
    OPEN = "open", _("Open")
    EMBEDDED = "embedded", _("Embedded")
    PAUSED = "paused", _("Paused")


STEP_TRANSITIONS: dict[StepState, frozenset[StepState]] = {
    StepState.NOT_STARTED: frozenset({StepState.PREPARING, StepState.OPEN, StepState.PAUSED}),
    StepState.PREPARING: frozenset({StepState.NOT_STARTED, StepState.OPEN, StepState.EMBEDDED, StepState.PAUSED}),
    StepState.OPEN: frozenset({StepState.NOT_STARTED, StepState.PREPARING, StepState.EMBEDDED, StepState.PAUSED}),
    StepState.EMBEDDED: frozenset({StepState.PREPARING, StepState.OPEN, StepState.PAUSED}),
    StepState.PAUSED: frozenset({StepState.NOT_STARTED, StepState.PREPARING, StepState.OPEN, StepState.EMBEDDED}),
}


class MilestoneState(Status):
    """How far a team is with a milestone; computed from its dates and who has confirmed it."""

    PLANNED = "planned", _("Planned")
    LATE = "late", _("Late")
    REACHED = "reached", _("Reached")
    CONFIRMED = "confirmed", _("Confirmed")


MILESTONE_TRANSITIONS: dict[MilestoneState, frozenset[MilestoneState]] = {
    MilestoneState.PLANNED: frozenset({MilestoneState.LATE, MilestoneState.REACHED}),
    MilestoneState.LATE: frozenset({MilestoneState.PLANNED, MilestoneState.REACHED}),
    MilestoneState.REACHED: frozenset({MilestoneState.CONFIRMED, MilestoneState.PLANNED, MilestoneState.LATE}),
    MilestoneState.CONFIRMED: frozenset({MilestoneState.REACHED}),
}


class EntryKind(TextChoices):
    """What happened to a milestone."""

    PLANNED = "planned", _("Planned for another date")
    REACHED = "reached", _("Reached")
    EVIDENCE = "evidence", _("Evidence added")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CONFIRMED = "confirmed", _("Confirmed")
    UNCONFIRMED = "unconfirmed", _("Confirmation withdrawn")


TONES: dict[Status, str] = {
    ReportState.EXPECTED: "quiet",
    ReportState.MISSING: "bad",
    ReportState.DRAFT: "warn",
    ReportState.SUBMITTED: "good",
    ReportState.ACCEPTED: "good",
    ReportState.REOPENED: "warn",
    ReportState.EXEMPT: "quiet",
    MonthMark.TIMELY: "good",
    MonthMark.LATE: "warn",
    MonthMark.IMPORTED: "good",
    MonthMark.REOPENED: "warn",
    MonthMark.MISSING: "bad",
    MonthMark.NOT_DUE: "quiet",
    MonthMark.EXEMPT: "quiet",
    StepState.NOT_STARTED: "quiet",
    StepState.PREPARING: "warn",
    StepState.OPEN: "good",
    StepState.EMBEDDED: "good",
    StepState.PAUSED: "warn",
    MilestoneState.PLANNED: "quiet",
    MilestoneState.LATE: "bad",
    MilestoneState.REACHED: "good",
    MilestoneState.CONFIRMED: "good",
}
SYMBOLS: dict[MonthMark, str] = {
    MonthMark.TIMELY: "✓",
    MonthMark.LATE: "+",
    MonthMark.IMPORTED: "↓",
    MonthMark.REOPENED: "↺",
    MonthMark.MISSING: "✗",
    MonthMark.NOT_DUE: "○",
    MonthMark.EXEMPT: "–",
}
