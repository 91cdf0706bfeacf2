"""The fixed choices of supervision: what a record is about, where it was held, what becomes of an action."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from courses.enums import ActivityKind
from people.enums import Status


class FormSubject(TextChoices):
    """What a follow-up form and the records by it are about."""

    SUPERVISION = "supervision", _("Supervision")
    LEADERSHIP = "leadership", _("Leadership consultation")

    @classmethod
    def of(cls, kind: str) -> FormSubject | None:
        """Return what a session of the kind is followed up by, None for one that has no record."""
        if ActivityKind(kind).is_supervision:
            return cls.SUPERVISION
        return cls.LEADERSHIP if kind == ActivityKind.LEADERSHIP_CONSULTATION else None


FOLLOWED_UP = (ActivityKind.SUPERVISION, ActivityKind.EXTENDED_SUPERVISION, ActivityKind.LEADERSHIP_CONSULTATION)
"""The kinds of session that have a record."""

SUPERVISIONS = (ActivityKind.SUPERVISION, ActivityKind.EXTENDED_SUPERVISION)


class ThemeGroup(TextChoices):
    """What a theme of a form is: rated on the scale, or a principle that is talked about."""

    THEME = "theme", _("Theme")
    STRATEGIC = "strategic", _("Strategic principle")
    BEARING = "bearing", _("Bearing principle")


class Approach(TextChoices):
    """The approach used with a case (model U-turn, section 10)."""

    SYSTEMIC = "systemic", _("Systemic")
    APPRECIATIVE = "appreciative", _("Appreciative")
    NARRATIVE = "narrative", _("Narrative")
    SOLUTION_FOCUSED = "solution_focused", _("Solution-focused")
    MOTIVATIONAL = "motivational", _("Motivational interviewing")
    COGNITIVE = "cognitive", _("Cognitive")


class HeldAt(TextChoices):
    """Where a session was held."""

    LOCAL = "local", _("In the municipality")
    MODEL_OWNER = "model_owner", _("At the model owner")
    ONLINE = "online", _("Online")


class Source(TextChoices):
    """How a record came about."""

    PRODUCT = "product", _("Written here")
    IMPORT = "import", _("Imported")


class InterventionProgress(TextChoices):
    """How far the municipality has come with an intervention, as it was talked about."""

    NOT_BEGUN = "not_begun", _("Not begun")
    UNDER_WAY = "under_way", _("Under way")
    RUNNING = "running", _("Running")
    ATTENTION = "attention", _("Needs attention")


class Channel(TextChoices):
    """How somebody was in contact between two consultations."""

    MAIL = "mail", _("E-mail")
    CALL = "call", _("Call")
    VIDEO = "video", _("Video call")
    VISIT = "visit", _("Visit")


class RecordState(Status):
    """How far the record of a session is; computed, never stored."""

    MISSING = "missing", _("Not begun")
    DRAFT = "draft", _("Draft")
    SIGNED = "signed", _("Signed")


class ActionState(Status):
    """What has become of an agreed action."""

    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


class Rhythm(Status):
    """Whether a team's supervision comes in time; computed, never stored."""

    STEADY = "steady", _("In time")
    LATE = "late", _("More than six weeks ago")
    OVERDUE = "overdue", _("More than nine weeks ago")
    NOT_RUNNING = "not_running", _("Not running")


ACTION_TRANSITIONS: dict[ActionState, frozenset[ActionState]] = {
    ActionState.OPEN: frozenset({ActionState.DONE, ActionState.DROPPED}),
    ActionState.DONE: frozenset({ActionState.OPEN}),
    ActionState.DROPPED: frozenset({ActionState.OPEN}),
}
RECORD_TRANSITIONS: dict[RecordState, frozenset[RecordState]] = {
    RecordState.MISSING: frozenset({RecordState.DRAFT}),
    RecordState.DRAFT: frozenset({RecordState.SIGNED}),
    RecordState.SIGNED: frozenset(),
}
TONES: dict[Status, str] = {
    RecordState.MISSING: "bad",
    RecordState.DRAFT: "warn",
    RecordState.SIGNED: "good",
    ActionState.OPEN: "warn",
    ActionState.DONE: "good",
    ActionState.DROPPED: "quiet",
    Rhythm.STEADY: "good",
    Rhythm.LATE: "warn",
    Rhythm.OVERDUE: "bad",
    Rhythm.NOT_RUNNING: "quiet",
}
