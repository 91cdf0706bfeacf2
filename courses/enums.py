"""The fixed choices of programmes, sessions, attendance and certificates, and which status may follow which."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from people.enums import Status


class ActivityKind(TextChoices):
    """What a session is; the key stands in exports, on certificates and in the staircase."""

    INTERNAT = "internat", _("Internat")
    BASIC_COURSE = "basic_course", _("Basic course")
    TRAINING_DAY = "training_day", _("Training day")
    PRACTICE_DAY = "practice_day", _("Practice day")
    PARENT_GROUP = "parent_group", _("Parent-group evening")
    SUPERVISION = "supervision", _("Supervision")
    EXTENDED_SUPERVISION = "extended_supervision", _("Extended supervision")
    STATUS_MEETING = "status_meeting", _("Status meeting")
    LEADERSHIP_CONSULTATION = "leadership_consultation", _("Leadership consultation")
    OTHER = "other", _("Other")

    @property
    def is_supervision(self) -> bool:
        """Whether a supervisor of the team leads it."""
        return self in {ActivityKind.SUPERVISION, ActivityKind.EXTENDED_SUPERVISION}


class PlaceRule(TextChoices):
    """Where a module or recurring activity takes place."""

    MODEL_OWNER = "model_owner", _("At the model owner")
    LOCAL = "local", _("In the municipality")
    ALTERNATING = "alternating", _("Alternating, the first in the municipality")


class TeamRole(TextChoices):
    """What a participant is in the team."""

    STAFF = "staff", _("Staff")
    LEADER = "leader", _("Leader")
    ASSOCIATE = "associate", _("Associate")


class Audience(TextChoices):
    """Whom a session obliges."""

    STAFF = "staff", pgettext_lazy("several", "Staff")
    STAFF_AND_LEADERS = "staff_and_leaders", _("Staff and leaders")
    LEADERS = "leaders", _("Leaders")
    FACILITATORS = "facilitators", _("Facilitator of the parent group")

    def includes(self, team_role: str, *, facilitator: bool) -> bool:
        """Whether a participant of this team role belongs to the audience."""
        if self is Audience.FACILITATORS:
            return facilitator
        return team_role in _AUDIENCE_ROLES[self]


_AUDIENCE_ROLES = {
    Audience.STAFF: {TeamRole.STAFF},
    Audience.STAFF_AND_LEADERS: {TeamRole.STAFF, TeamRole.LEADER},
    Audience.LEADERS: {TeamRole.LEADER},
}


class CohortState(Status):
    """How far a cohort has come."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    CLOSED = "closed", _("Closed")


class SessionState(Status):
    """Whether a session is only proposed, in force or called off."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    CANCELLED = "cancelled", _("Cancelled")


class AttendanceStatus(Status):
    """What the register says of one participant at one session."""

    PRESENT = "present", _("Present")
    PARTIAL = "partial", _("Partly present")
    ABSENT = "absent", _("Absent")
    EXCUSED = "excused", _("Excused")


class AttendanceSource(TextChoices):
    """How a line of the register came about."""

    REGISTER = "register", _("Register")
    IMPORT = "import", _("Import")
    CHECK_IN = "check_in", _("Check-in")


class StandingKey(Status):
    """Where a participant stands against the threshold; computed, never stored."""

    LEFT = "left", _("Has left")
    NO_PLAN = "no_plan", _("No plan yet")
    EARNED = "earned", _("Earned")
    SECURED = "secured", _("Secured")
    OUT_OF_REACH = "out_of_reach", _("Out of reach")
    AT_RISK = "at_risk", _("At risk")
    ON_TRACK = "on_track", _("On track")


class ModuleState(Status):
    """How far a participant has come with a module; computed from what they did, never stored."""

    NOT_STARTED = "not_started", _("Not started")
    IN_PROGRESS = "in_progress", _("In progress")
    PREPARED = "prepared", _("Prepared")
    ATTENDED = "attended", _("Attended")
    COMPLETED = "completed", _("Completed")


class QuizKind(TextChoices):
    """How a quiz question is answered."""

    SINGLE = "single", _("One right answer")
    MULTIPLE = "multiple", _("Several right answers")
    ORDERING = "ordering", _("Put in order")
    TEXT = "text", _("Short text")


class LibraryCategory(TextChoices):
    """What a document of the library is."""

    BOOKLET = "booklet", _("Method booklet")
    ARTICLE = "article", _("Article")
    GUIDE = "guide", _("Guide")
    FORM = "form", _("Form")
    RECORDING = "recording", _("Film or sound")
    OTHER = "other", _("Other")


class CertificateKind(TextChoices):
    """What was issued."""

    CERTIFICATE = "certificate", _("Certificate")
    STATEMENT = "statement", _("Attendance statement")


class CertificateState(Status):
    """Whether a certificate holds; computed from its dates and its successor."""

    VALID = "valid", _("Valid")
    REVOKED = "revoked", _("Revoked")
    REPLACED = "replaced", _("Replaced")


COHORT_TRANSITIONS: dict[CohortState, frozenset[CohortState]] = {
    CohortState.DRAFT: frozenset({CohortState.PUBLISHED}),
    CohortState.PUBLISHED: frozenset({CohortState.CLOSED}),
    CohortState.CLOSED: frozenset({CohortState.PUBLISHED}),
}
SESSION_TRANSITIONS: dict[SessionState, frozenset[SessionState]] = {
    SessionState.DRAFT: frozenset({SessionState.PUBLISHED, SessionState.CANCELLED}),
    SessionState.PUBLISHED: frozenset({SessionState.CANCELLED}),
    SessionState.CANCELLED: frozenset({SessionState.PUBLISHED, SessionState.DRAFT}),
}
CERTIFICATE_TRANSITIONS: dict[CertificateState, frozenset[CertificateState]] = {
    CertificateState.VALID: frozenset({CertificateState.REVOKED, CertificateState.REPLACED}),
    CertificateState.REVOKED: frozenset({CertificateState.REPLACED}),
    CertificateState.REPLACED: frozenset(),
}

TONES: dict[Status, str] = {
    StandingKey.LEFT: "quiet",
    StandingKey.NO_PLAN: "quiet",
    StandingKey.EARNED: "good",
    StandingKey.SECURED: "good",
    StandingKey.OUT_OF_REACH: "bad",
    StandingKey.AT_RISK: "warn",
    StandingKey.ON_TRACK: "good",
    CohortState.DRAFT: "warn",
    CohortState.PUBLISHED: "good",
    CohortState.CLOSED: "quiet",
    SessionState.CANCELLED: "bad",
    AttendanceStatus.PRESENT: "good",
    AttendanceStatus.PARTIAL: "warn",
    AttendanceStatus.ABSENT: "bad",
    AttendanceStatus.EXCUSED: "warn",
    ModuleState.NOT_STARTED: "quiet",
    ModuleState.IN_PROGRESS: "warn",
    ModuleState.PREPARED: "good",
    ModuleState.ATTENDED: "good",
    ModuleState.COMPLETED: "good",
    CertificateState.VALID: "good",
    CertificateState.REVOKED: "bad",
    CertificateState.REPLACED: "quiet",
}
"""The tone in which a status is shown; a session's draft and published are the same keys as a cohort's."""
