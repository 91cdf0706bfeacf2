"""The rule on the U-turn plan, in literal minutes: 11,130 for staff, 12,180 for the facilitator, 80 % of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from courses.enums import ActivityKind, StandingKey, TeamRole
from courses.sentences import standing_sentence
from courses.standing import Obligation, Standing, allowance, evaluate
from tests.uturn import uturn_plan

START = datetime(2024, 9, 2, 9, tzinfo=UTC)
AFTER_ALL = START + timedelta(days=1000)
KEY = StandingKey


@dataclass(frozen=True)
class Course:
    """The obligations of one participant on a plan with a session every ten days."""

    obligations: tuple[Obligation, ...]

    @classmethod
    def of(cls, *, role: TeamRole = TeamRole.STAFF, facilitator: bool = False) -> Course:
        planned = [p for p in uturn_plan() if p.counts and p.audience.includes(role, facilitator=facilitator)]
        return cls(
            tuple(
                Obligation(place, p.kind, p.minutes, START + timedelta(days=10 * place, minutes=p.minutes))
                for place, p in enumerate(planned)
            )
        )

    def all_attended(self) -> Course:
        return Course(tuple(one._replace(attended=one.minutes) for one in self.obligations))

    def missing(self, minutes: int) -> Course:
        """All attended but so many minutes, taken from the first sessions on."""
        found = []
        for one in self.obligations:
            absent = min(minutes, one.minutes)
            minutes -= absent
            found.append(one._replace(attended=one.minutes - absent))
        return Course(tuple(found))

    def with_first(self, count: int, **changes: object) -> Course:
        first = (one._replace(**changes) for one in self.obligations[:count])
        return Course((*first, *self.obligations[count:]))

    def just_after(self, place: int) -> datetime:
        return self.obligations[place].ends_at

    def standing(self, at: datetime = AFTER_ALL, left_on: date | None = None) -> Standing:
        return evaluate(self.obligations, at=at, threshold=80, left_on=left_on)


def test_the_plan_of_staff_is_11130_minutes_and_of_the_facilitator_12180() -> None:
    assert Course.of().standing().planned == 11_130
    assert Course.of(facilitator=True).standing().planned == 12_180
    assert Course.of(role=TeamRole.LEADER).standing().planned == 4 * 300
    assert Course.of(role=TeamRole.ASSOCIATE).standing().key == KEY.NO_PLAN


def test_the_threshold_lies_at_8904_and_9744_minutes() -> None:
    assert Course.of().standing().required == 8_904
    assert Course.of(facilitator=True).standing().required == 9_744


@pytest.mark.parametrize(
    ("missed", "key", "of_plan"),
    [(0, KEY.EARNED, 1000), (2_226, KEY.EARNED, 800), (2_227, KEY.OUT_OF_REACH, 800), (11_130, KEY.OUT_OF_REACH, 0)],
)
def test_exactly_2226_of_11130_minutes_missed_earns_and_2227_does_not(missed: int, key: KEY, of_plan: int) -> None:
    standing = Course.of().missing(missed).standing()
    assert (standing.key, standing.of_plan, standing.credited) == (key, of_plan, 11_130 - missed)


def test_the_facilitator_may_miss_2436_minutes_and_not_one_more() -> None:
    course = Course.of(facilitator=True)
    assert course.missing(2_436).standing().key == KEY.EARNED
    assert course.missing(2_437).standing().key == KEY.OUT_OF_REACH


@pytest.mark.parametrize(
    ("missed", "key"),
    [(1_806, KEY.ON_TRACK), (1_807, KEY.AT_RISK), (2_226, KEY.AT_RISK), (2_227, KEY.OUT_OF_REACH)],
)
def test_at_risk_begins_where_one_more_training_day_would_be_too_much(missed: int, key: KEY) -> None:
    course = Course.of().missing(missed)
    after_the_last_absence = course.just_after(5)
    assert course.standing(after_the_last_absence).longest_remaining == 420
    assert course.standing(after_the_last_absence).key == key


def test_one_minute_without_a_register_keeps_secured_from_being_earned() -> None:
    course = Course.of().all_attended().with_first(1, attended=None)
    assert course.standing().key == KEY.SECURED
    assert course.standing().pending == 630
    assert course.standing().of_held == 1000


def test_before_anything_is_held_everything_is_still_possible() -> None:
    standing = Course.of().standing(at=START)
    assert (standing.key, standing.of_held, standing.of_plan, standing.still_possible) == (KEY.ON_TRACK, None, 0, 1000)


def test_the_same_course_is_judged_by_what_had_ended_at_an_earlier_moment() -> None:
    course = Course.of().all_attended().with_first(4, attended=0)  # 630 + 3 × 420 = 1,890 missed
    assert [course.standing(at=course.just_after(place)).key for place in (0, 3, 16, 17, 32, 33)] == [
        KEY.ON_TRACK,
        KEY.AT_RISK,
        KEY.AT_RISK,
        KEY.ON_TRACK,
        KEY.SECURED,
        KEY.EARNED,
    ]
    assert course.standing(at=course.just_after(3)).of_held == 0
    assert course.standing(at=course.just_after(4)).of_held == 182  # 420 of 2,310


def test_a_register_taken_during_the_session_counts_when_the_session_has_ended() -> None:
    course = Course.of().with_first(1, attended=630)
    during, after = course.just_after(0) - timedelta(minutes=1), course.just_after(0)
    assert (course.standing(during).credited, course.standing(during).reachable) == (0, 11_130)
    assert (course.standing(after).credited, course.standing(after).reachable) == (630, 11_130)


def test_an_absence_recorded_during_the_session_still_leaves_it_among_what_remains() -> None:
    course = Course.of().with_first(1, attended=0)
    during = course.just_after(0) - timedelta(minutes=1)
    assert course.standing(during).remaining == 11_130
    assert course.standing(course.just_after(0)).reachable == 10_500


def test_late_joiner_is_out_of_reach_until_a_makeup_is_recorded() -> None:
    course = Course.of().with_first(7, ended_before_joining=True)  # 630 + 6 × 420 = 3,150 before joining
    late = course.standing(at=course.just_after(6))
    assert (late.key, late.pending, late.credited, late.slack) == (KEY.OUT_OF_REACH, 0, 0, 2_226 - 3_150)
    two_made_up = course.with_first(2, ended_before_joining=True, made_up=420)
    assert two_made_up.standing(at=course.just_after(6)).slack == 2_226 - 3_150 + 840
    three_made_up = course.with_first(3, ended_before_joining=True, made_up=420)
    assert three_made_up.standing(at=course.just_after(6)).key == KEY.AT_RISK


def test_presence_before_joining_credits_nothing() -> None:
    course = Course.of().all_attended().with_first(1, ended_before_joining=True)
    assert course.standing().credited == 10_500


def test_a_makeup_credits_no_more_than_the_session() -> None:
    course = Course.of().all_attended().with_first(1, attended=300, made_up=420)
    assert course.standing().credited == 11_130


def test_what_a_makeup_covers_is_not_pending_too() -> None:
    course = Course.of().with_first(1, made_up=420)
    standing = course.standing(at=course.just_after(0))
    assert (standing.credited, standing.pending, standing.reachable) == (420, 210, 11_130)


def test_has_left_from_the_left_date_on() -> None:
    course = Course.of().all_attended()
    at = datetime(2025, 3, 14, 23, 59, tzinfo=UTC)
    assert course.standing(at, left_on=date(2025, 3, 15)).key == KEY.ON_TRACK
    assert course.standing(at, left_on=date(2025, 3, 14)).key == KEY.LEFT


@pytest.mark.usefixtures("english")
class TestSentence:
    def test_reckons_in_training_days_while_there_are_enough_of_them(self) -> None:
        course = Course.of()
        assert self.of(course, START) == "You may miss 5 training days more at most."
        assert self.of(course, START, own=False) == "May miss 5 training days more at most."

    def test_names_a_single_session_in_the_singular(self) -> None:
        course = Course.of().with_first(4, attended=0).with_first(1, attended=630)  # 1,260 missed, 966 left
        assert self.of(course, course.just_after(3)) == "You may miss 2 training days more at most."
        course = Course.of().with_first(4, attended=0).with_first(1, attended=210)  # 1,680 missed, 546 left
        assert self.of(course, course.just_after(3)) == "You may miss 1 training day more at most."

    def test_reckons_in_minutes_when_less_than_one_session_may_be_missed(self) -> None:
        course = Course.of().with_first(4, attended=0)  # 336 left
        expected = "You may miss 336 minutes more at most, which is less than 1 training day."
        assert self.of(course, course.just_after(3)) == expected

    def test_says_when_nothing_may_be_missed_any_more(self) -> None:
        course = Course.of().missing(2_226)
        assert self.of(course, course.just_after(20)) == "You cannot miss any more."

    def test_says_how_much_must_be_made_up(self) -> None:
        assert self.of(Course.of().missing(2_646)) == "You need a make-up of 420 minutes to earn the certificate."
        assert self.of(Course.of().missing(2_227)) == "You need a make-up of 1 minute to earn the certificate."

    def test_reckons_in_minutes_when_more_may_be_missed_than_one_kind_has_left(self) -> None:
        minutes = (420, 180, 180, 180, 180)
        kinds = [ActivityKind.TRAINING_DAY] + [ActivityKind.SUPERVISION] * 4
        to_come = [
            Obligation(place, kind, length, START + timedelta(days=1 + place))
            for place, (kind, length) in enumerate(zip(kinds, minutes, strict=True))
        ]
        held = Obligation(9, ActivityKind.BASIC_COURSE, 1000, START, attended=1000)
        assert self.of(Course((held, *to_come)), START) == "You may miss 1 training day more at most."  # 428 minutes
        longer = Course((held._replace(minutes=3160, attended=3160), *to_come))
        assert allowance(longer.obligations, longer.standing(START), at=START).minutes == 860
        assert self.of(longer, START) == "You may miss 4 supervisions more at most."
        longest = Course((held._replace(minutes=3500, attended=3500), *to_come))
        assert self.of(longest, START) == "You may miss 928 minutes more at most."

    def test_waits_for_the_register_when_only_that_is_missing(self) -> None:
        course = Course.of().all_attended().with_first(30, attended=None)
        assert self.of(course) == "Your standing waits for the register of what has been held."

    def test_promises_no_certificate_to_those_who_cannot_earn_one(self) -> None:
        course = Course.of(role=TeamRole.LEADER)
        assert self.of(course.all_attended(), earns=False) == "You meet the requirement of 80% attendance."
        missed = self.of(course.missing(600), earns=False)
        assert missed == "You need a make-up of 360 minutes to reach 80% attendance."

    @staticmethod
    def of(course: Course, at: datetime = AFTER_ALL, *, own: bool = True, earns: bool = True) -> str:
        return standing_sentence(course.standing(at), course.obligations, at=at, own=own, earns=earns)
