"""Who may save a register, when, and what it refuses; two people at once lose nothing; corrections are on record."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import TYPE_CHECKING, Any

import pytest
from auditlog.context import set_actor
from auditlog.models import LogEntry
from django.core.exceptions import PermissionDenied
from django.db import connections

from courses.actions.register import (
    Conflict,
    Line,
    expected_participants,
    may_change_register,
    register_version,
    save_register,
)
from courses.enums import ActivityKind, AttendanceStatus, SessionState, TeamRole
from courses.models import Attendance, Participant, Session
from people.policies import Refused
from tests import factories

if TYPE_CHECKING:
    from datetime import datetime

    from people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
PRESENT, PARTIAL = AttendanceStatus.PRESENT, AttendanceStatus.PARTIAL
ABSENT, EXCUSED = AttendanceStatus.ABSENT, AttendanceStatus.EXCUSED


class Setting:
    """A cohort with one team, a training day with its trainer, a supervision with its supervisor, a model owner."""

    def __init__(self) -> None:
        self.programme = factories.programme()
        self.cohort = factories.cohort(programme=self.programme)
        self.team = factories.team(self.cohort, municipalities=["Lolland"])
        self.trainer, self.supervisor = factories.user(name="Tine"), factories.user(name="Sven")
        self.owner = factories.model_owner(self.programme, name="Mona")
        day = factories.day_of_programme(30)
        self.day = factories.session(self.cohort, code="UDD1", on=day, trainers=[self.trainer])
        self.supervision = factories.session(
            self.cohort, code="SUP1", on=day, minutes=180, team=self.team, kind=ActivityKind.SUPERVISION
        )
        factories.supervisor(self.team, user=self.supervisor)
        self.ida = factories.participant(self.team, name="Ida")
        self.bo = factories.participant(self.team, name="Bo")

    @property
    def after(self) -> datetime:
        return self.day.ends_at + timedelta(hours=1)

    @property
    def late(self) -> datetime:
        return self.day.ends_at + timedelta(days=14)

    def save(self, *lines: Line, by: User | None = None, session: Session | None = None, **options: Any) -> int:
        session = session or self.day
        options = {"seen": register_version(session), "at": self.after, **options}
        return save_register(session=session, lines=lines, by=by or self.trainer, **options)


@pytest.fixture
def setting() -> Setting:
    return Setting()


def line(
    participant: Participant, status: AttendanceStatus | None = PRESENT, minutes: int | None = None, reason: str = ""
) -> Line:
    return Line(participant=participant, status=status, partial_minutes=minutes, reason=reason)


def lines_of(session: Session) -> dict[str, tuple[str, int | None, str]]:
    rows = session.attendance.values_list("participant__user__name", "status", "partial_minutes", "reason")
    return {name: tuple(rest) for name, *rest in rows}


def test_a_register_is_saved_as_one_and_says_who_recorded_it(setting: Setting) -> None:
    assert setting.save(line(setting.ida), line(setting.bo, EXCUSED, reason=" Syg ")) == 2
    assert lines_of(setting.day) == {"Ida": ("present", None, ""), "Bo": ("excused", None, "Syg")}
    row = Attendance.objects.get(participant=setting.ida)
    assert (row.recorded_by, row.recorded_at, row.source) == (setting.trainer, setting.after, "register")


def test_saving_the_same_again_changes_nothing(setting: Setting) -> None:
    setting.save(line(setting.ida), line(setting.bo, PARTIAL, 150))
    before, logged = list(Attendance.objects.values_list()), LogEntry.objects.count()
    assert setting.save(line(setting.ida), line(setting.bo, PARTIAL, 150), by=setting.owner) == 0
    assert (list(Attendance.objects.values_list()), LogEntry.objects.count()) == (before, logged)


def test_a_line_can_be_taken_out_again(setting: Setting) -> None:
    setting.save(line(setting.ida), line(setting.bo))
    assert setting.save(line(setting.ida, None), line(setting.bo)) == 1
    assert set(lines_of(setting.day)) == {"Bo"}


def test_the_second_of_two_people_saving_at_once_is_told_and_nothing_is_lost(setting: Setting) -> None:
    seen = register_version(setting.day)
    setting.save(line(setting.ida, ABSENT), line(setting.bo), seen=seen)
    with pytest.raises(Conflict):
        setting.save(line(setting.ida), line(setting.bo), seen=seen, by=setting.owner)
    assert lines_of(setting.day)["Ida"] == ("absent", None, "")
    assert setting.save(line(setting.ida), line(setting.bo), by=setting.owner) == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_people_saving_in_the_same_moment_exactly_one_is_told(setting: Setting) -> None:
    seen, barrier = register_version(setting.day), Barrier(2)

    def save(status: AttendanceStatus) -> str:
        barrier.wait()
        try:
            setting.save(line(setting.ida, status), seen=seen)
        except Conflict:
            return "told"
        finally:
            connections.close_all()
        return status

    with ThreadPoolExecutor(2) as people:
        outcomes = sorted(people.map(save, [ABSENT, PRESENT]))
    assert outcomes[1] == "told"
    assert lines_of(setting.day)["Ida"][0] == outcomes[0]


def test_every_change_of_a_line_changes_the_version(setting: Setting) -> None:
    versions = [register_version(setting.day)]
    for one in (
        line(setting.ida),
        line(setting.ida, PARTIAL, 100),
        line(setting.ida, PARTIAL, 101),
        line(setting.ida, EXCUSED, reason="Syg"),
        line(setting.ida, EXCUSED, reason="Barn syg"),
        line(setting.ida, None),
    ):
        setting.save(one)
        versions.append(register_version(setting.day))
    assert versions[0] == versions[-1]
    assert len(set(versions)) == 6


@pytest.mark.parametrize(
    ("status", "minutes", "reason", "message"),
    [
        (PARTIAL, None, "", "Ida: the minutes must lie between 1 and 420."),
        (PARTIAL, 0, "", "Ida: the minutes must lie between 1 and 420."),
        (PARTIAL, 421, "", "Ida: the minutes must lie between 1 and 420."),
        (EXCUSED, None, "  ", "Ida: an excused absence needs a reason."),
    ],
)
def test_a_line_that_cannot_be_refuses_the_whole_register(
    setting: Setting, status: AttendanceStatus, minutes: int | None, reason: str, message: str
) -> None:
    with pytest.raises(Refused, match=message):
        setting.save(line(setting.bo), line(setting.ida, status, minutes, reason))
    assert lines_of(setting.day) == {}


def test_presence_outside_membership_is_refused_and_absence_is_not(setting: Setting) -> None:
    on = factories.day_of_programme(30)
    early = factories.participant(setting.team, name="Early", left_on=on)
    late = factories.participant(setting.team, name="Late", joined_on=on + timedelta(days=1))
    for participant, message in ((early, "left on"), (late, "joined on")):
        with pytest.raises(Refused, match=message):
            setting.save(line(participant, PARTIAL, 1))
        assert setting.save(line(participant, ABSENT)) == 1


def test_the_days_of_joining_and_before_leaving_belong_to_the_membership(setting: Setting) -> None:
    on = factories.day_of_programme(30)
    first = factories.participant(setting.team, joined_on=on)
    last = factories.participant(setting.team, left_on=on + timedelta(days=1))
    assert setting.save(line(first), line(last)) == 2


def test_who_is_there_from_the_start_can_have_been_at_the_internat_before_it(setting: Setting) -> None:
    internat = factories.session(setting.cohort, on=factories.day_of_programme(-14), trainers=[setting.trainer])
    late = factories.participant(setting.team, joined_on=factories.day_of_programme(1))
    assert late not in expected_participants(internat)
    assert setting.save(line(setting.ida), session=internat, at=internat.ends_at) == 1
    with pytest.raises(Refused, match="joined on"):
        setting.save(line(late), session=internat, at=internat.ends_at)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"state": SessionState.DRAFT}, "UDD1 has not been published yet."),
        ({"state": SessionState.CANCELLED}, "UDD1 is cancelled."),
    ],
)
def test_no_register_of_a_session_that_is_not_in_force(setting: Setting, changes: dict[str, Any], message: str) -> None:
    Session.objects.filter(pk=setting.day.pk).update(**changes)
    with pytest.raises(Refused, match=message):
        setting.save(line(setting.ida))


def test_no_register_before_the_session_has_begun(setting: Setting) -> None:
    with pytest.raises(Refused, match="UDD1 has not begun"):
        setting.save(line(setting.ida), at=setting.day.starts_at - timedelta(seconds=1))
    assert setting.save(line(setting.ida), at=setting.day.starts_at) == 1


def test_the_trainer_until_14_days_after_the_session_and_the_model_owner_from_then_on(setting: Setting) -> None:
    last_moment = setting.late - timedelta(seconds=1)
    assert setting.save(line(setting.ida), at=last_moment) == 1
    with pytest.raises(PermissionDenied):
        setting.save(line(setting.ida, ABSENT), at=setting.late, correction="Fejl")
    with pytest.raises(Refused, match="Say why it is corrected"):
        setting.save(line(setting.ida, ABSENT), at=setting.late, by=setting.owner, correction=" ")
    assert setting.save(line(setting.ida, ABSENT), at=setting.late, by=setting.owner, correction="Fejl") == 1


def test_a_correction_stands_in_the_audit_log_with_its_actor_and_reason(setting: Setting) -> None:
    setting.save(line(setting.ida))
    with set_actor(setting.owner):
        setting.save(line(setting.ida, ABSENT), at=setting.late, by=setting.owner, correction="Var der ikke")
    entry = LogEntry.objects.get_for_object(Attendance.objects.get()).get(action=LogEntry.Action.UPDATE)
    assert entry.actor == setting.owner
    assert entry.changes["status"] == ["present", "absent"]
    assert entry.changes["correction"] == ["", "Var der ikke"]


def test_a_line_taken_out_of_a_locked_register_leaves_the_reason_in_the_audit_log(setting: Setting) -> None:
    setting.save(line(setting.ida))
    pk = Attendance.objects.get().pk
    with set_actor(setting.owner):
        setting.save(line(setting.ida, None), at=setting.late, by=setting.owner, correction="Forkert person")
    deleted = LogEntry.objects.get(action=LogEntry.Action.DELETE, object_id=pk)
    assert deleted.actor == setting.owner
    assert deleted.changes["correction"] == ["Forkert person", "None"]


def test_a_supervisor_takes_only_their_own_teams_supervisions(setting: Setting) -> None:
    after = {"at": setting.supervision.ends_at, "by": setting.supervisor}
    assert setting.save(line(setting.ida), session=setting.supervision, **after) == 1
    other_team = factories.team(setting.cohort, municipalities=["Tønder"])
    on = factories.day_of_programme(30)
    not_theirs = [
        setting.day,
        factories.session(setting.cohort, on=on, team=other_team, kind=ActivityKind.SUPERVISION),
        factories.session(setting.cohort, on=on, team=setting.team, kind=ActivityKind.STATUS_MEETING),
    ]
    for session in not_theirs:
        with pytest.raises(PermissionDenied):
            may_change_register(setting.supervisor, session, setting.after)


def test_a_supervisor_whose_assignment_has_ended_takes_no_register(setting: Setting) -> None:
    former = factories.user()
    factories.supervisor(setting.team, user=former, until=factories.START)
    with pytest.raises(PermissionDenied):
        may_change_register(former, setting.supervision, setting.after)


def test_a_trainer_takes_only_the_sessions_they_are_named_on(setting: Setting) -> None:
    other = factories.session(setting.cohort, on=factories.day_of_programme(31))
    may_change_register(setting.trainer, setting.day, setting.after)
    for session in (other, setting.supervision):
        with pytest.raises(PermissionDenied):
            may_change_register(setting.trainer, session, setting.after)


def test_nobody_else_takes_a_register(setting: Setting) -> None:
    another_owner = factories.model_owner(factories.programme())
    leader = factories.participant(setting.team, team_role=TeamRole.LEADER).user
    for person in (setting.ida.user, leader, another_owner, factories.user()):
        with pytest.raises(PermissionDenied):
            setting.save(line(setting.ida), by=person)


def test_the_register_lists_who_belonged_on_the_date_and_guests_once_recorded(setting: Setting) -> None:
    on = factories.day_of_programme(30)
    factories.participant(setting.team, name="Gone", left_on=on)
    factories.participant(setting.team, name="To come", joined_on=on + timedelta(days=1))
    neighbour = factories.participant(factories.team(setting.cohort, municipalities=["Tønder"]), name="Neighbour")
    guest = factories.participant(factories.team(factories.cohort(programme=setting.programme)), name="Guest")
    factories.participant(guest.team, name="Stranger")
    factories.attendance(guest, setting.day)
    factories.attendance(neighbour, setting.day)
    assert [one.user.name for one in expected_participants(setting.day)] == ["Guest", "Bo", "Ida", "Neighbour"]
    assert [one.user.name for one in expected_participants(setting.supervision)] == ["Bo", "Ida"]


def test_presence_outside_the_audience_is_recorded(setting: Setting) -> None:
    associate = factories.participant(setting.team, team_role=TeamRole.ASSOCIATE)
    assert setting.save(line(associate)) == 1
