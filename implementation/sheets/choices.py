"""What a data sheet offers to choose from; a sheet holds nothing but these choices, numbers and dates.

Source: model U-turn, sections 1, 2, 5, 8 and 16; where they name no list, a few general categories.
"""

from __future__ import annotations

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SheetKind(TextChoices):
    """What a sheet is about; it never changes, because enrolling ends the anonymity and asks for a new sheet."""

    ENROLLED = "enrolled", _("Enrolled in treatment")
    ANONYMOUS = "anonymous", _("Anonymous counselling")


class SheetState(TextChoices):
    """Whether a sheet is still written in; computed from its closing date."""

    OPEN = "open", pgettext_lazy("data sheet", "Open")
    CLOSED = "closed", pgettext_lazy("data sheet", "Closed")

    @property
    def tone(self) -> str:
        """The tone in which it's shown."""
        return SHEET_TONES[self]


SHEET_TONES: dict[SheetState, str] = {SheetState.OPEN: "good", SheetState.CLOSED: "quiet"}


class AgeBand(TextChoices):
    """The age when the sheet is opened; the bands keep the border of 18 years, on which law and reporting depend."""

    FROM_13 = "13-15", _("13–15 years")
    FROM_16 = "16-17", _("16–17 years")
    FROM_18 = "18-21", _("18–21 years")
    FROM_22 = "22-25", _("22–25 years")
    UNKNOWN = "unknown", _("Not known")

    @property
    def is_under_18(self) -> bool:
        """Whether the young person is not of age."""
        return self in {AgeBand.FROM_13, AgeBand.FROM_16}


class LegalBasis(TextChoices):
    """The paragraphs by which help is given (model U-turn, section 8)."""

    MINOR = "minor", _("Social Services Act § 52, cf. § 101")
    ADULT = "adult", _("Social Services Act § 101")
    ANONYMOUS = "anonymous", _("Social Services Act § 10 or § 11")


class Gender(TextChoices):
    """The young person's gender."""

    FEMALE = "female", _("Girl or woman")
    MALE = "male", _("Boy or man")
    OTHER = "other", _("Other gender")
    UNKNOWN = "unknown", _("Not known")


class Housing(TextChoices):
    """Where the young person lives."""

    PARENTS = "parents", _("With parents or a parent")
    OTHERS = "others", _("With other relatives, a partner or friends")
    OWN = "own", _("Own home or room")
    PLACED = "placed", _("Placed outside the home")
    NONE = "none", _("No fixed home")
    UNKNOWN = "unknown", _("Not known")


class Occupation(TextChoices):
    """What the young person does in the daytime."""

    SCHOOL = "school", _("Primary or lower secondary school")
    EDUCATION = "education", _("Upper secondary or other education")
    PRACTICE = "practice", _("Practice placement or preparatory course")
    WORK = "work", _("Work")
    NONE = "none", _("No education or work")
    UNKNOWN = "unknown", _("Not known")


class Substance(TextChoices):
    """The substance that troubles most."""

    CANNABIS = "cannabis", _("Cannabis")
    ALCOHOL = "alcohol", _("Alcohol")
    COCAINE = "cocaine", _("Cocaine")
    STIMULANTS = "stimulants", _("Amphetamine, ecstasy or other stimulants")
    OPIOIDS = "opioids", _("Opioids")
    MEDICINE = "medicine", _("Medicine without a prescription")
    OTHER = "other", _("Another substance")
    UNKNOWN = "unknown", _("Not known")


class Frequency(TextChoices):
    """How often the main substance is used."""

    DAILY = "daily", _("Daily or almost daily")
    WEEKLY = "weekly", _("Several times a week")
    ONCE_A_WEEK = "once_a_week", _("About once a week")
    MONTHLY = "monthly", _("A few times a month")
    RARELY = "rarely", _("More rarely")
    UNKNOWN = "unknown", _("Not known")


class Source(TextChoices):
    """Who made the first contact, or sent the young person."""

    SELF = "self", _("The young person")
    FAMILY = "family", _("Parents or other relatives")
    PARTNER = "partner", _("Partner or friends")
    SCHOOL = "school", _("School or place of education")
    CASEWORKER = "caseworker", _("Case worker of the municipality")
    CONTACT_PERSON = "contact_person", _("Contact person, club or other service")
    DOCTOR = "doctor", _("Doctor or psychiatry")
    JUSTICE = "justice", _("Probation service or police")
    OTHER = "other", _("Somebody else")
    UNKNOWN = "unknown", _("Not known")


class ActivityKind(TextChoices):
    """What is done with the young person, counted one by one."""

    CONVERSATION = "conversation", _("Conversations")
    FAMILY = "family", _("Family and network meetings")
    GROUP = "group", _("Group sessions")
    SPORT = "sport", _("Sport")
    CREATIVE = "creative", _("Creative activities")
    JOB_CENTRE = "job_centre", _("Bridging to the job centre")
    SCHOOL = "school", _("Bridging to school or education")
    DOCTOR = "doctor", _("Bridging to a doctor")
    PSYCHIATRY = "psychiatry", _("Bridging to psychiatry")


class FollowUpKind(TextChoices):
    """When a change is written down."""

    FOLLOW_UP = "follow_up", _("Follow-up under way")
    CLOSURE = "closure", _("Closure")
    MONTH_AFTER = "month_after", _("1 month after closure")
    HALF_YEAR_AFTER = "half_year_after", _("6 months after closure")

    @property
    def is_after_closure(self) -> bool:
        """Whether it's written once the course has ended."""
        return self in {FollowUpKind.MONTH_AFTER, FollowUpKind.HALF_YEAR_AFTER}


class UseChange(TextChoices):
    """What became of the use of substances since the sheet was opened."""

    STOPPED = "stopped", _("Stopped")
    REDUCED = "reduced", _("Reduced")
    UNCHANGED = "unchanged", _("Unchanged")
    INCREASED = "increased", _("Increased")
    UNKNOWN = "unknown", _("Not known")


class OccupationChange(TextChoices):
    """What became of education or work since the sheet was opened."""

    KEPT = "kept", _("Kept: had it and has it")
    GAINED = "gained", _("Gained: had none and has it now")
    LOST = "lost", _("Lost: had it and has none now")
    UNCHANGED = "unchanged", _("Unchanged: had none and has none")
    UNKNOWN = "unknown", _("Not known")


class Score(IntegerChoices):
    """How well something goes, as the young person and the counsellor see it together."""

    VERY_BADLY = 1, _("1 – very badly")
    BADLY = 2, _("2 – badly")
    IN_BETWEEN = 3, _("3 – in between")
    WELL = 4, _("4 – well")
    VERY_WELL = 5, _("5 – very well")


class Register(TextChoices):
    """The national registers that treatment is reported to; the reporting itself happens there."""

    DANRIS = "danris", "DanRIS"
    UNGMAP = "ungmap", "UngMap"


class Reporting(TextChoices):
    """One report to a register (model U-turn, section 16)."""

    DANRIS_ENROLMENT = "danris_enrolment", _("DanRIS: enrolment")
    DANRIS_ASI = "danris_asi", _("DanRIS: ASI form")
    DANRIS_SERVICES = "danris_services", _("DanRIS: services")
    DANRIS_DISCHARGE = "danris_discharge", _("DanRIS: discharge")
    DANRIS_MONTH_AFTER = "danris_month_after", _("DanRIS: 1 month after")
    DANRIS_HALF_YEAR_AFTER = "danris_half_year_after", _("DanRIS: 6 months after")
    UNGMAP_ENROLMENT = "ungmap_enrolment", _("UngMap: enrolment")
    UNGMAP_FOLLOW_UP = "ungmap_follow_up", _("UngMap: follow-up")
    UNGMAP_CLOSURE = "ungmap_closure", _("UngMap: closure")


class PurgedKind(TextChoices):
    """What was deleted when its time was over."""

    ENROLLED = "enrolled", _("Data sheets: enrolled in treatment")
    ANONYMOUS = "anonymous", _("Data sheets: anonymous counselling")
    CASE = "case", _("Cases taken up in supervision")
