"""All that a team's supervision page shows to one reader, by the roles they hold there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from django.utils import timezone

from courses.models import Session
from courses.teams.page import supervisors_of
from people.roles import Permission, any_role_grants
from supervision.compliance_of import figures_of, run_of
from supervision.compliance_sentences import (
    rhythm_in_words,
    scores_in_words,
    untouched_in_words,
    weeks_in_words,
    year_in_words,
)
from supervision.enums import FOLLOWED_UP, ActionState, FormSubject, RecordState
from supervision.models import Action, Contact
from supervision.permissions import WRITE, roles_close_actions
from supervision.policies import is_overdue, record_state
from supervision.theme_history import theme_history

if TYPE_CHECKING:
    from datetime import date, datetime

    from courses.models import Team
    from courses.teams.page import SupervisorRow
    from people.models import User
    from people.roles import Role
    from supervision.compliance import Compliance
    from supervision.compliance_of import Figures
    from supervision.compliance_sentences import YearInWords
    from supervision.theme_history import History


class SessionRow(NamedTuple):
    """A session in the list: its record's state, None before it is over; where it was held, and what may be done."""

    session: Session
    state: RecordState | None
    held_at: str
    is_overdue: bool
    is_signed: bool
    may_write: bool


class ActionRow(NamedTuple):
    """An agreed action, and what the reader may do with it."""

    action: Action
    is_overdue: bool
    may_close: bool
    may_drop: bool


@dataclass(frozen=True, slots=True)
class Part:
    """What was held, the latest first, what is to come, and what was agreed: in supervision, or with the leaders."""

    held: tuple[SessionRow, ...]
    coming: tuple[SessionRow, ...]
    open_actions: tuple[ActionRow, ...]
    closed_actions: tuple[ActionRow, ...]


class TeamSupervision:
    """The page of one team for one reader at one moment; each part is read when the template asks, and read once."""

    def __init__(self, team: Team, user: User, roles: set[Role], at: datetime) -> None:
        self.team, self.user, self.roles, self.at = team, user, roles, at
        self.today: date = timezone.localtime(at).date()

    @cached_property
    def _figures(self) -> Figures:
        return figures_of([self.team], at=self.at)[self.team.pk]

    @property
    def compliance(self) -> Compliance:
        """How supervision keeps to the model."""
        return self._figures.compliance

    @property
    def scores(self) -> str:
        """The last scores in words."""
        return scores_in_words(self._figures.scores)

    @property
    def years(self) -> list[YearInWords]:
        """The programme years that have begun, the latest first."""
        return [year_in_words(year) for year in reversed(self.compliance.years)]

    @property
    def since_last(self) -> str:
        """When the last supervision was held, in words."""
        return weeks_in_words(self.compliance)

    @property
    def warnings(self) -> list[str]:
        """What is overdue, in sentences."""
        return [text for text in (rhythm_in_words(self.compliance), untouched_in_words(self.compliance)) if text]

    @cached_property
    def supervisors(self) -> list[SupervisorRow]:
        """The assignments in force and to come, with what is missing of their qualifications."""
        return [row for row in supervisors_of(self.team, on=self.today) if row.can_end]

    @cached_property
    def history(self) -> History:
        """The themes over time."""
        return theme_history(self.team, run_of(self.team.cohort))

    @cached_property
    def next(self) -> Session | None:
        """The next supervision."""
        return self.supervision.coming[0].session if self.supervision.coming else None

    @cached_property
    def supervision(self) -> Part:
        """The supervisions and what was agreed in them."""
        return self._part(FormSubject.SUPERVISION)

    @cached_property
    def leadership(self) -> Part | None:
        """The leadership consultations, for those who may read of them."""
        return self._part(FormSubject.LEADERSHIP) if self.reads_leadership else None

    @cached_property
    def contacts(self) -> list[Contact]:
        """The contacts between consultations, the latest first."""
        return list(Contact.objects.filter(team=self.team).select_related("logged_by")) if self.reads_leadership else []

    @property
    def reads_leadership(self) -> bool:
        """Whether the reader may read consultations and contacts."""
        return any_role_grants(self.roles, Permission.READ_LEADERSHIP)

    @property
    def logs_contacts(self) -> bool:
        """Whether the reader logs contacts."""
        return any_role_grants(self.roles, Permission.WRITE_LEADERSHIP)

    @property
    def sends_in_cases(self) -> bool:
        """Whether the reader sends in cases."""
        return any_role_grants(self.roles, Permission.SEND_IN_CASES)

    def _part(self, subject: FormSubject) -> Part:
        writes = any_role_grants(self.roles, WRITE[subject])
        actions = [self._action_row(action, subject, drops=writes) for action in self._actions(subject)]
        sessions = [self._session_row(session, writes) for session in self._sessions(subject)]
        return Part(
            held=tuple(row for row in reversed(sessions) if row.session.has_ended(self.at)),
            coming=tuple(row for row in sessions if not row.session.has_ended(self.at)),
            open_actions=tuple(row for row in actions if row.action.state == ActionState.OPEN),
            closed_actions=tuple(row for row in actions if row.action.state != ActionState.OPEN),
        )

    def _sessions(self, subject: FormSubject) -> list[Session]:
        kinds = [kind for kind in FOLLOWED_UP if FormSubject.of(kind) == subject]
        rows = Session.objects.published().filter(team=self.team, kind__in=kinds)
        return list(rows.select_related("record", "recorddraft").order_by("starts_at", "code"))

    def _actions(self, subject: FormSubject) -> list[Action]:
        return list(Action.objects.of_team(self.team).about(subject).with_origin())

    def _session_row(self, session: Session, writes: bool) -> SessionRow:
        state, ended = record_state(session), session.has_ended(self.at)
        record = session.record if state == RecordState.SIGNED else None
        return SessionRow(
            session=session,
            state=state if ended or state != RecordState.MISSING else None,
            held_at=record.get_held_at_display() if record else "",
            is_overdue=is_overdue(session, self.at),
            is_signed=record is not None,
            may_write=writes and record is None,
        )

    def _action_row(self, action: Action, subject: FormSubject, *, drops: bool) -> ActionRow:
        own = action.responsible_id == self.user.pk
        return ActionRow(
            action=action,
            is_overdue=action.is_overdue(self.today),
            may_close=own or roles_close_actions(self.roles, subject),
            may_drop=drops,
        )
