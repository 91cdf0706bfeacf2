"""Participants: joining, changing, working more or less, leaving, and being removed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from courses.actions.participants import (
    add_participant,
    change_fte,
    edit_participant,
    leave,
    remove_participant,
)
from courses.cohort_sentences import month_sentence, staffing_on
from courses.enums import AttendanceStatus, CohortState, TeamRole
from courses.models import FteChange, Participant, Team
from courses.teams.staffing import fte_on
from people.models import User
from people.policies import Refused
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def add(team: Team, **fields: Any) -> Participant:
    """Add Anna to the team, as the command line would."""
    usual = {
        "email": "anna@x.dk",
        "name": "Anna",
        "municipality": team.municipalities.first(),
        "team_role": TeamRole.STAFF,
        "joined_on": factories.START,
        "by": None,
    }
    return add_participant(team=team, **{**usual, **fields})


def edit(participant: Participant, **fields: Any) -> Participant:
    """Change the participant in what is named, and nothing else."""
    kept = ("municipality", "team_role", "joined_on", "left_on", "education", "facilitator")
    usual = {name: getattr(participant, name) for name in kept} | {"name": participant.user.name, "by": None}
    return edit_participant(participant=participant, **{**usual, **fields})


def test_a_new_person_is_made_who_cannot_log_in_yet() -> None:
    made = add(factories.team(), email=" Anna@X.dk", fte=Decimal("0.8"), education="Pædagog")
    assert (made.user.email, made.user.name, made.user.has_account) == ("anna@x.dk", "Anna", False)
    assert (made.joined_on, made.left_on, made.education) == (factories.START, None, "Pædagog")
    change = made.fte_changes.get()
    assert (change.effective_on, change.fte) == (factories.START, Decimal("0.80"))


def test_a_known_person_keeps_their_name() -> None:
    known = factories.user(email="anna@x.dk", name="Anna Berg")
    assert add(factories.team(), name="Anna Holm").user == known
    assert User.objects.get(email="anna@x.dk").name == "Anna Berg"


def test_a_person_is_once_in_a_team_and_in_one_team_of_a_cohort_at_a_time() -> None:
    cohort = factories.cohort()
    team, other = factories.team(cohort), factories.team(cohort, municipalities=["Lolland"])
    anna = add(team)
    for place in (team, other):
        with pytest.raises(Refused, match=r"^Anna is already in the team Helsingør on these dates\.$"):
            add(place)
    leave(participant=anna, left_on=date(2025, 1, 1), by=None)
    with pytest.raises(Refused):
        add(other, joined_on=date(2024, 12, 31))
    assert add(other, joined_on=date(2025, 1, 1)).team == other


def test_the_municipality_must_be_one_of_the_team_s() -> None:
    with pytest.raises(Refused, match=r"^Lolland is not a municipality of the team\.$"):
        add(factories.team(), municipality=factories.municipality("Lolland"))
    assert not User.objects.filter(email="anna@x.dk").exists()


def test_the_facilitator_is_one_of_the_staff_and_alone_in_the_team() -> None:
    team = factories.team()
    with pytest.raises(Refused, match="Only one of the staff can be the facilitator"):
        add(team, team_role=TeamRole.LEADER, facilitator=True)
    add(team, facilitator=True)
    with pytest.raises(ValidationError, match="already has a facilitator"):
        add(team, email="bo@x.dk", name="Bo", facilitator=True)


def test_an_impossible_email_is_refused() -> None:
    with pytest.raises(ValidationError):
        add(factories.team(), email="no mail")


def test_what_is_known_changes_and_the_name_too_until_there_is_an_account() -> None:
    anna = add(factories.team())
    edit(anna, name="Anna Holm", team_role=TeamRole.LEADER, joined_on=date(2024, 10, 1), education="Psykolog")
    anna.refresh_from_db()
    assert (anna.user.name, anna.team_role, anna.education) == ("Anna Holm", TeamRole.LEADER, "Psykolog")
    anna.user.set_password("a-long-password")
    anna.user.save()
    edit(anna, name="Anna Berg")
    assert User.objects.get(pk=anna.user_id).name == "Anna Holm"


def test_a_left_date_before_the_joined_date_is_refused() -> None:
    with pytest.raises(ValidationError, match="cannot lie before the joined date"):
        edit(add(factories.team()), left_on=date(2024, 9, 1))


@pytest.mark.parametrize("status", [AttendanceStatus.PRESENT, AttendanceStatus.PARTIAL])
def test_dates_that_leave_a_presence_outside_are_refused(status: AttendanceStatus) -> None:
    anna = add(factories.team())
    session = factories.session(anna.team.cohort, code="UDD1", on=date(2024, 10, 1))
    factories.attendance(anna, session, status=status, minutes=60 if status == AttendanceStatus.PARTIAL else None)
    sentence = r"^A presence is on record at UDD1 on 1 October 2024, outside these dates\.$"
    with pytest.raises(Refused, match=sentence):
        leave(participant=anna, left_on=date(2024, 10, 1), by=None)
    with pytest.raises(Refused, match=sentence):
        edit(Participant.objects.get(pk=anna.pk), joined_on=date(2024, 10, 2))
    assert leave(participant=anna, left_on=date(2024, 10, 2), by=None).left_on == date(2024, 10, 2)


def test_an_absence_does_not_hold_anybody_back() -> None:
    anna = add(factories.team())
    session = factories.session(anna.team.cohort, on=date(2024, 10, 1))
    factories.attendance(anna, session, status=AttendanceStatus.ABSENT)
    assert leave(participant=anna, left_on=date(2024, 9, 15), by=None).left_on == date(2024, 9, 15)


def test_staffing_changes_from_a_date_and_the_same_date_corrects_it() -> None:
    anna = add(factories.team(), fte=Decimal(1))
    change_fte(participant=anna, effective_on=date(2025, 1, 1), fte=Decimal("0.5"), by=None)
    change_fte(participant=anna, effective_on=date(2025, 1, 1), fte=Decimal("0.6"), by=None)
    changes = list(anna.fte_changes.all())
    assert [(change.effective_on, change.fte) for change in changes] == [
        (factories.START, Decimal("1.00")),
        (date(2025, 1, 1), Decimal("0.60")),
    ]
    with pytest.raises(Refused, match=r"^The staffing cannot change before the participant joined\.$"):
        change_fte(participant=anna, effective_on=date(2024, 9, 1), fte=Decimal(1), by=None)
    with pytest.raises(ValidationError):
        change_fte(participant=anna, effective_on=date(2025, 2, 1), fte=Decimal(3), by=None)


def test_a_row_made_by_mistake_is_removed_and_the_person_stays() -> None:
    anna = add(factories.team(), fte=Decimal(1))
    remove_participant(participant=anna, by=None)
    assert (Participant.objects.count(), FteChange.objects.count()) == (0, 0)
    assert User.objects.filter(email="anna@x.dk").exists()


def test_a_row_on_which_something_stands_is_never_removed() -> None:
    team = factories.team()
    session, other = factories.session(team.cohort), factories.session(factories.cohort())
    attends, exempted, certified, makes_up = (factories.participant(team) for _ in range(4))
    factories.attendance(attends, session, status=AttendanceStatus.ABSENT)
    factories.exemption(exempted, session)
    factories.certificate(certified)
    factories.make_up(session, factories.attendance(makes_up, other))
    for participant in (attends, exempted, certified, makes_up):
        with pytest.raises(Refused, match=r"cannot be removed\. Enter the date of leaving instead"):
            remove_participant(participant=participant, by=None)
    assert Participant.objects.count() == 4


def test_only_the_model_owner_changes_participants_and_only_while_the_cohort_is_open() -> None:
    team = factories.team()
    anna, colleague = add(team), factories.model_owner(factories.programme())
    leader = factories.participant(team, team_role=TeamRole.LEADER).user
    for person in (colleague, leader, anna.user):
        with pytest.raises(PermissionDenied):
            edit(anna, by=person)
        with pytest.raises(PermissionDenied):
            add(team, email="bo@x.dk", by=person)
    team.cohort.state = CohortState.CLOSED
    team.cohort.save()
    owner = factories.model_owner(team.cohort.programme)
    for change in (
        lambda: edit(anna, by=owner),
        lambda: leave(participant=anna, left_on=date(2025, 1, 1), by=owner),
        lambda: remove_participant(participant=anna, by=owner),
        lambda: change_fte(participant=anna, effective_on=date(2025, 1, 1), fte=Decimal(1), by=owner),
    ):
        with pytest.raises(Refused, match=r"is closed\. Reopen it first"):
            change()


def test_the_staffing_on_a_date_is_the_latest_change_and_before_the_first_the_first() -> None:
    anna = factories.participant(fte="1")
    FteChange.objects.create(participant=anna, effective_on=date(2025, 1, 1), fte=Decimal("0.5"))
    changes = anna.fte_changes.all()
    dates = (date(2024, 1, 1), factories.START, date(2024, 12, 31), date(2025, 1, 1), date(2026, 1, 1))
    assert [fte_on(changes, on) for on in dates] == [1, 1, 1, Decimal("0.5"), Decimal("0.5")]
    assert fte_on([], date(2025, 1, 1)) is None


def test_a_team_s_staffing_counts_those_who_belong_to_it_and_names_what_is_missing() -> None:
    team = factories.team()
    for fte in ("1", "1", "0.9"):
        factories.participant(team, fte=fte)
    factories.participant(team, fte="1", left_on=date(2025, 1, 1))
    factories.participant(team)
    before, after = (staffing_on(team.participants.all(), on) for on in (date(2024, 12, 31), date(2025, 1, 1)))
    assert (before.text, before.enough, before.note) == ("3.9", True, "Of 1 of the staff it is not known.")
    assert (after.text, after.enough) == ("2.9", False)
    assert after.note == ("The model asks for at least 3 full-time equivalents. Of 1 of the staff it is not known.")


def test_how_far_a_cohort_has_come_is_said_in_months() -> None:
    cohort = factories.cohort(start_date=date(2024, 9, 2))
    assert month_sentence(cohort, date(2024, 9, 1)) == "begins on 2 September 2024"
    assert month_sentence(cohort, date(2024, 9, 2)) == "month 0 of 24"
    assert month_sentence(cohort, date(2025, 12, 10)) == "month 15 of 24"
    assert month_sentence(cohort, date(2026, 9, 1)) == "month 23 of 24"
    assert month_sentence(cohort, date(2026, 9, 2)) == "ended on 2 September 2026"
