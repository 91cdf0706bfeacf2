"""What an import of earlier supervisions would change, in rows and in words; plain values without a database."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import ngettext

from supervision.enums import HeldAt

if TYPE_CHECKING:
    from datetime import date

    from courses.models import Cohort, Session
    from people.models import User
    from supervision.models import FollowUpForm, Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRecord:
    """A row that becomes a signed record, of a session that is in the plan or of one that is made for it."""

    on: date
    session: Session
    held_at: str
    supervisor: User
    scores: tuple[tuple[Theme, int], ...]
    note: str

    @property
    def makes_session(self) -> bool:
        """Whether the plan has no supervision of the team on this date."""
        return self.session.pk is None

    @property
    def place(self) -> str:
        """Where it was held, in words."""
        return str(HeldAt(self.held_at).label)

    @property
    def mark(self) -> tuple[object, ...]:
        """What would be written, to be compared."""
        scores = tuple((theme.pk, score) for theme, score in self.scores)
        session = (self.session.pk, self.session.team_id, self.session.code, self.session.minutes)
        return (self.on, session, self.held_at, self.supervisor.pk, scores, self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChanges:
    """What an import would do: the new records, how many stand already, and what was passed over."""

    cohort: Cohort
    form: FollowUpForm | None
    new: tuple[NewRecord, ...]
    unchanged: int
    warnings: tuple[str, ...]

    @property
    def made_sessions(self) -> list[Session]:
        """The sessions that the plan does not have yet."""
        return [one.session for one in self.new if one.makes_session]

    @property
    def summary(self) -> str:
        """The counts in one line: "12 earlier supervisions: 10 new, 2 unchanged."."""
        total = len(self.new) + self.unchanged
        text = ngettext(
            "%(total)s earlier supervision: %(new)s new, %(unchanged)s unchanged.",
            "%(total)s earlier supervisions: %(new)s new, %(unchanged)s unchanged.",
            total,
        )
        return text % {"total": total, "new": len(self.new), "unchanged": self.unchanged}

    @property
    def fingerprint(self) -> str:
        """A mark of what would be done, to tell whether it is still what a person was shown."""
        marks = [one.mark for one in self.new]
        return hashlib.sha256(repr((self.form and self.form.pk, marks, self.unchanged)).encode()).hexdigest()
