"""Property tests of agreed actions: each stands in every later draft until it is done or dropped, and never after."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.enums import TeamRole
from supervision.actions.actions import close_action, reopen_action
from supervision.actions.records import open_draft, save_draft, sign_record
from supervision.enums import ActionState, FormSubject
from supervision.layout import Layout, new_key
from supervision.merging import Change, mark
from supervision.models import Action
from tests import factories
from tests.supervision import factories as made

if TYPE_CHECKING:
    from courses.models import Session, Team
    from people.models import User

pytestmark = pytest.mark.django_db
EVERY = timedelta(days=30)
SUBJECTS = st.sampled_from(FormSubject)


@dataclass(frozen=True)
class Meeting:
    """One session of one of two teams: what is agreed on, and by a number which open action becomes what."""

    team: int
    subject: FormSubject
    agreed: int
    closings: tuple[tuple[int, str], ...]
    outside: tuple[tuple[int, str], ...]


outcomes = st.tuples(st.integers(0, 3), st.sampled_from(["done", "dropped"]))
meetings = st.builds(
    Meeting,
    team=st.integers(0, 1),
    subject=SUBJECTS,
    agreed=st.integers(0, 2),
    closings=st.lists(outcomes, max_size=2).map(tuple),
    outside=st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["done", "dropped", "open"])), max_size=2).map(tuple),
)


@dataclass
class Told:
    """What a reader of the records would know of an action."""

    team: int
    subject: FormSubject
    state: str = "open"


@dataclass
class Course:
    """Two teams of a cohort with their people, and the actions agreed so far as a reader would keep book of them."""

    teams: list[Team] = field(default_factory=list)
    known: dict[str, Told] = field(default_factory=dict)
    held: int = 0

    def __post_init__(self) -> None:
        start = timezone.localdate() - timedelta(days=600)
        cohort = factories.cohort(start_date=start)
        self.owner = factories.model_owner(cohort.programme)
        self.supervisor = factories.user()
        made.follow_up_form(cohort.programme, keys="A")
        for name in ("Helsingør", "Lolland"):
            team = factories.team(cohort, municipalities=[name])
            factories.supervisor(team, user=self.supervisor)
            self.teams.append(team)
        self.staff = [factories.participant(team) for team in self.teams]
        self.leaders = [factories.participant(team, team_role=TeamRole.LEADER) for team in self.teams]

    def by(self, subject: FormSubject) -> User:
        return self.supervisor if subject == FormSubject.SUPERVISION else self.owner

    def session(self, meeting: Meeting) -> Session:
        self.held += 1
        team, on = self.teams[meeting.team], timezone.localdate() - timedelta(days=590) + EVERY * self.held
        if meeting.subject == FormSubject.SUPERVISION:
            session = made.supervision(team, code=f"SUP{self.held}", on=on)
            factories.attendance(self.staff[meeting.team], session)
        else:
            session = made.consultation(team, code=f"LED{self.held}", on=on)
            factories.attendance(self.leaders[meeting.team], session)
        return session

    def open_of(self, meeting: Meeting) -> set[str]:
        """What a reader expects to stand in the next draft."""
        return {
            key
            for key, told in self.known.items()
            if (told.team, told.subject, told.state) == (meeting.team, meeting.subject, "open")
        }

    def hold(self, meeting: Meeting) -> None:
        """Hold the session, write and sign its record, and check what stood ready in the draft."""
        session, by = self.session(meeting), self.by(meeting.subject)
        draft = open_draft(session=session, by=by)
        carried = list(Layout(session, draft.form).carried)
        assert {action.pk.hex for action in carried} == self.open_of(meeting)
        fields = {"held_at": "local"}
        if meeting.subject == FormSubject.SUPERVISION:
            fields |= {"theme-A-score": "3"}
        else:
            fields |= {"management": "Normering"}
        for number, outcome in meeting.closings:
            if number < len(carried):
                key = carried[number].pk.hex
                fields |= {f"carried-{key}-outcome": outcome, f"carried-{key}-reason": "Det er blevet anderledes"}
                self.known[key].state = outcome
        for _number in range(meeting.agreed):
            key = new_key()
            self.known[key] = Told(meeting.team, meeting.subject)
            fields |= {
                f"action-{key}-what": "Ringe til skolen",
                f"action-{key}-responsible": str(self.staff[meeting.team].user_id),
                f"action-{key}-due": "24.12.2031",
            }
        changes = {name: Change(mark(""), value) for name, value in fields.items()}
        assert not save_draft(session=session, changes=changes, by=by).refused
        sign_record(session=session, by=by)

    def between(self, meeting: Meeting) -> None:
        """Close and open actions on their own, as people do between two sessions."""
        for number, state in meeting.outside:
            keys = sorted(key for key, told in self.known.items() if told.subject == meeting.subject)
            if number < len(keys):
                self.become(keys[number], state)

    def become(self, key: str, state: str) -> None:
        told, action = self.known[key], Action.objects.get(pk=key)
        if "open" not in {told.state, state} or told.state == state:
            return
        if state == "open":
            reopen_action(action=action, by=self.by(told.subject))
        else:
            close_action(action=action, state=ActionState(state), by=self.by(told.subject), reason="Ikke længere")
        told.state = state


@given(st.lists(meetings, min_size=1, max_size=6))
@settings(max_examples=15)
def test_every_open_action_stands_in_the_next_draft_until_it_is_done_or_dropped(held: list[Meeting]) -> None:
    with transaction.atomic():
        course = Course()
        for meeting in held:
            course.hold(meeting)
            course.between(meeting)
        for team in range(2):
            for subject in FormSubject:
                course.hold(Meeting(team, subject, agreed=0, closings=(), outside=()))
        transaction.set_rollback(True)


def test_an_action_of_a_later_session_does_not_stand_in_an_earlier_ones_draft() -> None:
    course = Course()
    supervision = FormSubject.SUPERVISION
    early = made.supervision(course.teams[0], code="SUP0", on=timezone.localdate() - timedelta(days=595))
    course.hold(Meeting(0, supervision, agreed=1, closings=(), outside=()))
    draft = open_draft(session=early, by=course.supervisor)
    assert Layout(early, draft.form).carried == ()
