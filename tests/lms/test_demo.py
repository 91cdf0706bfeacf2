"""The demo data: every standing on every day of the year, the same data on the same day, nobody else's data touched."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from io import StringIO
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone

from courses.enums import CohortState, StandingKey, TeamRole
from courses.exports import attendance_rows, plan_rows
from courses.library.file_kinds import HEAD_LENGTH, begins_as
from courses.models import (
    Attendance,
    Certificate,
    Cohort,
    Evaluation,
    Exemption,
    LibraryDocument,
    MakeUp,
    Participant,
    Session,
)
from courses.permissions import roles_on_session
from courses.plan import find_conflicts
from courses.plan_input import planned_sessions, team_inputs
from courses.standings import evaluate_participant, evaluate_participants
from lms.demo.people import ACCOUNTS, DOMAIN, PASSWORD
from people.enums import InvitationState
from people.models import Invitation, User
from people.roles import Role
from supervision.enums import SUPERVISIONS, ActionState, HeldAt, RecordState
from supervision.models import Action, Addition, Case, Contact, FollowUpForm, Notice, Rating, Record, RecordDraft
from supervision.policies import SIGNED_WITHIN, is_overdue, record_state
from tests import factories

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import DjangoDbBlocker
    from pytest_django.fixtures import SettingsWrapper

    from courses.standings import Evaluated

pytestmark = pytest.mark.django_db

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
TODAY = date(2026, 11, 22)
AWKWARD_DAYS = [date(2027, 1, 1), date(2028, 2, 29), date(2027, 7, 31)]


class Demo(NamedTuple):
    """What was exported the first time, and what the command printed the second time."""

    of_the_first_time: list[object]
    printed: str


def load_programme() -> None:
    """Load the programme that the demo is made of."""
    call_command("load_programme", "u-turn", stdout=StringIO())


def seed() -> str:
    """Run the command and return what it printed."""
    printed = StringIO()
    call_command("seed_demo", stdout=printed)
    return printed.getvalue()


def on(day: date) -> time_machine.travel:
    """Let it be noon of the day in Copenhagen."""
    return time_machine.travel(datetime(day.year, day.month, day.day, 12, tzinfo=COPENHAGEN), tick=False)


def standings() -> dict[str, Counter[str]]:
    """Count the staff's standings by cohort, the earliest cohort first."""
    now = timezone.now()
    return {
        cohort.code: Counter(one.standing.key.value for one in evaluate_participants(_staff(cohort), at=now))
        for cohort in Cohort.objects.order_by("start_date")
    }


def _staff(cohort: Cohort) -> Iterator[Participant]:
    staff = Participant.objects.filter(team__cohort=cohort, team_role=TeamRole.STAFF)
    return staff.select_related("user", "team__cohort")


def exported() -> list[object]:
    """Return everything that leaves the product as lists, and who was at which session."""
    now = timezone.now()
    lists: list[object] = [Attendance.objects.count(), Invitation.objects.count()]
    lists += [sorted(map(str, Evaluation.objects.values_list("session__code", "answers")))]
    for cohort in Cohort.objects.order_by("start_date"):
        lists += [list(attendance_rows(cohort, at=now, everybody=True)), list(plan_rows(cohort))]
    lists += [*recorded(), sorted(Contact.objects.values_list("on", "line"))]
    lists += LibraryDocument.objects.order_by("title").values_list("title", "file", "file_hash")
    return [*lists, list(Certificate.objects.order_by("serial").values_list("serial", "content", "revoked_reason"))]


def recorded() -> list[object]:
    """Return what the records say: ratings, cases and what became of the actions."""
    return [
        sorted(map(str, Record.objects.values_list("session__team__name", "session__code", "held_at", "signed_at"))),
        sorted(map(str, Rating.objects.values_list("record__session__team__name", "theme__key", "score", "note"))),
        sorted(map(str, Case.objects.values_list("session__team__name", "session__code", "label", "agreed"))),
        sorted(map(str, Action.objects.values_list("responsible__name", "what", "due", "state", "closed_at"))),
        [sorted(draft.fields.values()) for draft in RecordDraft.objects.all()],
    ]


def of(word: str) -> Evaluated:
    """The demo account's participation, evaluated now."""
    participants = Participant.objects.select_related("user", "team__cohort")
    return evaluate_participant(participants.get(user__email=f"{word}@{DOMAIN}"), at=timezone.now())


class TestOneDay:
    """What the demo holds on one day; making it takes a while, so it is made once, and once before to compare."""

    @pytest.fixture(scope="class")
    @staticmethod
    def demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Demo]:
        with on(TODAY), django_db_blocker.unblock(), transaction.atomic():
            load_programme()
            with transaction.atomic():
                seed()
                first = exported()
                transaction.set_rollback(True)
            yield Demo(first, seed())
            transaction.set_rollback(True)

    def test_two_empty_databases_get_equal_data_on_the_same_day(self, demo: Demo) -> None:
        assert exported() == demo.of_the_first_time

    def test_the_accounts_are_printed_and_can_log_in(self, demo: Demo) -> None:
        assert [line.split() for line in demo.printed.splitlines()[1:]] == [
            [f"{word}@{DOMAIN}", PASSWORD] for word in ACCOUNTS
        ]
        assert all(User.objects.get(email=f"{word}@{DOMAIN}").check_password(PASSWORD) for word in ACCOUNTS)

    def test_three_cohorts_hold_every_standing(self, demo: Demo) -> None:
        finished, under_way, starting = standings().values()

        assert list(standings()) == ["H2024", "H2025", "H2026-12"]
        assert finished.keys() == {"earned", "secured", "out_of_reach", "left"}
        assert under_way.keys() == {"on_track", "at_risk", "out_of_reach", "left"}
        assert starting.keys() == {"no_plan"}

    def test_the_plans_hold_no_conflict(self, demo: Demo) -> None:
        for cohort in Cohort.objects.all():
            span = {"start": cohort.start_date, "duration_months": cohort.duration_months}
            assert list(find_conflicts(planned_sessions(cohort), team_inputs(cohort), **span)) == []

    def test_the_own_team_looks_as_drawn(self, demo: Demo) -> None:
        standing = of("medarbejder").standing
        missed = Attendance.objects.filter(participant=of("medarbejder").participant).exclude(status="present")

        assert standing.key == StandingKey.ON_TRACK
        assert standing.planned == 12_180
        assert (standing.of_held, standing.of_plan, standing.still_possible) == (899, 616, 931)
        assert sorted(missed.values_list("session__code", "status")) == [("PRA2", "absent"), ("UDD3", "excused")]
        assert of("leder").participant.team == of("medarbejder").participant.team

    def test_somebody_earned_it_by_a_make_up_in_the_later_cohort(self, demo: Demo) -> None:
        make_up = MakeUp.objects.get()

        assert make_up.guest.session.cohort.start_date > make_up.missed.cohort.start_date
        assert evaluate_participant(make_up.participant, at=timezone.now()).standing.key == StandingKey.EARNED

    def test_one_who_joined_late_is_exempt_from_the_beginning(self, demo: Demo) -> None:
        assert sorted(Exemption.objects.values_list("session__code", flat=True)) == ["BAS1", "BAS2", "BAS3", "INT"]
        assert Exemption.objects.values("participant").distinct().count() == 1

    def test_certificates_are_valid_replaced_and_revoked(self, demo: Demo) -> None:
        states = Counter((one.kind, one.state.value) for one in Certificate.objects.all())

        assert states == {
            ("certificate", "valid"): 12,
            ("certificate", "replaced"): 1,
            ("certificate", "revoked"): 1,
            ("statement", "valid"): 1,
        }

    def test_invitations_are_open_expired_and_withdrawn(self, demo: Demo) -> None:
        assert Counter(one.state() for one in Invitation.objects.all()) == {
            InvitationState.OPEN: 1,
            InvitationState.EXPIRED: 1,
            InvitationState.WITHDRAWN: 1,
        }

    def test_the_library_holds_short_texts_of_the_model_that_can_be_read(self, demo: Demo) -> None:
        documents = LibraryDocument.objects.order_by("title")
        steps = {document.step.slug for document in documents if document.step}

        assert len(documents) == 6
        assert {(one.author, one.year) for one in documents} == {("U-turn København", 2015)}
        assert steps == {"aaben-anonym-raadgivning", "foraeldregrupper", "individuel-behandling", "konsulentfunktion"}
        for document in documents:
            with document.open_file() as file:
                assert begins_as(document.file_extension, file.read(HEAD_LENGTH))

    def test_people_have_checked_in_to_a_day_and_evaluated_two(self, demo: Demo) -> None:
        counts = Counter(Evaluation.objects.values_list("session__code", flat=True))
        checked_in = Attendance.objects.check_ins()

        assert counts == {"UDD6": 12, "UDD7": 3}
        assert set(checked_in.values_list("session__code", flat=True)) == {"UDD7"}
        assert checked_in.count() >= 10
        assert Session.objects.get(code="UDD7", cohort__code="H2025") in Session.objects.awaiting_register(
            timezone.now()
        )

    def test_supervision_shows_one_of_everything_that_calls_for_attention(self, demo: Demo) -> None:
        check_what_supervision_shows()

    def test_both_forms_that_come_with_the_programme_are_in_force(self, demo: Demo) -> None:
        forms = FollowUpForm.objects.values_list("subject", "version", "published_by")
        assert sorted(forms) == [("leadership", 1, None), ("supervision", 1, None)]

    def test_actions_are_done_dropped_open_and_overdue_and_some_are_the_accounts_own(self, demo: Demo) -> None:
        states = Counter(Action.objects.values_list("state", flat=True))
        still_open = Action.objects.open().select_related("responsible")
        overdue = [action for action in still_open if action.is_overdue(TODAY)]

        assert set(states) == set(ActionState.values)
        assert 0 < len(overdue) < len(still_open)
        own = {action.responsible.email for action in still_open} & {f"{word}@{DOMAIN}" for word in ACCOUNTS}
        assert own == {f"medarbejder@{DOMAIN}", f"leder@{DOMAIN}"}

    def test_the_own_team_has_sent_cases_in_and_has_consultations_contacts_and_an_addition(self, demo: Demo) -> None:
        sent_in = Case.objects.filter(sent_in_by__email=f"medarbejder@{DOMAIN}")
        consultations = Record.objects.filter(session__kind="leadership_consultation")

        assert sent_in.count() == 2
        assert not sent_in.filter(session__starts_at__lte=timezone.now()).exists()
        assert consultations.count() == 2
        assert Contact.objects.filter(team__name="Helsingør").count() == 4
        assert Addition.objects.get().record.session.team == of("leder").participant.team

    def test_nobody_is_to_be_told_by_mail(self, demo: Demo) -> None:
        assert Notice.objects.exists()
        assert not Notice.objects.filter(claimed_at=None).exists()

    def test_a_second_run_says_so_and_changes_nothing(self, demo: Demo) -> None:
        assert seed().splitlines()[0] == "Demodataene er der allerede."
        assert exported() == demo.of_the_first_time


def supervisions(team: str) -> list[Session]:
    """The team's supervisions of the cohort under way that have ended, in their order."""
    cohort = Cohort.objects.order_by("start_date")[1]
    held = cohort.sessions.filter(team__name=team, kind__in=SUPERVISIONS, ends_at__lte=timezone.now())
    return list(held.select_related("record", "recorddraft").order_by("starts_at"))


def scores(team: str, key: str) -> list[int | None]:
    """The theme's scores in the team's signed records of the cohort under way, in their order."""
    rows = Rating.objects.filter(record__session__in=supervisions(team), theme__key=key)
    return list(rows.order_by("record__session__starts_at").values_list("score", flat=True))


def check_what_supervision_shows() -> None:
    """Assert that there is one of everything that calls for attention in the teams' supervisions."""
    now = timezone.now()
    own = supervisions("Helsingør")
    assert [record_state(session) for session in own] == [RecordState.SIGNED] * (len(own) - 1) + [RecordState.DRAFT]
    assert any(is_overdue(session, now) for session in supervisions("Tønder"))
    assert [late.session.code for late in _signed_late()] == ["SUP3"]
    falling = scores("Hjørring", "C")
    assert sum(after < before for before, after in pairwise(falling)) == 2  # type: ignore[operator]
    assert set(scores("Lolland", "E")) == {2}
    skjern = supervisions("Ringkøbing-Skjern")
    touched = [one for one, score in zip(skjern, scores("Ringkøbing-Skjern", "D"), strict=True) if score]
    assert now - touched[-1].ends_at > timedelta(weeks=26)
    assert {session.record.held_at for session in supervisions("Lolland")} == {HeldAt.LOCAL}
    (extended,) = [session for session in supervisions("Hjørring") if session.code == "SUP4"]
    leaders = extended.attendance.filter(participant__team_role=TeamRole.LEADER)
    assert set(leaders.values_list("status", flat=True)) == {"absent"}
    substituted = Session.objects.get(kind__in=SUPERVISIONS, trainers__isnull=False)
    assert roles_on_session(substituted.trainers.get(), substituted) == {Role.SUPERVISOR}
    assert substituted.ends_at > now


def _signed_late() -> list[Record]:
    under_way = Record.objects.filter(session__in=supervisions("Tønder")).select_related("session")
    return [record for record in under_way if record.signed_at > record.session.ends_at + SIGNED_WITHIN]


@pytest.mark.parametrize("day", AWKWARD_DAYS, ids=str)
def test_every_standing_occurs_on_every_day_of_the_year(day: date) -> None:
    with on(day):
        load_programme()
        seed()

        found = standings()
        assert set().union(*found.values()) == set(StandingKey.values)
        assert of("medarbejder").standing.key == StandingKey.ON_TRACK
        check_what_supervision_shows()
        starting = Cohort.objects.get(state=CohortState.DRAFT)
        assert 0 < (starting.start_date - day).days <= 45
        assert not Session.objects.filter(cohort=starting, starts_at__lte=timezone.now()).exists()


def test_other_peoples_data_are_refused() -> None:
    factories.user(email="anna@kommune.example")

    with pytest.raises(CommandError, match="andres data"):
        seed()

    assert User.objects.count() == 1
    assert not Cohort.objects.exists()


def test_a_cohort_without_any_people_is_somebodys_data_too() -> None:
    factories.cohort()

    with pytest.raises(CommandError, match="andres data"):
        seed()


def test_production_is_refused(settings: SettingsWrapper) -> None:
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="drift"):
        seed()

    assert not User.objects.exists()


def test_the_programme_is_asked_for_where_it_is_missing() -> None:
    with pytest.raises(CommandError, match="load_programme u-turn"):
        seed()
