"""What a code is worth, whom it checks in and when, and what check-ins mean for register, plan and standings."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import TYPE_CHECKING, Any

import pytest
from auditlog.models import LogEntry
from django.db import connections
from hypothesis import assume, given
from hypothesis import strategies as st

from courses.actions.check_in import CheckInRefused, Obstacle, check_in
from courses.actions.plan import cancel_session, restore_session, save_session
from courses.actions.register import Line, register_version, save_register
from courses.check_in.codes import SECONDS, Verdict, code_of, read_code, seconds_left
from courses.enums import AttendanceStatus, SessionState, TeamRole
from courses.exports import attendance_rows
from courses.models import Attendance, Participant, Session
from courses.policies.check_in import CheckInState, check_in_state, takes_check_ins
from courses.standings import evaluate_participant
from people.policies import Refused
from tests import factories

if TYPE_CHECKING:
    from people.models import User

PRESENT, PARTIAL = AttendanceStatus.PRESENT, AttendanceStatus.PARTIAL
ABSENT, EXCUSED = AttendanceStatus.ABSENT, AttendanceStatus.EXCUSED
MINUTE = timedelta(minutes=1)

keys = st.integers(1, 2**31)
moments = st.datetimes(datetime(2024, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
spans = st.floats(-7200, 7200, allow_nan=False).map(lambda seconds: timedelta(seconds=seconds))


# -- the code ---------------------------------------------------------------------------------------------------------


@given(keys, moments, spans)
def test_a_code_is_fresh_while_it_stands_on_the_screen_and_for_a_minute_afterwards(
    key: int, shown: datetime, later: timedelta
) -> None:
    read = read_code(code_of(key, shown), shown + later)
    changed = int((shown + later).timestamp()) // SECONDS - int(shown.timestamp()) // SECONDS
    wanted = Verdict.FUTURE if changed < 0 else Verdict.FRESH if changed <= 1 else Verdict.EXPIRED
    assert (read.verdict, read.session_id) == (wanted, key)


@given(keys, moments)
def test_a_code_is_one_for_the_whole_minute_and_another_in_the_next(key: int, at: datetime) -> None:
    left = timedelta(seconds=seconds_left(at))
    begun = at.replace(second=0, microsecond=0)
    assert code_of(key, begun) == code_of(key, at) == code_of(key, at + left - timedelta(seconds=1))
    assert code_of(key, at + left) != code_of(key, at)
    assert read_code(code_of(key, at), at).shown_from == begun


@given(keys, keys, moments)
def test_no_code_counts_for_two_sessions(key: int, other: int, at: datetime) -> None:
    assume(key != other)
    assert read_code(code_of(key, at), at).session_id == key
    _key, _dash, rest = code_of(key, at).partition("-")
    other_key = code_of(other, at).partition("-")[0]
    assert read_code(f"{other_key}-{rest}", at).verdict == Verdict.FORGED


@given(keys, moments, st.data())
def test_a_code_with_one_sign_changed_is_forged(key: int, at: datetime, data: st.DataObject) -> None:
    code = code_of(key, at)
    place = data.draw(st.integers(0, len(code) - 1))
    sign = data.draw(st.sampled_from("0aZ-_ ").filter(lambda sign: sign != code[place]))
    assert read_code(code[:place] + sign + code[place + 1 :], at).verdict == Verdict.FORGED


@given(st.text())
def test_any_other_text_is_forged(text: str) -> None:
    read = read_code(text, datetime(2026, 11, 22, tzinfo=UTC))
    assert (read.verdict, read.session_id, read.shown_from) == (Verdict.FORGED, None, None)


@pytest.mark.parametrize("text", ["", "-", "--", "1-2", "-1-5-x", "1_0-5-x", " 1-5-x", "1" * 99 + "-1-x", "é-1-x"])
def test_what_almost_looks_like_a_code_is_forged(text: str) -> None:
    assert read_code(text, datetime(2026, 11, 22, tzinfo=UTC)).verdict == Verdict.FORGED


@given(st.integers(1, 10**6), moments)
def test_a_code_is_short_and_needs_no_quoting(key: int, at: datetime) -> None:
    assert re.fullmatch(r"[\w-]{15,24}", code_of(key, at))


@given(moments)
def test_the_seconds_left_lead_to_the_next_code(at: datetime) -> None:
    assert 1 <= seconds_left(at) <= SECONDS


# -- who is checked in, and when --------------------------------------------------------------------------------------


class Setting:
    """A cohort of two teams; a training day of Mondays from nine to four with its trainer; a supervision."""

    def __init__(self) -> None:
        self.programme = factories.programme()
        self.cohort = factories.cohort(programme=self.programme)
        self.team = factories.team(self.cohort, municipalities=["Lolland"])
        self.neighbours = factories.team(self.cohort, municipalities=["Tønder"])
        self.trainer, self.owner = factories.user(name="Tine"), factories.model_owner(self.programme)
        on = factories.day_of_programme(30)
        self.day = factories.session(self.cohort, code="UDD1", on=on, trainers=[self.trainer])
        self.local = factories.session(self.cohort, code="SUP1", on=on, team=self.team)
        self.ida = factories.participant(self.team, name="Ida")
        self.bo = factories.participant(self.team, name="Bo")
        self.before = self.day.starts_at - timedelta(minutes=8)

    def check_in(self, who: Participant | User, *, session: Session | None = None, **options: Any) -> Attendance:
        session, at = session or self.day, options.get("at", self.before)
        person = who.user if isinstance(who, Participant) else who
        options = {"code": code_of(session.pk, at), "at": at} | options
        return check_in(session=session, by=person, **options)

    def refusal(self, who: Participant | User, **options: Any) -> CheckInRefused:
        rows = Attendance.objects.count()
        with pytest.raises(CheckInRefused) as caught:
            self.check_in(who, **options)
        assert Attendance.objects.count() == rows
        return caught.value


@pytest.fixture
def setting(db: None, english: None) -> Setting:
    return Setting()


def test_a_scanned_code_makes_one_line_of_the_own_participant(setting: Setting) -> None:
    row = setting.check_in(setting.ida)
    stored = Attendance.objects.get()
    assert stored == row
    assert (stored.participant, stored.session, stored.status) == (setting.ida, setting.day, "present")
    assert (stored.source, stored.recorded_by, stored.recorded_at) == ("check_in", setting.ida.user, setting.before)
    assert LogEntry.objects.get_for_object(stored).get().action == LogEntry.Action.CREATE


@pytest.mark.parametrize(
    ("minutes_from_start", "obstacle"),
    [
        (-31, Obstacle.TOO_EARLY),
        (-30, None),
        (0, None),
        (419, None),
        (420, Obstacle.OVER),
    ],
)
def test_check_in_is_open_from_half_an_hour_before_the_start_to_the_end(
    setting: Setting, minutes_from_start: int, obstacle: Obstacle | None
) -> None:
    at = setting.day.starts_at + minutes_from_start * MINUTE
    if obstacle:
        assert setting.refusal(setting.ida, at=at).obstacle == obstacle
        assert takes_check_ins(setting.day, at) is (obstacle == Obstacle.TOO_EARLY)
    else:
        assert setting.check_in(setting.ida, at=at).recorded_at == at


def test_who_is_early_or_late_is_told_the_time(setting: Setting) -> None:
    early = setting.refusal(setting.ida, at=setting.day.starts_at - timedelta(hours=1))
    assert str(early) == "Check-in to UDD1 opens on 2 October 2024 at 8:30."
    late = setting.refusal(setting.ida, at=setting.day.ends_at)
    assert str(late) == "UDD1 ended on 2 October 2024 at 16:00, so it takes no more check-ins."


@pytest.mark.parametrize(
    ("changed", "state", "sentence"),
    [
        ("cancelled", SessionState.CANCELLED, "UDD1 is cancelled."),
        ("draft", SessionState.DRAFT, "UDD1 has not been published yet."),
    ],
)
def test_a_session_that_is_not_in_force_takes_nobody(
    setting: Setting, changed: str, state: SessionState, sentence: str
) -> None:
    Session.objects.filter(pk=setting.day.pk).update(state=changed)
    setting.day.refresh_from_db()
    assert check_in_state(setting.day, setting.before) == CheckInState.NOT_IN_FORCE
    refusal = setting.refusal(setting.ida)
    assert (refusal.obstacle, str(refusal)) == (Obstacle.NOT_IN_FORCE, sentence)


@pytest.mark.parametrize(
    ("scanned_after", "obstacle", "words"),
    [
        (timedelta(seconds=59), None, ""),
        (timedelta(seconds=119), None, ""),
        (timedelta(seconds=120), Obstacle.EXPIRED, "The code has expired"),
        (timedelta(days=1), Obstacle.EXPIRED, "The code has expired"),
        (-timedelta(seconds=1), Obstacle.FUTURE, "The code counts only from 8:52 on."),
    ],
)
def test_an_expired_and_a_future_code_are_told_apart(
    setting: Setting, scanned_after: timedelta, obstacle: Obstacle | None, words: str
) -> None:
    code, at = code_of(setting.day.pk, setting.before), setting.before + scanned_after
    if obstacle is None:
        assert setting.check_in(setting.ida, code=code, at=at)
        return
    refusal = setting.refusal(setting.ida, code=code, at=at)
    assert refusal.obstacle == obstacle
    assert words in str(refusal)


def test_a_forged_code_is_called_so(setting: Setting) -> None:
    refusal = setting.refusal(setting.ida, code="1-abc-forgery")
    assert (refusal.obstacle, "not one of our check-in codes" in str(refusal)) == (Obstacle.FORGED, True)


def test_another_sessions_code_does_not_check_in_to_this_one(setting: Setting) -> None:
    code = code_of(setting.local.pk, setting.before)
    assert setting.refusal(setting.ida, code=code).obstacle == Obstacle.FOREIGN
    setting.check_in(setting.ida)
    assert setting.refusal(setting.ida, code=code).obstacle == Obstacle.FOREIGN


def test_a_code_marks_only_those_whose_session_it_is(setting: Setting) -> None:
    on = factories.day_of_programme(30)
    neighbour = factories.participant(setting.neighbours)
    strangers = [
        setting.trainer,
        setting.owner,
        factories.participant(factories.team()),
        factories.participant(setting.team, left_on=on),
        factories.participant(setting.team, joined_on=on + timedelta(days=1)),
    ]
    for stranger in strangers:
        refusal = setting.refusal(stranger)
        assert refusal.obstacle == Obstacle.FOREIGN
        assert not {"UDD1", "Session", "Ida", "Lolland"} & set(re.findall(r"\w+", str(refusal)))
    assert setting.refusal(neighbour, session=setting.local).obstacle == Obstacle.FOREIGN
    assert setting.check_in(neighbour).participant == neighbour


def test_a_day_of_an_optional_step_takes_only_the_teams_that_chose_it(setting: Setting) -> None:
    step = factories.step(setting.programme, optional=True)
    extra = factories.session(setting.cohort, on=factories.day_of_programme(30), module=factories.module(step))
    assert setting.refusal(setting.ida, session=extra).obstacle == Obstacle.FOREIGN
    setting.team.optional_steps.add(step)
    assert setting.check_in(setting.ida, session=extra)


def test_who_takes_part_beside_the_audience_is_checked_in_too(setting: Setting) -> None:
    associate = factories.participant(setting.team, team_role=TeamRole.ASSOCIATE)
    assert setting.check_in(associate).participant == associate


def test_of_two_participations_the_obliged_one_is_checked_in(setting: Setting) -> None:
    as_leader = factories.participant(setting.neighbours, team_role=TeamRole.LEADER)
    as_staff = factories.participant(setting.team, user=as_leader.user)
    assert setting.check_in(as_leader.user).participant == as_staff


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ({"status": PRESENT}, "You are already registered as present."),
        ({"minutes": 150}, "You are already registered as partly present."),
        ({"status": ABSENT}, "The trainer has registered you as absent. Tell the trainer if you are here."),
        ({"status": EXCUSED}, "The trainer has registered you as excused. Tell the trainer if you are here."),
    ],
)
def test_a_scan_changes_nothing_that_the_register_says(setting: Setting, line: dict[str, Any], sentence: str) -> None:
    factories.attendance(setting.ida, setting.day, by=setting.trainer, **line)
    before = list(Attendance.objects.values_list())
    refusal = setting.refusal(setting.ida)
    assert (refusal.obstacle, str(refusal)) == (Obstacle.ALREADY, sentence)
    assert list(Attendance.objects.values_list()) == before


def test_a_second_scan_changes_nothing_whether_the_code_is_new_or_old(setting: Setting) -> None:
    setting.check_in(setting.ida)
    before, logged = list(Attendance.objects.values_list()), LogEntry.objects.count()
    code = code_of(setting.day.pk, setting.before)
    for again in ({}, {"at": setting.before + 5 * MINUTE}, {"code": code, "at": setting.before + 60 * MINUTE}):
        refusal = setting.refusal(setting.ida, **again)
        assert (refusal.obstacle, str(refusal)) == (Obstacle.ALREADY, "You have already checked in at 8:52.")
    assert (list(Attendance.objects.values_list()), LogEntry.objects.count()) == (before, logged)


@pytest.mark.django_db(transaction=True)
def test_of_two_scans_in_the_same_moment_one_records_and_one_is_told(english: None) -> None:
    setting, barrier = Setting(), Barrier(2)

    def scan(_number: int) -> str:
        barrier.wait()
        try:
            setting.check_in(setting.ida)
        except CheckInRefused as refusal:
            return refusal.obstacle
        finally:
            connections.close_all()
        return "recorded"

    with ThreadPoolExecutor(2) as phones:
        assert sorted(phones.map(scan, range(2))) == [Obstacle.ALREADY, "recorded"]
    assert Attendance.objects.count() == 1


# -- the register -----------------------------------------------------------------------------------------------------


def save(setting: Setting, *lines: Line, **options: Any) -> int:
    options = {"seen": register_version(setting.day), "at": setting.day.ends_at, **options}
    return save_register(session=setting.day, lines=lines, by=setting.trainer, **options)


def test_a_session_with_check_ins_awaits_its_register_until_somebody_takes_it(setting: Setting) -> None:
    setting.check_in(setting.ida)
    awaiting = Session.objects.filter(pk=setting.day.pk).awaiting_register(setting.day.ends_at)
    assert awaiting.exists()
    unchanged = Line(participant=setting.ida, status=PRESENT)
    assert save(setting, unchanged) == 0
    assert not awaiting.exists()
    row = Attendance.objects.get()
    assert (row.source, row.recorded_at, row.recorded_by) == ("check_in", setting.before, setting.trainer)
    assert save(setting, unchanged) == 0


def test_an_imported_line_is_a_register(setting: Setting) -> None:
    factories.attendance(setting.ida, setting.day)
    assert not Session.objects.filter(pk=setting.day.pk).awaiting_register(setting.day.ends_at).exists()


def test_leaving_early_is_entered_by_the_trainer(setting: Setting) -> None:
    setting.check_in(setting.ida)
    assert save(setting, Line(participant=setting.ida, status=PARTIAL, partial_minutes=300)) == 1
    row = Attendance.objects.get()
    assert (row.status, row.partial_minutes, row.source) == ("partial", 300, "register")
    assert str(setting.refusal(setting.ida)) == "You are already registered as partly present."


# -- standings --------------------------------------------------------------------------------------------------------


def test_a_check_in_counts_only_once_the_session_has_ended(setting: Setting) -> None:
    factories.session(setting.cohort, on=factories.day_of_programme(-1))
    without = evaluate_participant(setting.ida, at=setting.before).standing
    setting.check_in(setting.ida)
    during = setting.day.ends_at - timedelta(seconds=1)

    for at in (setting.before, during):
        standing = evaluate_participant(setting.ida, at=at).standing
        assert standing == without
        assert (standing.credited, standing.remaining) == (0, 840)
    after = evaluate_participant(setting.ida, at=setting.day.ends_at).standing
    assert (after.credited, after.pending, after.remaining) == (420, 840, 0)


def test_an_early_line_stays_among_the_remaining_minutes_of_the_export(setting: Setting) -> None:
    before = attendance_rows(setting.cohort, at=setting.before)
    setting.check_in(setting.ida)
    assert attendance_rows(setting.cohort, at=setting.before) == before


# -- the plan ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def to_come(setting: Setting, time_machine: Any) -> Setting:
    """The same, ten minutes before the day begins; Ida has checked in."""
    time_machine.move_to(setting.before, tick=False)
    setting.check_in(setting.ida)
    return setting


def test_a_session_with_nothing_but_early_check_ins_can_be_cancelled_and_takes_them_back(to_come: Setting) -> None:
    pk = Attendance.objects.get().pk
    cancel_session(session=to_come.day, by=to_come.owner)
    assert not Attendance.objects.exists()
    assert LogEntry.objects.filter(object_id=pk, action=LogEntry.Action.DELETE).exists()
    restored = restore_session(session=to_come.day, by=to_come.owner)
    assert to_come.check_in(to_come.ida, session=restored)


def test_a_session_that_has_begun_with_a_check_in_was_held(to_come: Setting, time_machine: Any) -> None:
    time_machine.move_to(to_come.day.starts_at, tick=False)
    with pytest.raises(Refused, match="so it was held and cannot be cancelled"):
        cancel_session(session=to_come.day, by=to_come.owner)
    to_come.day.starts_at += timedelta(days=7)
    to_come.day.ends_at += timedelta(days=7)
    with pytest.raises(Refused, match="cannot be moved into the future"):
        save_session(session=to_come.day, trainers=[], by=to_come.owner)
    assert Attendance.objects.exists()


@pytest.mark.parametrize(("by", "kept"), [(timedelta(days=7), False), (timedelta(minutes=15), True)])
def test_early_check_ins_stay_with_a_session_that_would_still_have_taken_them(
    to_come: Setting, by: timedelta, kept: bool
) -> None:
    to_come.day.starts_at += by
    to_come.day.ends_at += by
    save_session(session=to_come.day, trainers=[to_come.trainer], by=to_come.owner)
    assert Attendance.objects.exists() is kept


def test_another_place_keeps_the_early_check_ins(to_come: Setting) -> None:
    to_come.day.place = "Sal 2"
    save_session(session=to_come.day, trainers=[to_come.trainer], by=to_come.owner)
    assert Attendance.objects.exists()
