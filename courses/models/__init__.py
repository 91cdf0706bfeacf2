"""The tables of the staircase: programme pages, cohorts, sessions, attendance and certificates."""

from __future__ import annotations

from courses.models.activity import RecurringActivity
from courses.models.attendance import Attendance, Exemption, MakeUp
from courses.models.certificate import Certificate
from courses.models.cohort import Cohort, FteChange, Participant, Supervisor, Team
from courses.models.learning import (
    CalendarFeed,
    DoneItem,
    Evaluated,
    Evaluation,
    QuizAnswer,
    Reading,
    Reflection,
)
from courses.models.library import LibraryDocument
from courses.models.milestone import MilestoneTemplate
from courses.models.programme import ModulePage, ProgrammePage, StepPage
from courses.models.programme_index import ProgrammeIndexPage
from courses.models.session import SchoolHoliday, Session

__all__ = [
    "Attendance",
    "CalendarFeed",
    "Certificate",
    "Cohort",
    "DoneItem",
    "Evaluated",
    "Evaluation",
    "Exemption",
    "FteChange",
    "LibraryDocument",
    "MakeUp",
    "MilestoneTemplate",
    "ModulePage",
    "Participant",
    "ProgrammeIndexPage",
    "ProgrammePage",
    "QuizAnswer",
    "Reading",
    "RecurringActivity",
    "Reflection",
    "SchoolHoliday",
    "Session",
    "StepPage",
    "Supervisor",
    "Team",
]
