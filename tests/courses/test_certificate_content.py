"""What a certificate and an attendance statement state."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from courses.actions.certificates import issue_certificate, issue_statement
from courses.documents.content import AttendedSession, CertificateContent, Exemption, KindMinutes, MakeUp
from courses.enums import ActivityKind, AttendanceStatus, Audience, SessionState, TeamRole
from courses.models import Certificate
from tests import factories

pytestmark = pytest.mark.django_db


def stated(certificate: Certificate) -> CertificateContent:
    return CertificateContent.from_json(Certificate.objects.get(pk=certificate.pk).content)


def test_a_certificate_states_person_place_programme_period_minutes_exemptions_and_makeups() -> None:
    owner_organisation = factories.organisation(name="Københavns Kommune, U-turn")
    programme = factories.programme(title="U-turn", owner=owner_organisation)
    module = factories.module(factories.step(programme), code="UDD1")
    cohort, other = factories.cohort(programme=programme, code="H2024"), factories.cohort(programme=programme)
    owner = factories.model_owner(programme, name="Mona Modelejer")
    day = factories.day_of_programme
    missed = factories.session(cohort, code="UDD1", title="Uddannelsesdag 1", on=day(10), module=module)
    attended = factories.session(cohort, code="UDD2", on=day(20), minutes=410)
    exempt = factories.session(cohort, code="UDD3", title="Uddannelsesdag 3", on=day(25))
    supervision = factories.session(cohort, code="SUP1", on=day(30), minutes=180, kind=ActivityKind.SUPERVISION)
    instead = factories.session(other, code="UDD1", on=day(50), module=module)
    ida = factories.participant(factories.team(cohort, municipalities=["Lolland"]), name="Ida Holm")
    factories.attendance(ida, missed, status=AttendanceStatus.ABSENT)
    factories.attendance(ida, attended)
    factories.attendance(ida, supervision, minutes=90)
    factories.make_up(missed, factories.attendance(ida, instead, minutes=400))
    factories.exemption(ida, exempt, reason="Har taget den før")

    certificate = issue_certificate(participant=ida, by=owner)
    content = stated(certificate)
    assert content == CertificateContent(
        kind="certificate",
        name="Ida Holm",
        municipality="Lolland Kommune",
        programme="U-turn",
        cohort_code="H2024",
        role="staff",
        period_from=date(2024, 9, 2),
        period_to=date(2026, 9, 1),
        threshold=80,
        planned_minutes=1010,
        credited_minutes=900,
        percent_tenths=891,
        issued_on=content.issued_on,
        serial="H2024-0001",
        issuer="Københavns Kommune, U-turn",
        issued_by_name="Mona Modelejer",
        minutes_by_kind=(KindMinutes("training_day", 830, 810), KindMinutes("supervision", 180, 90)),
        exemptions=(Exemption("UDD3", "Uddannelsesdag 3", 420),),
        make_ups=(MakeUp("UDD1", "Uddannelsesdag 1", 400, day(50)),),
    )
    assert "Har taget den før" not in str(certificate.content)


@pytest.mark.parametrize("team_role", [TeamRole.LEADER, TeamRole.ASSOCIATE, TeamRole.STAFF])
def test_a_statement_lists_all_presence_of_guests_and_outside_the_audience_too(team_role: TeamRole) -> None:
    programme = factories.programme()
    cohort, other = factories.cohort(programme=programme), factories.cohort(programme=programme)
    person = factories.participant(factories.team(cohort), team_role=team_role)
    day = factories.day_of_programme
    for place, audience in enumerate(Audience):
        session = factories.session(cohort, title=f"Møde {place}", on=day(place), minutes=100, audience=audience)
        factories.attendance(person, session)
    not_counting = factories.session(cohort, title="Statusmøde", on=day(5), minutes=60, counts=False)
    factories.attendance(person, not_counting, minutes=45)
    factories.attendance(person, factories.session(other, title="Gæst", on=day(6), minutes=420))
    absent = factories.session(cohort, title="Fraværende", on=day(7))
    factories.attendance(person, absent, status=AttendanceStatus.EXCUSED)
    called_off = factories.session(cohort, title="Aflyst", on=day(8), state=SessionState.CANCELLED)
    factories.attendance(person, called_off)

    content = stated(issue_statement(participant=person, by=factories.model_owner(programme)))
    assert content.kind == "statement"
    assert content.attended == (
        *(AttendedSession(day(place), f"Møde {place}", 100) for place in range(4)),
        AttendedSession(day(5), "Statusmøde", 45),
        AttendedSession(day(6), "Gæst", 420),
    )


def test_presence_outside_the_audience_enters_no_standing() -> None:
    programme = factories.programme()
    cohort = factories.cohort(programme=programme)
    associate = factories.participant(factories.team(cohort), team_role=TeamRole.ASSOCIATE)
    factories.attendance(associate, factories.session(cohort))
    content = stated(issue_statement(participant=associate, by=factories.model_owner(programme)))
    assert (content.planned_minutes, content.credited_minutes, content.minutes_by_kind) == (0, 0, ())


def test_a_statement_below_the_threshold_says_so_in_tenths_rounded_half_up() -> None:
    programme = factories.programme()
    cohort = factories.cohort(programme=programme)
    person = factories.participant(factories.team(cohort))
    factories.attendance(person, factories.session(cohort, minutes=2000), minutes=1599)
    content = stated(issue_statement(participant=person, by=factories.model_owner(programme)))
    assert (content.credited_minutes, content.percent_tenths, content.threshold) == (1599, 800, 80)


def test_the_period_of_a_statement_ends_no_later_than_its_issue() -> None:
    programme = factories.programme()
    today = factories.timezone.localdate()
    cohort = factories.cohort(programme=programme, start_date=today - timedelta(days=50))
    person = factories.participant(factories.team(cohort))
    content = stated(issue_statement(participant=person, by=factories.model_owner(programme)))
    assert (content.period_from, content.period_to) == (cohort.start_date, today)


def test_the_official_name_of_the_municipality_is_printed() -> None:
    programme = factories.programme()
    team = factories.team(factories.cohort(programme=programme), municipalities=["København"])
    content = stated(issue_statement(participant=factories.participant(team), by=factories.model_owner(programme)))
    assert content.municipality == "Københavns Kommune"
