"""Make-ups and exemptions: the model owner's decisions on what was missed, and which sessions are open for it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from courses.actions.register import (
    Line,
    exempt,
    record_make_up,
    register_version,
    remove_exemption,
    remove_make_up,
    save_register,
)
from courses.enums import AttendanceStatus, SessionState, StandingKey
from courses.make_ups import missed_sessions, open_sessions, sessions_instead
from courses.models import Attendance, Exemption, MakeUp, Session
from courses.standings import Evaluated, evaluate_participant
from people.policies import Refused
from tests import factories

if TYPE_CHECKING:
    from courses.models import Cohort

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
ABSENT = AttendanceStatus.ABSENT


class Setting:
    """Ida missed UDD1 of her cohort; another cohort holds the same module, and a further one will."""

    def __init__(self) -> None:
        self.programme = factories.programme()
        self.module = factories.module(factories.step(self.programme), code="UDD1")
        self.cohort, self.other = (factories.cohort(programme=self.programme) for _ in range(2))
        self.missed = self.held(self.cohort, module=self.module)
        self.attended = self.held(self.other, module=self.module)
        self.ida = factories.participant(factories.team(self.cohort, municipalities=["Lolland"]), name="Ida")
        self.owner = factories.model_owner(self.programme)
        factories.attendance(self.ida, self.missed, status=ABSENT)

    def held(self, cohort: Cohort, **fields: Any) -> Session:
        return factories.session(cohort, **{"on": factories.day_of_programme(30), **fields})

    def make_up(self, **changes: Any) -> MakeUp:
        values = {"missed": self.missed, "instead": self.attended, "minutes": None, "by": self.owner}
        return record_make_up(participant=self.ida, **{**values, **changes})

    def evaluated(self) -> Evaluated:
        return evaluate_participant(self.ida, at=timezone.now())


@pytest.fixture
def setting() -> Setting:
    return Setting()


def test_a_makeup_credits_the_participant_and_leaves_the_absence_as_it_was(setting: Setting) -> None:
    assert setting.evaluated().standing.key == StandingKey.OUT_OF_REACH
    make_up = setting.make_up()
    assert (make_up.guest.session, make_up.guest.status, make_up.approved_by) == (
        setting.attended,
        "present",
        setting.owner,
    )
    assert Attendance.objects.get(session=setting.missed).status == ABSENT
    assert setting.evaluated().standing.key == StandingKey.EARNED


def test_late_joiner_is_out_of_reach_until_a_makeup_is_recorded(setting: Setting) -> None:
    Attendance.objects.all().delete()
    setting.ida.joined_on = factories.day_of_programme(31)
    setting.ida.save()
    assert setting.evaluated().standing.key == StandingKey.OUT_OF_REACH
    later = setting.held(setting.other, code="UDD1B", on=factories.day_of_programme(60), module=setting.module)
    setting.make_up(instead=later)
    assert setting.evaluated().standing.key == StandingKey.EARNED


def test_a_part_of_a_session_makes_up_for_a_part(setting: Setting) -> None:
    setting.make_up(minutes=150)
    assert setting.evaluated().standing.credited == 150


def test_a_presence_that_stands_in_the_register_is_used_as_it_is(setting: Setting) -> None:
    row = factories.attendance(setting.ida, setting.attended, minutes=200)
    with pytest.raises(Refused, match="The register of the other session says 200 minutes"):
        setting.make_up(minutes=420)
    assert setting.make_up().guest == row
    assert setting.evaluated().standing.credited == 200


def test_two_parts_make_up_for_no_more_than_the_session(setting: Setting) -> None:
    second = setting.held(setting.other, code="UDD1B", module=setting.module)
    setting.make_up(minutes=300)
    setting.make_up(instead=second, minutes=300)
    assert setting.evaluated().standing.credited == 420


def test_one_attended_session_makes_up_for_one_absence_only(setting: Setting) -> None:
    again = setting.held(setting.cohort, code="UDD1B", module=setting.module)
    factories.attendance(setting.ida, again, status=ABSENT)
    setting.make_up()
    with pytest.raises(Refused, match="already makes up for an absence"):
        setting.make_up(missed=again)


def test_a_makeup_takes_place_in_another_cohorts_session_of_the_same_module(setting: Setting) -> None:
    own = setting.held(setting.cohort, code="UDD1B", module=setting.module)
    another_module = factories.module(factories.step(setting.programme), code="UDD2")
    different = setting.held(setting.other, module=another_module)
    by_hand = setting.held(setting.other)
    for instead, message in (
        (own, "in another cohort"),
        (different, "a session of the same module"),
        (by_hand, "a session of the same module"),
    ):
        with pytest.raises(Refused, match=message):
            setting.make_up(instead=instead)
    assert list(Attendance.objects.values_list("session", flat=True)) == [setting.missed.pk]


def test_a_session_added_by_hand_cannot_be_made_up_for(setting: Setting) -> None:
    missed, instead = setting.held(setting.cohort), setting.held(setting.other)
    factories.attendance(setting.ida, missed, status=ABSENT)
    with pytest.raises(Refused, match="added by hand"):
        setting.make_up(missed=missed, instead=instead)


def test_a_recurring_activity_is_made_up_for_by_the_same_activity(setting: Setting) -> None:
    activity = factories.activity(setting.programme)
    missed = setting.held(setting.cohort, code="SUP1", activity=activity, team=setting.ida.team, minutes=180)
    team = factories.team(setting.other)
    instead = setting.held(setting.other, code="SUP3", activity=activity, team=team, minutes=180)
    factories.attendance(setting.ida, missed, status=ABSENT)
    assert setting.make_up(missed=missed, instead=instead).guest.session == instead


def test_what_was_not_missed_cannot_be_made_up_for(setting: Setting) -> None:
    line = Attendance.objects.get()
    line.status = AttendanceStatus.PRESENT
    line.save()
    with pytest.raises(Refused, match="UDD1 counts in full already"):
        setting.make_up(missed=named(setting.missed, "UDD1"))
    line.delete()
    with pytest.raises(Refused, match="does not say yet that the participant was absent"):
        setting.make_up()
    tomorrow = factories.session(setting.cohort, on=timezone.localdate() + timedelta(days=1), module=setting.module)
    with pytest.raises(Refused, match="has not ended, so it has not been missed"):
        setting.make_up(missed=tomorrow)
    another_team = factories.team(setting.cohort, municipalities=["Tønder"])
    with pytest.raises(Refused, match="does not count for this participant"):
        setting.make_up(missed=setting.held(setting.cohort, team=another_team, module=setting.module))


def named(session: Session, code: str) -> Session:
    session.code = code
    session.save()
    return session


def test_the_session_instead_must_have_been_in_force_and_within_the_membership(setting: Setting) -> None:
    tomorrow = factories.session(setting.other, on=timezone.localdate() + timedelta(days=1), module=setting.module)
    cancelled = setting.held(setting.other, code="UDD1C", module=setting.module, state=SessionState.CANCELLED)
    before = setting.held(setting.other, code="UDD1D", on=factories.day_of_programme(-1), module=setting.module)
    for instead, message in ((tomorrow, "has not begun"), (cancelled, "is cancelled"), (before, "joined on")):
        with pytest.raises(Refused, match=message):
            setting.make_up(instead=instead)


def test_an_absence_elsewhere_makes_up_for_nothing(setting: Setting) -> None:
    factories.attendance(setting.ida, setting.attended, status=ABSENT)
    with pytest.raises(Refused, match="was not present at the other session"):
        setting.make_up()


def test_the_presence_that_a_makeup_stands_on_cannot_be_taken_away(setting: Setting) -> None:
    setting.make_up()
    for status in (None, ABSENT):
        with pytest.raises(Refused, match="Take the make-up back first"):
            save_register(
                session=setting.attended,
                lines=[Line(participant=setting.ida, status=status)],
                seen=register_version(setting.attended),
                by=setting.owner,
                correction="Fejl",
            )


def test_a_makeup_can_be_taken_back_and_the_presence_stays(setting: Setting) -> None:
    remove_make_up(make_up=setting.make_up(), by=setting.owner)
    assert not MakeUp.objects.exists()
    assert Attendance.objects.filter(session=setting.attended).exists()
    assert setting.evaluated().standing.credited == 0


def test_an_exemption_takes_the_session_out_of_the_plan_until_it_is_taken_back(setting: Setting) -> None:
    setting.held(setting.cohort, minutes=100)
    exemption = exempt(participant=setting.ida, session=setting.missed, reason=" Har kurset ", by=setting.owner)
    assert (exemption.reason, exemption.exempted_by) == ("Har kurset", setting.owner)
    assert setting.evaluated().standing.planned == 100
    assert exempt(participant=setting.ida, session=setting.missed, reason="Igen", by=setting.owner) == exemption
    remove_exemption(exemption=exemption, by=setting.owner)
    assert setting.evaluated().standing.planned == 520
    assert not Exemption.objects.exists()


def test_an_exemption_needs_a_reason_and_a_session_of_the_participants_own(setting: Setting) -> None:
    with pytest.raises(Refused, match="needs a reason"):
        exempt(participant=setting.ida, session=setting.missed, reason=" ", by=setting.owner)
    elsewhere = setting.held(setting.cohort, team=factories.team(setting.cohort, municipalities=["Tønder"]))
    for session in (setting.attended, elsewhere):
        with pytest.raises(Refused, match="does not belong to the participant's team"):
            exempt(participant=setting.ida, session=session, reason="x", by=setting.owner)


def test_only_the_programmes_model_owner_decides(setting: Setting) -> None:
    make_up, exemption = setting.make_up(), factories.exemption(setting.ida, setting.missed)
    trainer = factories.user()
    setting.missed.trainers.add(trainer)
    supervisor = factories.supervisor(setting.ida.team).user
    for person in (trainer, supervisor, setting.ida.user, factories.model_owner(factories.programme())):
        for decide in (
            lambda by: setting.make_up(by=by),
            lambda by: exempt(participant=setting.ida, session=setting.missed, reason="x", by=by),
            lambda by: remove_make_up(make_up=make_up, by=by),
            lambda by: remove_exemption(exemption=exemption, by=by),
        ):
            with pytest.raises(PermissionDenied):
                decide(person)


def test_the_offer_is_other_cohorts_coming_sessions_of_the_modules_missed(setting: Setting) -> None:
    at = timezone.now()
    coming = timezone.localdate() + timedelta(days=5)
    offered = factories.session(setting.other, code="UDD1X", on=coming, module=setting.module)
    factories.session(setting.cohort, code="UDD1X", on=coming, module=setting.module)
    factories.session(setting.other, code="UDD1Y", on=coming, module=setting.module, state=SessionState.DRAFT)
    factories.session(setting.other, code="UDD2X", on=coming, module=factories.module(setting.module.get_parent()))
    waiting = setting.held(setting.cohort, code="UDD1W", module=setting.module)
    evaluated = setting.evaluated()
    assert list(open_sessions(evaluated, at=at)) == [offered]
    missed = missed_sessions(evaluated, at=at)
    assert list(missed) == [setting.missed]
    assert waiting not in missed
    assert list(sessions_instead(missed, setting.ida, at=at)) == [setting.attended]
