"""Issuing, revoking and reissuing: only what is earned, once, frozen, and on record."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from auditlog.models import LogEntry
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.utils import timezone

from courses.actions.certificates import (
    issue_all,
    issue_certificate,
    issue_statement,
    reissue_certificate,
    revoke_certificate,
    verify_url,
)
from courses.documents.content import CertificateContent
from courses.enums import AttendanceStatus, CertificateKind, CertificateState, TeamRole
from courses.models import Attendance, Certificate, Participant
from people.policies import Refused
from tests import factories

if TYPE_CHECKING:
    from courses.models import Session
    from people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


class Setting:
    """A cohort that is over, of two sessions; Ida attended both, Bo only the shorter one."""

    def __init__(self) -> None:
        self.programme = factories.programme(title="U-turn")
        self.cohort = factories.cohort(programme=self.programme, code="H2024")
        self.team = factories.team(self.cohort, municipalities=["Lolland"])
        self.owner = factories.model_owner(self.programme, name="Mona Modelejer")
        self.day = factories.session(self.cohort, code="UDD1", on=factories.day_of_programme(10))
        self.half = factories.session(self.cohort, code="UDD2", on=factories.day_of_programme(20), minutes=200)
        self.ida = self.member("Ida", self.day, self.half)
        self.bo = self.member("Bo", self.half)

    def member(self, name: str, *attended: Session, **fields: Any) -> Participant:
        made = factories.participant(self.team, name=name, **fields)
        for session in (self.day, self.half):
            status = AttendanceStatus.PRESENT if session in attended else AttendanceStatus.ABSENT
            factories.attendance(made, session, status=status)
        return made

    def issue(self, participant: Participant | None = None, **fields: Any) -> Certificate:
        return issue_certificate(participant=participant or self.ida, by=fields.pop("by", self.owner), **fields)


@pytest.fixture
def setting() -> Setting:
    return Setting()


def pdf_of(certificate: Certificate) -> bytes:
    return bytes(Certificate.objects.get(pk=certificate.pk).pdf)


def test_a_certificate_is_issued_to_staff_who_have_earned_it(setting: Setting) -> None:
    certificate = setting.issue()
    assert (certificate.participant, certificate.kind, certificate.serial) == (setting.ida, "certificate", "H2024-0001")
    assert (certificate.issued_by, certificate.language, certificate.state) == (setting.owner, "da", "valid")
    assert pdf_of(certificate).startswith(b"%PDF-")


def test_a_second_issue_changes_nothing(setting: Setting) -> None:
    first = setting.issue()
    before, logged = list(Certificate.objects.values_list()), LogEntry.objects.count()
    assert setting.issue(language="en") == first
    assert issue_all(cohort=setting.cohort, by=setting.owner).new == []
    assert (list(Certificate.objects.values_list()), LogEntry.objects.count()) == (before, logged)


def test_what_has_not_been_earned_is_refused_with_its_standing(setting: Setting) -> None:
    with pytest.raises(Refused, match="The certificate has not been earned: the standing is “Out of reach”"):
        setting.issue(setting.bo)
    coming = factories.session(setting.cohort, on=timezone.localdate() + timedelta(days=3), minutes=1)
    with pytest.raises(Refused, match="“Secured”"):
        setting.issue()
    coming.delete()
    setting.ida.left_on = factories.day_of_programme(40)
    setting.ida.save()
    with pytest.raises(Refused, match="“Has left”"):
        setting.issue()
    assert not Certificate.objects.exists()


@pytest.mark.parametrize("team_role", [TeamRole.LEADER, TeamRole.ASSOCIATE])
def test_only_staff_earn_the_certificate(setting: Setting, team_role: TeamRole) -> None:
    other = setting.member("Lene", setting.day, setting.half, team_role=team_role)
    with pytest.raises(Refused, match="Only staff can earn the certificate"):
        setting.issue(other)


def test_only_the_programmes_model_owner_issues_revokes_and_reissues(setting: Setting) -> None:
    certificate = setting.issue()
    trainer = factories.user()
    setting.day.trainers.add(trainer)
    people = [trainer, setting.ida.user, factories.user(), factories.model_owner(factories.programme())]
    former = factories.user()
    factories.membership(user=former, organisation=setting.programme.owner_organisation, until=timezone.localdate())
    for person in (*people, former):
        for act in (
            lambda by: setting.issue(by=by),
            lambda by: issue_statement(participant=setting.bo, by=by),
            lambda by: issue_all(cohort=setting.cohort, by=by),
            lambda by: revoke_certificate(certificate=certificate, reason="x", by=by),
            lambda by: reissue_certificate(certificate=certificate, reason="x", by=by),
        ):
            with pytest.raises(PermissionDenied):
                act(person)


def test_nothing_that_changes_later_changes_a_certificate(setting: Setting) -> None:
    certificate = setting.issue()
    content, pdf = certificate.content, pdf_of(certificate)
    setting.ida.user.name = "Ida Nygift"
    setting.ida.user.save()
    setting.day.title, setting.day.minutes = "Omdøbt", 30
    setting.day.save()
    setting.programme.title = "Omdøbt"
    setting.programme.save()
    Attendance.objects.all().delete()
    again = setting.issue()
    assert (again.pk, again.content, pdf_of(again)) == (certificate.pk, content, pdf)
    assert CertificateContent.from_json(again.content).name == "Ida"


def test_revoking_needs_a_reason_and_happens_once(setting: Setting) -> None:
    certificate = setting.issue()
    with pytest.raises(Refused, match="Say why"):
        revoke_certificate(certificate=certificate, reason="  ", by=setting.owner)
    revoked = revoke_certificate(certificate=certificate, reason=" Fejl i listen ", by=setting.owner)
    assert (revoked.revoked_by, revoked.revoked_reason) == (setting.owner, "Fejl i listen")
    assert Certificate.objects.get().state == CertificateState.REVOKED
    with pytest.raises(Refused, match="H2024-0001 does not hold any more"):
        revoke_certificate(certificate=certificate, reason="Igen", by=setting.owner)


def test_a_revoked_certificate_is_not_issued_again_but_reissued(setting: Setting) -> None:
    certificate = revoke_certificate(certificate=setting.issue(), reason="Fejl", by=setting.owner)
    with pytest.raises(Refused, match="H2024-0001 was revoked"):
        setting.issue()
    issued = issue_all(cohort=setting.cohort, by=setting.owner)
    assert (issued.new, issued.already, issued.not_earned) == ([], 1, 1)
    new = reissue_certificate(certificate=certificate, reason="Rettet", by=setting.owner)
    assert (new.replaces, new.serial) == (certificate, "H2024-0002")
    assert Certificate.objects.get(pk=certificate.pk).revoked_reason == "Fejl"


def test_reissuing_states_what_is_true_now_and_links_the_old_to_the_new(setting: Setting) -> None:
    certificate = setting.issue()
    setting.ida.user.name = "Ida Nygift"
    setting.ida.user.save()
    new = reissue_certificate(certificate=certificate, reason="Nyt navn", by=setting.owner, language="en")
    old = Certificate.objects.get(pk=certificate.pk)
    assert (old.state, old.replaced_by, old.revoked_reason) == (CertificateState.REPLACED, new, "Nyt navn")
    assert (new.state, new.content["name"], old.content["name"]) == (CertificateState.VALID, "Ida Nygift", "Ida")
    assert (new.language, old.language) == ("en", "da")
    assert new.token != old.token
    with pytest.raises(Refused, match="H2024-0001 has already been replaced"):
        reissue_certificate(certificate=old, reason="Igen", by=setting.owner)
    assert setting.issue() == new


def test_what_is_not_earned_any_more_is_not_reissued_and_the_old_one_still_holds(setting: Setting) -> None:
    certificate = setting.issue()
    Attendance.objects.filter(participant=setting.ida).update(status=AttendanceStatus.ABSENT)
    with pytest.raises(Refused, match="has not been earned"):
        reissue_certificate(certificate=certificate, reason="Nyt navn", by=setting.owner)
    assert Certificate.objects.get().state == CertificateState.VALID


def test_who_has_left_after_the_end_can_still_have_the_name_put_right(setting: Setting) -> None:
    certificate = setting.issue()
    setting.ida.left_on = factories.day_of_programme(100)
    setting.ida.save()
    new = reissue_certificate(certificate=certificate, reason="Nyt navn", by=setting.owner)
    assert new.replaces == certificate


def test_serials_count_a_cohorts_documents_without_gaps(setting: Setting) -> None:
    other = factories.cohort(programme=setting.programme, code="H2025")
    elsewhere = factories.participant(factories.team(other))
    eva = setting.member("Eva", setting.day, setting.half)
    with pytest.raises(Refused):
        setting.issue(setting.bo)
    made = [
        setting.issue(),
        issue_statement(participant=setting.bo, by=setting.owner),
        reissue_certificate(certificate=setting.issue(), reason="Navn", by=setting.owner),
        *issue_all(cohort=setting.cohort, by=setting.owner).new,
    ]
    assert [one.serial for one in made] == ["H2024-0001", "H2024-0002", "H2024-0003", "H2024-0004"]
    assert made[-1].participant == eva
    assert issue_statement(participant=elsewhere, by=setting.owner).serial == "H2025-0001"


def test_all_at_once_goes_to_everybody_who_has_earned_it(setting: Setting) -> None:
    eva = setting.member("Eva", setting.day, setting.half)
    setting.member("Lene", setting.day, setting.half, team_role=TeamRole.LEADER)
    setting.issue()
    issued = issue_all(cohort=setting.cohort, by=setting.owner)
    assert ([one.participant for one in issued.new], issued.already, issued.not_earned) == ([eva], 1, 1)


def test_the_command_issues_in_the_name_of_the_model_owner(setting: Setting) -> None:
    assert command(setting.owner) == "Certificates – issued: 1, had one already: 0, not earned: 1.\n"
    assert command(setting.owner) == "Certificates – issued: 0, had one already: 1, not earned: 1.\n"
    entry = LogEntry.objects.get_for_object(Certificate.objects.get()).get()
    assert (entry.actor, Certificate.objects.get().issued_by) == (setting.owner, setting.owner)


def test_the_command_refuses_others_with_a_sentence(setting: Setting) -> None:
    with pytest.raises(CommandError, match="Only a model owner of the programme can issue certificates"):
        command(setting.ida.user)
    with pytest.raises(CommandError, match="There is no active person with this e-mail"):
        call_command("issue_certificates", cohort="H2024", by="nobody@example.dk")
    assert not Certificate.objects.exists()


def command(by: User) -> str:
    out = io.StringIO()
    call_command("issue_certificates", cohort="H2024", by=f" {by.email.upper()} ", stdout=out)
    return out.getvalue()


def test_the_address_of_the_verification_carries_the_token_alone(setting: Setting, settings: Any) -> None:
    certificate = setting.issue()
    assert verify_url(certificate.token) == f"{settings.BASE_URL}/verify/{certificate.token}/"
    assert len(certificate.token) >= 32


def test_a_statement_is_issued_once_and_can_be_reissued(setting: Setting) -> None:
    first = issue_statement(participant=setting.bo, by=setting.owner)
    assert first.kind == CertificateKind.STATEMENT
    assert issue_statement(participant=setting.bo, by=setting.owner) == first
    new = reissue_certificate(certificate=first, reason="Mere deltagelse", by=setting.owner)
    assert (new.kind, new.replaces) == (CertificateKind.STATEMENT, first)


def test_a_statement_and_a_certificate_stand_side_by_side(setting: Setting) -> None:
    setting.issue()
    issue_statement(participant=setting.ida, by=setting.owner)
    assert sorted(Certificate.objects.live().values_list("kind", flat=True)) == ["certificate", "statement"]
