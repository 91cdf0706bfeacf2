"""Finds in the demo's data what the pages are about: each method returns what stands in an address."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone

from courses.actions.cohorts import close_cohort
from courses.check_in.codes import code_of
from courses.enums import ActivityKind, CertificateKind, TeamRole
from courses.models import Certificate, Cohort, MilestoneTemplate, ModulePage, Participant, Session, StepPage, Team
from implementation.models import DataAgreement, DataSheet, StepPause
from implementation.months import month_before, month_of
from implementation.sheets.choices import SheetKind
from lms.demo.people import DOMAIN, PASSWORD
from people.enums import InvitationState, OrganisationKind
from people.models import Invitation, Membership, Organisation, User
from people.tokens import make_token
from supervision.enums import SUPERVISIONS, FormSubject
from supervision.models import Action, Case, RecordDraft
from tests import factories
from tests.implementation.sheets import factories as sheets
from tests.people.passkeys import passkey

if TYPE_CHECKING:
    from uuid import UUID


class Demo:
    """The three cohorts of the demo, and what else a page can be about."""

    def __init__(self) -> None:
        self._finished, self._under_way, self._starting = Cohort.objects.order_by("start_date")

    # -- people ------------------------------------------------------------------------------------------------------

    def person(self, word: str) -> User:
        """The account before the @."""
        return User.objects.get(email=f"{word}@{DOMAIN}")

    def user_of(self, participant: int) -> User:
        """The participant as a person who can log in."""
        return User.objects.get(participations=participant)

    def staff_person(self) -> User:
        return self.person("medarbejder")

    def staff_key(self) -> int:
        return self.person("medarbejder").pk

    def trainer_key(self) -> int:
        return self.person("underviser").pk

    def invited_key(self) -> int:
        return self._invitation(InvitationState.OPEN).user_id

    def expired_key(self) -> int:
        return self._invitation(InvitationState.EXPIRED).user_id

    def closed_key(self) -> int:
        """A person whose access is closed."""
        return factories.user(email=f"lukket@{DOMAIN}", name="Lis Lukket", is_active=False).pk

    def protected_key(self) -> int:
        """A person with a passkey and one-time codes."""
        return self.with_second_factors().pk

    def membership(self) -> int:
        return Membership.objects.get(user=self.person("underviser")).pk

    def owner_organisation(self) -> int:
        return self._under_way.programme.owner_organisation_id

    def municipality(self) -> int:
        return Organisation.objects.get(kind=OrganisationKind.MUNICIPALITY, name="Helsingør").pk

    # -- logging in --------------------------------------------------------------------------------------------------

    def with_second_factors(self) -> User:
        """A person with a password, a passkey, one-time codes and recovery codes."""
        found = User.objects.filter(email=f"sikker@{DOMAIN}").first()
        if found:
            return found
        person = factories.user(email=f"sikker@{DOMAIN}", name="Signe Sikker", password=PASSWORD)
        passkey(person)
        TOTP.activate(person, generate_totp_secret())
        RecoveryCodes.activate(person)
        return person

    def passkey(self) -> int:
        rows = Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN)
        return rows.get(user=self.with_second_factors()).pk

    def without_password(self) -> User:
        """A person who logs in by a passkey alone."""
        found = User.objects.filter(email=f"noegle@{DOMAIN}").first()
        return found or factories.user(email=f"noegle@{DOMAIN}", name="Nils Nøgle")

    def reset_person(self) -> str:
        return user_pk_to_url_str(self.person("medarbejder"))

    def reset_key(self) -> str:
        return str(default_token_generator.make_token(self.person("medarbejder")))

    def open_link(self) -> str:
        return make_token(self._invitation(InvitationState.OPEN))

    def expired_link(self) -> str:
        return make_token(self._invitation(InvitationState.EXPIRED))

    def withdrawn_link(self) -> str:
        return make_token(self._invitation(InvitationState.WITHDRAWN))

    def accepted_link(self) -> str:
        """The link of an invitation that has been used."""
        person = self.person("leder")
        invitation = factories.invitation(person)
        invitation.accepted_at = invitation.created_at
        invitation.save()
        return make_token(invitation)

    # -- cohorts, teams, participants --------------------------------------------------------------------------------

    def finished(self) -> str:
        return self._finished.code

    def under_way(self) -> str:
        return self._under_way.code

    def starting(self) -> str:
        return self._starting.code

    def empty(self) -> str:
        """A cohort with nothing in it yet."""
        return factories.cohort(
            programme=self._starting.programme, code="TOM", start_date=self._starting.start_date
        ).code

    def closed(self) -> str:
        """The finished cohort, closed now."""
        self._finished.refresh_from_db()
        close_cohort(cohort=self._finished, by=self.person("modelejer"))
        return self._finished.code

    def own_team(self) -> int:
        """The team of the demo's staff member and leader."""
        return self._team(self._under_way, "Helsingør").pk

    def other_team(self) -> int:
        return self._team(self._under_way, "Hjørring").pk

    def day_group_team(self) -> int:
        """A team that has chosen the optional step."""
        return self._team(self._under_way, "Lolland").pk

    def joint_team(self) -> int:
        """A team of two municipalities."""
        return Team.objects.get(cohort=self._starting, name__contains="Odsherred").pk

    def empty_team(self) -> int:
        """A team without anybody."""
        return factories.team(self._starting, municipalities=["Ærø"]).pk

    def invited_team(self) -> int:
        return self._team(self._starting, "Esbjerg").pk

    def this_month(self) -> date:
        """The month under way, whose report can be written and not handed in."""
        return month_of(timezone.localdate())

    def last_month(self) -> date:
        """The month that is over."""
        return month_before(self.this_month())

    def locked_month(self) -> date:
        """The team's first month, whose report was locked long ago."""
        return month_of(self._under_way.start_date)

    def supervisor(self) -> int:
        return self._team(self._under_way, "Hjørring").supervisors.get().pk

    def staff(self) -> int:
        return self._participant("medarbejder")

    def leader(self) -> int:
        return self._participant("leder")

    def at_risk(self) -> int:
        return self._staff_of(self._under_way, "Hjørring")

    def out_of_reach(self) -> int:
        return self._staff_of(self._under_way, "Ringkøbing-Skjern")

    def left(self) -> int:
        return self._staff_of(self._under_way, "Lolland")

    def late(self) -> int:
        """Somebody who joined late, with exemptions."""
        return Participant.objects.get(team__cohort=self._under_way, user__name="Sidse Bruun").pk

    def earned(self) -> int:
        """Somebody with a certificate."""
        return self._certificate(CertificateKind.CERTIFICATE).participant_id

    def made_up(self) -> int:
        """Somebody who earned it by a make-up."""
        return self._staff_of(self._finished, "Horsens")

    def below(self) -> int:
        """Somebody of the finished cohort who stayed below the threshold."""
        return self._staff_of(self._finished, "Kolding")

    def without_plan(self) -> int:
        return self._staff_of(self._starting, "Randers")

    def associate(self) -> int:
        rows = Participant.objects.filter(team_role=TeamRole.ASSOCIATE, team__cohort=self._finished)
        return rows.order_by("pk")[0].pk

    # -- data sheets -------------------------------------------------------------------------------------------------

    def team_with_agreement(self) -> int:
        """The staff member's team, which may make data sheets and has none yet."""
        team = Team.objects.get(pk=self.own_team())
        if not DataAgreement.objects.filter(team=team).exists():
            sheets.agreement(team)
        return team.pk

    def team_with_sheets(self) -> int:
        """The same team with many sheets, open and closed."""
        team = Team.objects.get(pk=self.team_with_agreement())
        if not team.data_sheets.exists():
            for days in range(20):
                sheets.sheet(team, opened_on=sheets.days_ago(10 * days))
                sheets.closed(team, sheets.days_ago(2 * days), kind=SheetKind.ANONYMOUS)
        return team.pk

    def open_sheet(self) -> int:
        """A sheet that has been followed up, some of whose reports are due."""
        made = DataSheet.objects.filter(team=self.team_with_sheets(), closed_on=None).latest("pk")
        if not made.follow_ups.exists():
            sheets.follow_up(made)
        return made.pk

    def closed_sheet(self) -> int:
        """A sheet of somebody enrolled that was closed a month and a half ago."""
        team = Team.objects.get(pk=self.team_with_sheets())
        return sheets.closed(team, sheets.days_ago(45)).pk

    # -- sessions ----------------------------------------------------------------------------------------------------

    def awaiting(self) -> int:
        """The day that has been held and waits for its register."""
        return self._session("UDD7").pk

    def next_day(self) -> int:
        """The day that comes next."""
        return self._session("UDD8").pk

    def first_day(self) -> int:
        """A day of long ago, whose register is locked."""
        return self._session("BAS1").pk

    def supervision(self) -> int:
        return self._session("SUP1", team="Helsingør").pk

    def substituted(self) -> int:
        """The supervision at which somebody stands in."""
        return Session.objects.get(kind__in=SUPERVISIONS, trainers__isnull=False).pk

    def signed(self) -> int:
        """A supervision whose record is signed."""
        return self._session("SUP2", team="Helsingør").pk

    def open_action(self) -> str:
        """An action agreed in supervision that is neither done nor dropped."""
        rows = Action.objects.open().filter(record__session__kind__in=SUPERVISIONS)
        return str(rows.filter(record__session__team__name="Helsingør")[0].pk)

    def written(self) -> int:
        """A supervision whose record is being written."""
        return RecordDraft.objects.get().session_id

    def unsigned(self) -> int:
        """A supervision whose record nobody has begun, for it lies ahead."""
        return self._sent_in().session_id

    def sent_in_case(self) -> UUID:
        """A case that the member of staff has sent in to it."""
        return self._sent_in().pk

    def consultation(self) -> int:
        """A leadership consultation whose record is signed."""
        signed = Session.objects.filter(kind=ActivityKind.LEADERSHIP_CONSULTATION, record__isnull=False)
        return signed.filter(team__name="Helsingør").first().pk  # type: ignore[union-attr]

    def day_group_day(self) -> int:
        return self._session("DAG1").pk

    def draft(self) -> int:
        return Session.objects.get(cohort=self._starting, code="INT").pk

    def running(self) -> int:
        """A session of all teams that is under way, and takes check-ins."""
        return self._running(self._under_way).pk

    def running_code(self) -> str:
        """The code that its trainer shows."""
        return code_of(self.running(), timezone.now())

    def expired_code(self) -> str:
        """A code of five minutes ago."""
        return code_of(self.running(), timezone.now() - timedelta(minutes=5))

    def beside_code(self) -> str:
        """The code of another cohort's session."""
        return code_of(self._running(self._finished).pk, timezone.now())

    def evaluated(self) -> int:
        """The day that enough have evaluated."""
        return self._session("UDD6").pk

    def to_evaluate(self) -> int:
        """The day that few have evaluated, and not the demo's staff member."""
        return self._session("UDD7").pk

    # -- certificates ------------------------------------------------------------------------------------------------

    def valid(self) -> int:
        return self._certificate(CertificateKind.CERTIFICATE).pk

    def valid_token(self) -> str:
        return self._certificate(CertificateKind.CERTIFICATE).token

    def statement_token(self) -> str:
        return self._certificate(CertificateKind.STATEMENT).token

    def revoked(self) -> int:
        return Certificate.objects.get(revoked_at__isnull=False, replaced_by=None).pk

    def revoked_token(self) -> str:
        return Certificate.objects.get(pk=self.revoked()).token

    def replaced_token(self) -> str:
        return Certificate.objects.get(replaced_by__isnull=False).token

    # -- programme pages ---------------------------------------------------------------------------------------------

    def programmes(self) -> str:
        return ""

    def programme(self) -> str:
        return self._path(self._under_way.programme)

    def step(self) -> str:
        return self._path(StepPage.objects.order_by("path")[1])

    def step_key(self) -> int:
        return StepPage.objects.order_by("path")[1].pk

    def paused_team(self) -> int:
        return StepPause.objects.get().team_id

    def first_milestone(self) -> int:
        """A milestone that the team has reached and the model owner has confirmed."""
        return MilestoneTemplate.objects.get(key="lokaler-fundet").pk

    def awaiting_milestone(self) -> int:
        """A milestone that the team has reached and nobody has confirmed."""
        return MilestoneTemplate.objects.get(key="gruppeform-valgt").pk

    def last_milestone(self) -> int:
        """A milestone that the team has not touched."""
        return MilestoneTemplate.objects.get(key="konsulentfunktion-meldt-ud").pk

    def optional_step(self) -> str:
        return self._path(StepPage.objects.get(optional=True))

    def module(self) -> str:
        return self._path(ModulePage.objects.get(code="UDD1"))

    def next_module(self) -> str:
        return self._path(ModulePage.objects.get(code="UDD8"))

    def answered_module(self) -> str:
        return self._path(self.staff_person().reflections.get().module)

    def first_module(self) -> str:
        return self._path(ModulePage.objects.get(code="INT"))

    def programme_key(self) -> int:
        return self._under_way.programme_id

    def on_supervision(self) -> str:
        return FormSubject.SUPERVISION

    def on_leadership(self) -> str:
        return FormSubject.LEADERSHIP

    # -- nothing -----------------------------------------------------------------------------------------------------

    def nothing(self) -> str:
        return "findes-ikke"

    # -----------------------------------------------------------------------------------------------------------------

    def _team(self, cohort: Cohort, name: str) -> Team:
        return cohort.teams.get(name=name)

    def _participant(self, word: str) -> int:
        return Participant.objects.get(user=self.person(word)).pk

    def _staff_of(self, cohort: Cohort, team: str) -> int:
        rows = Participant.objects.filter(team__cohort=cohort, team__name=team, team_role=TeamRole.STAFF)
        return rows.order_by("pk")[1].pk

    def _sent_in(self) -> Case:
        found = Case.objects.filter(session__starts_at__gt=timezone.now(), sent_in_by=self.person("medarbejder"))
        return found.order_by("pk")[0]

    def _session(self, code: str, team: str | None = None) -> Session:
        sessions = Session.objects.filter(cohort=self._under_way, code=code)
        return sessions.get(team__name=team) if team else sessions.get()

    def _running(self, cohort: Cohort) -> Session:
        begun = timezone.now() - timedelta(minutes=20)
        trainers = [self.person("underviser")]
        return factories.session(cohort, title="Uddannelsesdag i dag", starts_at=begun, trainers=trainers)

    def _certificate(self, kind: CertificateKind) -> Certificate:
        return Certificate.objects.live().filter(kind=kind, revoked_at=None).order_by("pk")[0]

    def _invitation(self, state: InvitationState) -> Invitation:
        return Invitation.objects.in_state(state).get()

    def _path(self, page: StepPage | ModulePage) -> str:
        return page.url.removeprefix("/programmes/")
