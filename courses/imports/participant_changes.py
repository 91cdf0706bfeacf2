"""What an import of participants would change, in words and in rows; plain values without a database."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import ngettext

from courses.enums import TeamRole

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from courses.models import Cohort, FteChange, Participant, Team
    from people.models import Organisation, User


NOTHING = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of the list, checked: what is to be known about one person in one team."""

    row: int
    name: str
    email: str
    team: Team
    municipality: Organisation
    team_role: str
    joined_on: date
    left_on: date | None
    fte: Decimal | None
    education: str
    facilitator: bool

    @property
    def role_label(self) -> str:
        """The role in words."""
        return str(TeamRole(self.team_role).label)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What the file changes about a participant, in words: the field, what stood there and what will."""

    label: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.label}: {self.before or NOTHING} → {self.after or NOTHING}"


@dataclass(frozen=True, slots=True)
class NewParticipant:
    """A row that adds somebody to a team; ``person`` is the user if the e-mail is somebody's already."""

    entry: Entry
    person: User | None


@dataclass(frozen=True, slots=True)
class ChangedParticipant:
    """A row that may change a participant; ``fte_change`` is the staffing in force that it corrects, if any."""

    entry: Entry
    participant: Participant
    fte_change: FteChange | None
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantChanges:
    """What an import would do: who is new, who changes, how many stay as they are, and what was passed over."""

    cohort: Cohort
    new: tuple[NewParticipant, ...]
    changed: tuple[ChangedParticipant, ...]
    unchanged: int
    warnings: tuple[str, ...]

    @property
    def total(self) -> int:
        """The number of rows in the file."""
        return len(self.new) + len(self.changed) + self.unchanged

    @property
    def summary(self) -> str:
        """The counts in one line: "27 participants: 27 new, 0 changed, 0 unchanged."."""
        text = ngettext(
            "%(total)s participant: %(new)s new, %(changed)s changed, %(unchanged)s unchanged.",
            "%(total)s participants: %(new)s new, %(changed)s changed, %(unchanged)s unchanged.",
            self.total,
        )
        values = {"new": len(self.new), "changed": len(self.changed), "unchanged": self.unchanged}
        return text % (values | {"total": self.total})

    @property
    def fingerprint(self) -> str:
        """A mark of what would be done, to tell whether it is still what a person was shown."""
        new = [(one.entry.email, one.entry.team.pk, one.person is None) for one in self.new]
        changed = [(one.participant.pk, one.changes) for one in self.changed]
        return hashlib.sha256(repr((new, changed, self.unchanged)).encode()).hexdigest()
