"""The database itself refuses what must never be, whatever code has forgotten to ask."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from courses.enums import AttendanceSource, CertificateKind
from courses.models import Attendance, FteChange, SchoolHoliday
from people.enums import OrganisationKind
from people.models import Invitation, Membership, Organisation, User
from people.roles import Role
from tests import factories

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Model

pytestmark = pytest.mark.django_db


def refused(name: str, write: Callable[[], Any]) -> None:
    """The write breaks the constraint of the name, and the transaction around it lives on."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        write()
    said = str(error.value)
    # SQLite names the columns of a broken uniqueness, not its constraint.
    assert name in said or said.startswith("UNIQUE constraint failed:"), said


def changed(row: Model, **values: Any) -> Callable[[], Any]:
    """Write the values past the model's own code."""
    return lambda: type(row)._base_manager.filter(pk=row.pk).update(**values)


def kept(row: Model, **values: Any) -> None:
    """The values are sound: the write goes through."""
    assert changed(row, **values)() == 1


# -- people -----------------------------------------------------------------------------------------------------------


def test_an_email_belongs_to_one_person_and_is_in_lower_case() -> None:
    person = factories.user(email="ida@example.dk")
    refused("user_email", lambda: User.objects.create(email="ida@example.dk", name="Ida"))
    refused("user_email_is_lower_case", changed(person, email="Ida@example.dk"))


def test_a_municipality_has_its_code_and_region_and_others_have_none() -> None:
    lolland = factories.municipality("Lolland")
    for values in ({"code": ""}, {"code": "36"}, {"code": "036x"}, {"region": ""}):
        refused("municipality_has_code_and_region", changed(lolland, **values))
    owner = factories.organisation()
    refused("municipality_has_code_and_region", changed(owner, code="9999"))
    refused("municipality_has_code_and_region", changed(owner, kind=OrganisationKind.MUNICIPALITY))


def test_a_municipalitys_code_and_an_organisations_name_are_unique() -> None:
    lolland = factories.municipality("Lolland")
    refused("municipality_code_unique", changed(lolland, code="0550"))
    refused("organisation_name_unique_in_kind", changed(lolland, name="Tønder"))
    Organisation.objects.create(kind=OrganisationKind.PROVIDER, name="Tønder")


def test_a_membership_has_a_known_role_an_order_of_dates_and_is_open_once() -> None:
    membership = factories.membership(role=Role.TRAINER)
    refused("membership_role_known", changed(membership, role="staff"))
    refused("membership_ends_after_it_begins", changed(membership, until=membership.since - timedelta(days=1)))
    again = {"user": membership.user, "organisation": membership.organisation, "role": membership.role}
    refused("membership_one_open_per_role", lambda: factories.membership(**again))
    kept(membership, until=membership.since)
    assert Membership.objects.create(since=date(2021, 1, 1), **again)


def test_an_invitation_is_open_once_and_has_one_end() -> None:
    now, person, admin = timezone.now(), factories.user(), factories.user()
    values = {"user": person, "invited_by": admin, "occasion": "H2024", "expires_at": now}
    invitation = Invitation.objects.create(**values)
    refused("invitation_one_open_per_person", lambda: Invitation.objects.create(**values))
    refused("invitation_withdrawn_by_somebody", changed(invitation, withdrawn_at=now))
    refused("invitation_withdrawn_by_somebody", changed(invitation, withdrawn_by=admin))
    refused(
        "invitation_not_accepted_and_withdrawn",
        changed(invitation, accepted_at=now, withdrawn_at=now, withdrawn_by=admin),
    )
    kept(invitation, withdrawn_at=now, withdrawn_by=admin)
    assert Invitation.objects.create(**values)


# -- programmes -------------------------------------------------------------------------------------------------------


def test_a_programmes_figures_make_sense() -> None:
    programme = factories.programme()
    for threshold in (0, 101):
        refused("programme_threshold_percent", changed(programme, threshold=threshold))
    refused("programme_has_duration", changed(programme, duration_months=0))
    step = factories.step(programme)
    refused("step_ends_after_it_begins", changed(step, month_from=5, month_to=4))
    module = factories.module(step)
    refused("module_has_minutes", changed(module, minutes=0))
    for dates in (0, 6):
        refused("module_has_dates", changed(module, dates=dates))


def test_a_recurring_activity_says_what_its_extended_ones_are() -> None:
    activity = factories.activity(factories.programme())
    refused("activity_has_minutes", changed(activity, minutes=0))
    described = {"extended_ends": "14:00", "extended_kind": "supervision", "extended_audience": "staff"}
    refused("extended_activity_is_described", changed(activity, extended="4, 8"))
    refused("extended_activity_is_described", changed(activity, extended="4, 8", **described))
    refused("activity_prefix_unique_in_programme", lambda: factories.activity(activity.programme))
    kept(
        activity,
        extended="4, 8",
        extended_minutes=300,
        extended_ends="14:00",
        extended_kind="extended_supervision",
        extended_audience="staff_and_leaders",
    )


# -- cohorts ----------------------------------------------------------------------------------------------------------


def test_a_cohorts_code_is_unique_and_its_figures_make_sense() -> None:
    cohort = factories.cohort(code="H2024")
    refused("code", lambda: factories.cohort(programme=cohort.programme, code="H2024"))
    for threshold in (0, 101):
        refused("cohort_threshold_percent", changed(cohort, threshold=threshold))
    refused("cohort_has_duration", changed(cohort, duration_months=0))
    refused("cohort_state_known", changed(cohort, state="finished"))


def test_a_teams_name_is_unique_in_its_cohort() -> None:
    team = factories.team(name="Lolland")
    refused("team_name_unique_in_cohort", lambda: factories.team(team.cohort, name="Lolland"))
    factories.team(factories.cohort(programme=team.cohort.programme), name="Lolland")


def test_a_person_is_in_a_team_once_at_a_time() -> None:
    participant = factories.participant()
    again = {"team": participant.team, "user": participant.user}
    refused("participant_one_live_row_per_team", lambda: factories.participant(**again))
    refused("participant_leaves_after_joining", changed(participant, left_on=factories.day_of_programme(-1)))
    refused("participant_role_known", changed(participant, team_role="trainer"))
    kept(participant, left_on=factories.START)
    assert factories.participant(**again)


def test_a_team_has_one_facilitator_at_a_time() -> None:
    first = factories.participant(facilitator=True)
    refused("participant_one_facilitator_per_team", lambda: factories.participant(first.team, facilitator=True))
    kept(first, left_on=factories.day_of_programme(30))
    assert factories.participant(first.team, facilitator=True)


def test_staffing_is_one_share_a_date_between_none_and_two() -> None:
    participant = factories.participant(fte="0.8")
    change = FteChange.objects.get(participant=participant)
    refused(
        "fte_one_per_date",
        lambda: FteChange.objects.create(participant=participant, effective_on=change.effective_on, fte=1),
    )
    for fte in (Decimal("-0.01"), Decimal("2.01")):
        refused("fte_between_none_and_two", changed(change, fte=fte))


def test_a_supervisor_is_assigned_once_at_a_time() -> None:
    supervisor = factories.supervisor(factories.team())
    refused("supervisor_assigned_once", lambda: factories.supervisor(supervisor.team, user=supervisor.user))
    refused("supervisor_ends_after_beginning", changed(supervisor, until=date(2019, 12, 31)))
    kept(supervisor, until=date(2024, 1, 1))
    assert factories.supervisor(supervisor.team, user=supervisor.user)


def test_a_school_holiday_is_a_week_that_exists_listed_once() -> None:
    week = SchoolHoliday.objects.create(week=8, name="Prøveferie", year=2031)
    refused("school_holiday_listed_once", lambda: SchoolHoliday.objects.create(week=8, name="Igen", year=2031))
    for number in (0, 54):
        refused("school_holiday_week_exists", changed(week, week=number))


# -- sessions and attendance ------------------------------------------------------------------------------------------


def test_a_code_is_unique_among_the_shared_sessions_and_in_each_team() -> None:
    team = factories.team()
    shared, local = factories.session(team.cohort, code="A1"), factories.session(team.cohort, code="A1", team=team)
    for session in (shared, local):
        refused("session_code_unique", lambda row=session: factories.session(team.cohort, code="A1", team=row.team))


def test_a_session_ends_after_it_begins_lasts_and_has_one_template() -> None:
    programme = factories.programme()
    module = factories.module(factories.step(programme))
    session = factories.session(factories.cohort(programme=programme), module=module)
    refused("session_ends_after_it_begins", changed(session, ends_at=session.starts_at))
    refused("session_has_minutes", changed(session, minutes=0))
    refused("session_of_one_template", changed(session, activity=factories.activity(programme)))
    refused("session_state_known", changed(session, state="held"))


def recorded() -> Attendance:
    participant = factories.participant()
    return factories.attendance(participant, factories.session(participant.team.cohort), minutes=100)


def test_a_participant_stands_in_a_register_once() -> None:
    row = recorded()
    refused("attendance_once_per_session", lambda: factories.attendance(row.participant, row.session))


def test_a_line_of_the_register_says_one_thing() -> None:
    row = recorded()
    for values in ({"partial_minutes": None}, {"partial_minutes": 0}, {"status": "present"}, {"status": "absent"}):
        refused("attendance_minutes_only_when_partial", changed(row, **values))
    refused("attendance_excused_with_a_reason", changed(row, status="excused", partial_minutes=None))
    refused("attendance_status_known", changed(row, status="late", partial_minutes=None))
    refused("attendance_recorded_by_somebody", changed(row, source=AttendanceSource.REGISTER))
    kept(row, status="excused", partial_minutes=None, reason="Syg")


def test_an_attended_session_makes_up_for_one_absence() -> None:
    guest = recorded()
    make_up = factories.make_up(factories.session(guest.session.cohort), guest)
    refused("makeup", lambda: factories.make_up(make_up.missed, guest))


def test_an_exemption_has_a_reason_and_is_given_once() -> None:
    row = recorded()
    exemption = factories.exemption(row.participant, row.session)
    refused("exemption_once_per_session", lambda: factories.exemption(row.participant, row.session))
    refused("exemption_has_a_reason", changed(exemption, reason=""))


# -- certificates -----------------------------------------------------------------------------------------------------


def test_a_participant_has_one_live_certificate_of_a_kind() -> None:
    first = factories.certificate(factories.participant())
    refused("certificate_one_live_per_participant", lambda: factories.certificate(first.participant))
    factories.certificate(first.participant, kind=CertificateKind.STATEMENT)
    now, owner = timezone.now(), factories.user()
    for values in (
        {"revoked_at": now},
        {"revoked_by": owner},
        {"revoked_reason": "x"},
        {"revoked_at": now, "revoked_by": owner},
        {"revoked_at": now, "revoked_reason": "x"},
    ):
        refused("certificate_revoked_by_somebody_for_a_reason", changed(first, **values))
    kept(first, revoked_at=now, revoked_by=owner, revoked_reason="Fejl")
    second = factories.certificate(first.participant, replaces=first)
    refused("serial", changed(second, serial=first.serial))
    refused("token", changed(second, token=first.token))


def test_what_a_certificate_stands_on_cannot_be_deleted() -> None:
    certificate = factories.certificate(factories.participant())
    participant = certificate.participant
    factories.attendance(participant, factories.session(participant.team.cohort))
    cohort = participant.team.cohort
    for row in (participant.user, certificate.issued_by, participant, participant.team, cohort, cohort.programme):
        with pytest.raises(ProtectedError):
            row.delete()
