"""Holds a list of earlier supervisions against the plan and its records; nothing is written here.

supervision/actions/record_import.py applies what this module found to be sound. An empty cell of a score or a note says
nothing: of a record that stands already, only what the file does say is compared.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from courses.imports.listed import first_of
from courses.policies.sessions import first_date
from courses.tables import ImportFaults
from people.policies import refuse_if
from supervision.enums import SUPERVISIONS, FormSubject, RecordState
from supervision.imports.changes import NewRecord, RecordChanges
from supervision.imports.made_sessions import SessionMaker, ends_on
from supervision.imports.rows import SupervisionList
from supervision.models import FollowUpForm
from supervision.policies import record_state, why_no_import

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from courses.imports.listed import ListedRow
    from courses.models import Cohort, Session
    from courses.tables import Table

NOT_IN_RECORD = {"date", "team", "minutes"}
"""What a list says of the session."""
NAMED_ROWS = 5


def plan_record_import(table: Table, cohort: Cohort, *, at: datetime) -> RecordChanges:
    """Return what the table would change in the cohort at the moment.

    Raises ImportFaults with every fault, TableFault when two headers mean the same column, Refused when the cohort has
    not been published.
    """
    refuse_if(why_no_import(cohort))
    subject = FormSubject.SUPERVISION
    forms = FollowUpForm.objects.newest().filter(programme=cohort.programme_id, subject=subject)
    return _Planning(SupervisionList(table, cohort, forms.prefetch_related("themes").first(), at)).changes()


class _Planning:
    """Collects faults and changes side by side, so that all faults are told in one go."""

    def __init__(self, listed: SupervisionList) -> None:
        self.listed, self.cohort, self.at = listed, listed.cohort, listed.at
        self.existing = _supervisions_by_team_and_date(self.cohort)
        self.maker = SessionMaker(self.cohort)
        self.other_minutes: list[int] = []

    def changes(self) -> RecordChanges:
        """Return the change set, or raise with all faults."""
        placed = [row for row in self.listed.rows if {"team", "date"} <= row.values.keys()]
        self._check_repeated(placed)
        for row in placed:
            self._check(row, self._sessions(row))
        if self.listed.faults:
            raise ImportFaults(sorted(self.listed.faults, key=lambda fault: fault.row or 0))
        # In the order of time, so that the codes of what is made follow it.
        in_order = sorted(self.listed.rows, key=lambda row: (row.values["date"], row.number))
        new = [self._new_record(row) for row in in_order if not self._has_record(row)]
        return RecordChanges(
            cohort=self.cohort,
            form=self.listed.form,
            new=tuple(new),
            unchanged=len(in_order) - len(new),
            warnings=(*self.listed.warnings, *self._planned_otherwise()),
        )

    def _sessions(self, row: ListedRow) -> list[Session]:
        return self.existing.get((row.values["team"].pk, row.values["date"]), [])

    def _has_record(self, row: ListedRow) -> bool:
        return any(record_state(session) == RecordState.SIGNED for session in self._sessions(row))

    def _check_repeated(self, rows: list[ListedRow]) -> None:
        first: dict[tuple[int, date], int] = {}
        for row in rows:
            key = (row.values["team"].pk, row.values["date"])
            if key in first:
                expected = _("each team once on a date; row %(row)s has them too") % {"row": first[key]}
                self.listed.fault(row, "date", expected)
            first.setdefault(key, row.number)

    def _check(self, row: ListedRow, sessions: list[Session]) -> None:
        if len(sessions) > 1:
            codes = {"codes": ", ".join(session.code for session in sessions)}
            self.listed.fault(row, "date", _("a date with one supervision of the team, and not %(codes)s") % codes)
        elif sessions:
            self._check_planned(row, sessions[0])
        elif ends_on(row.values["date"], row.values.get("minutes", 1)) > self.at:
            self.listed.fault(row, "date", _("a supervision that is over"))

    def _check_planned(self, row: ListedRow, session: Session) -> None:
        state = record_state(session)
        if state == RecordState.SIGNED:
            for key, expected in _differences(row, session):
                self.listed.fault(row, key, expected)
        elif state == RecordState.DRAFT:
            expected = _("a supervision without a record; that of %(code)s has been begun") % {"code": session.code}
            self.listed.fault(row, "date", expected)
        elif not session.has_ended(self.at):
            self.listed.fault(row, "date", _("a supervision that is over"))
        if row.values.get("minutes") not in {None, session.minutes}:
            self.other_minutes.append(row.number)

    def _new_record(self, row: ListedRow) -> NewRecord:
        values = row.values
        sessions = self._sessions(row)
        themes = self.listed.themes.items()
        return NewRecord(
            on=values["date"],
            session=sessions[0] if sessions else self.maker.session(row),
            held_at=values["place"],
            supervisor=values["supervisor"],
            scores=tuple((theme, values[key]) for key, theme in themes if values.get(key)),
            note=values.get("note", ""),
        )

    def _planned_otherwise(self) -> list[str]:
        """Return a warning about the rows whose minutes are not those of the plan, if there are any."""
        if not self.other_minutes:
            return []
        shown = first_of(map(str, self.other_minutes), NAMED_ROWS)
        text = _("The plan has other minutes than the file, and keeps them. Rows: %(rows)s.")
        return [text % {"rows": shown}]


def _differences(row: ListedRow, session: Session) -> Iterator[tuple[str, str]]:
    """Yield the cells that say something else than the session's signed record, with what was expected."""
    record = session.record
    known: dict[str, tuple[object, object]] = {
        "place": (record.held_at, record.get_held_at_display()),
        "supervisor": (record.signed_by, record.signed_by.name),
        "note": (record.challenges, _("the text that stands there")),
    }
    known |= {rating.theme.key: (rating.score, rating.score) for rating in record.ratings.all()}
    for key, said in row.values.items():
        stands, words = known.get(key, (None, ""))
        if key not in NOT_IN_RECORD and said and said != stands:
            values = {"code": session.code, "words": words if stands else _("nothing")}
            yield key, _("%(words)s, as in the record of %(code)s, which is signed and not changed") % values


def _supervisions_by_team_and_date(cohort: Cohort) -> dict[tuple[int | None, date], list[Session]]:
    found: dict[tuple[int | None, date], list[Session]] = defaultdict(list)
    rows = cohort.sessions.published().filter(kind__in=SUPERVISIONS, team__isnull=False)
    rows = rows.select_related("record__signed_by", "recorddraft").prefetch_related("record__ratings__theme")
    for session in rows:
        found[session.team_id, first_date(session)].append(session)
    return found
