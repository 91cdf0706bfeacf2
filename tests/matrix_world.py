"""The world of the permission matrix: one person per role around one team, and the same things out of their scope."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone

from courses.actions.calendar import start_feed
from courses.actions.certificates import issue_statement
from courses.check_in.codes import code_of
from courses.enums import ActivityKind, Audience, SessionState, TeamRole
from courses.models import SchoolHoliday
from implementation.actions.milestones import Evidence, reach_milestone
from implementation.enums import ReportState
from implementation.models import ActivityReport
from implementation.months import month_before
from people.enums import OrganisationKind
from people.roles import Role
from people.tokens import make_token
from supervision.actions.records import open_draft
from tests import factories
from tests.courses.learning.blocks import CONTENT, PREPARATION, QUIZ, READ, REFLECTION
from tests.implementation.milestone_world import a_file, template
from tests.implementation.sheets import factories as sheets
from tests.supervision import factories as made

if TYPE_CHECKING:
    from collections.abc import Callable

    from courses.models import Cohort, ProgrammePage, Session, Team
    from people.models import User
    from supervision.models import Action

WITHOUT_TEAM = {
    "trainer": Role.TRAINER,
    "supervisor": Role.SUPERVISOR,
    "owner": Role.MODEL_OWNER,
    "authority": Role.AUTHORITY,
    "editor": Role.EDITOR,
    "admin": Role.ADMINISTRATOR,
}
IN_THE_TEAM = {"staff": TeamRole.STAFF, "leader": TeamRole.LEADER, "associate": TeamRole.ASSOCIATE}


class World:
    """``people`` by role, and ``args``: what an address is about, by (kind of thing, whose scope)."""

    def __init__(self) -> None:
        self.today = timezone.localdate()
        self.people: dict[str, User] = {}
        self.args: dict[tuple[str, str], list[Any]] = {}
        self.programme, self.cohort = self._programme_with_cohort()
        self.team = factories.team(self.cohort, municipalities=["Helsingør"])
        self._cast()
        day = self._day(self.cohort, trainers=[self.people["trainer"]])
        self._own(day)
        self._beside(day)
        self._elsewhere()
        self._administered()

    def url(self, route: str, about: str) -> str:
        """Return the address of the route about the thing, such as "own:team"; "-" is about nothing."""
        if about == "-":
            return reverse(route)
        scope, _colon, kind = about.partition(":")
        # A code is worth something for two minutes, so it is made when it is asked for.
        return reverse(route, args=[arg() if callable(arg) else arg for arg in self.args[kind, scope]])

    def _programme_with_cohort(self) -> tuple[ProgrammePage, Cohort]:
        programme = factories.programme()
        factories.module(factories.step(programme), code="UDD1", preparation=PREPARATION, content=CONTENT)
        return programme, factories.cohort(programme=programme, start_date=self.today - timedelta(days=100))

    def _cast(self) -> None:
        owner = self.programme.owner_organisation
        authority = factories.organisation(kind=OrganisationKind.AUTHORITY)
        for word, role in WITHOUT_TEAM.items():
            self.people[word] = factories.user(name=word)
            organisation = authority if role == Role.AUTHORITY else owner
            factories.membership(user=self.people[word], organisation=organisation, role=role)
        for word, team_role in IN_THE_TEAM.items():
            self.people[word] = factories.user(name=word)
            participant = factories.participant(self.team, user=self.people[word], team_role=team_role)
            self.args["participant", word] = [participant.pk]
        assignment = factories.supervisor(self.team, user=self.people["supervisor"])
        self.args["supervisor", "own"] = [assignment.pk]

    def _day(self, cohort: Cohort, **fields: Any) -> Session:
        module = cohort.programme.modules().get()
        return factories.session(cohort, code="UDD1", on=self.today - timedelta(days=1), module=module, **fields)

    def _code(self, cohort: Cohort) -> Callable[[], str]:
        """A session that is under way, as the code that its trainer shows."""
        begun = timezone.now() - timedelta(minutes=5)
        session = factories.session(cohort, code="NOW", starts_at=begun, ends_at=begun + timedelta(hours=6))
        return lambda: code_of(session.pk, timezone.now())

    def _supervision(self, team: Team) -> Session:
        yesterday, kind = self.today - timedelta(days=1), ActivityKind.SUPERVISION
        return factories.session(team.cohort, team=team, code="SUP1", on=yesterday, minutes=180, kind=kind)

    def _supervised(self, scope: str, team: Team, staff: User) -> dict[tuple[str, str], list[Any]]:
        """A supervision with its signed record, and one ahead with a case that the member of staff has sent in."""
        signed = made.supervision(team, code="SUP2")
        made.record(signed)
        ahead = made.supervision(team, code="SUP3", on=self.today + timedelta(days=5))
        return {
            ("signed", scope): [signed.pk],
            ("ahead", scope): [ahead.pk],
            ("case", scope): [made.case(ahead, sent_in_by=staff).pk],
        }

    def _written(self) -> Session:
        """A supervision whose record is being written."""
        session = made.supervision(self.team, code="SUP4")
        open_draft(session=session, by=self.people["supervisor"])
        return session

    def _action(self, team: Team, responsible: User) -> Action:
        """An action agreed in a record of an earlier supervision."""
        earlier = made.supervision(team, code="SUP0", on=self.today - timedelta(days=40))
        return made.action(made.record(earlier), responsible=responsible)

    def _sheet(self, team: Team, **terms: bool) -> int:
        """A data sheet of the team, whose model owner reads it only where the terms say so."""
        sheets.agreement(team, **terms)
        return sheets.sheet(team).pk

    def _reopened(self, team: Team) -> list[Any]:
        """The month that is over, with a report that is open on whatever day the table is asked."""
        month = month_before(self.today)
        ActivityReport.objects.create(team=team, month=month, state=ReportState.REOPENED)
        return [team.pk, month]

    def _own(self, day: Session) -> None:
        staff = self.team.participants.get(user=self.people["staff"])
        meeting = factories.session(
            self.cohort, team=self.team, code="STA1", on=day.starts_at.date(), audience=Audience.STAFF_AND_LEADERS
        )
        draft = factories.session(self.cohort, code="UDD2", on=self.today, state=SessionState.DRAFT)
        statement = issue_statement(participant=staff, by=self.people["owner"])
        self.args |= {
            ("cohort", "own"): [self.cohort.code],
            ("team", "own"): [self.team.pk],
            ("month", "own"): self._reopened(self.team),
            ("month", "no"): [self.team.pk, date(1990, 1, 1)],
            ("day", "own"): [day.pk],
            ("supervision", "own"): [self._supervision(self.team).pk],
            ("action", "own"): [self._action(self.team, self.people["staff"]).pk],
            ("sheet", "own"): [self._sheet(self.team)],
            ("meeting", "own"): [meeting.pk],
            ("code", "own"): [self._code(self.cohort)],
            ("draft", "own"): [draft.pk],
            ("certificate", "own"): [statement.pk],
            ("token", "own"): [statement.token],
            ("exemption", "own"): [factories.exemption(staff, meeting).pk],
            ("page", "own"): [self._path(self.programme)],
            **self._module("own", self.programme),
            **self._supervised("own", self.team, self.people["staff"]),
            ("written", "own"): [self._written().pk],
            ("consultation", "own"): [made.consultation(self.team).pk],
            ("document", "own"): self._document(self.programme),
            **self._milestones("own", self.team, self.people["staff"]),
        }

    def _beside(self, day: Session) -> None:
        """Another team of the cohort, and another cohort of the programme, where somebody made up for a day."""
        team = factories.team(self.cohort, municipalities=["Hjørring"])
        stranger = factories.participant(team)
        cohort = factories.cohort(programme=self.programme)
        guest = factories.attendance(self.team.participants.get(user=self.people["staff"]), self._day(cohort))
        statement = issue_statement(participant=stranger, by=self.people["owner"])
        self.args |= {
            ("make-up", "own"): [factories.make_up(day, guest).pk],
            ("cohort", "beside"): [cohort.code],
            ("day", "beside"): [guest.session_id],
            ("team", "beside"): [team.pk],
            ("month", "beside"): self._reopened(team),
            ("participant", "beside"): [stranger.pk],
            ("supervision", "beside"): [self._supervision(team).pk],
            **self._supervised("beside", team, stranger.user),
            ("action", "beside"): [self._action(team, stranger.user).pk],
            ("sheet", "beside"): [self._sheet(team, owner_may_read=True)],
            ("supervisor", "beside"): [factories.supervisor(team).pk],
            ("certificate", "beside"): [statement.pk],
            ("exemption", "beside"): [factories.exemption(stranger, day).pk],
            **self._milestones("beside", team, stranger.user),
        }

    def _elsewhere(self) -> None:
        """Another model owner's programme with a cohort of its own."""
        programme, cohort = self._programme_with_cohort()
        draft = factories.programme(owner=self.programme.owner_organisation, live=False)
        team = factories.team(cohort, municipalities=["Tønder"])
        stranger, owner = factories.participant(team), factories.model_owner(programme)
        day, other = self._day(cohort), self._day(factories.cohort(programme=programme))
        self.people["other owner"] = owner
        self.args |= {
            ("cohort", "else"): [cohort.code],
            ("team", "else"): [team.pk],
            ("month", "else"): self._reopened(team),
            ("participant", "else"): [stranger.pk],
            ("day", "else"): [day.pk],
            ("code", "else"): [self._code(cohort)],
            ("supervision", "else"): [self._supervision(team).pk],
            **self._supervised("else", team, stranger.user),
            ("action", "else"): [self._action(team, stranger.user).pk],
            ("sheet", "else"): [self._sheet(team, owner_may_read=True)],
            ("supervisor", "else"): [factories.supervisor(team).pk],
            ("certificate", "else"): [issue_statement(participant=stranger, by=owner).pk],
            ("exemption", "else"): [factories.exemption(stranger, day).pk],
            ("make-up", "else"): [factories.make_up(day, factories.attendance(stranger, other)).pk],
            ("page", "else"): [self._path(programme)],
            ("document", "else"): self._document(programme),
            ("page", "draft"): [self._path(draft)],
            ("page", "root"): [""],
            **self._module("else", programme),
            **self._milestones("else", team, stranger.user),
        }

    def _administered(self) -> None:
        """What only an administrator may touch, and what does not exist at all."""
        person = factories.user()
        invitation = factories.invitation(factories.user())
        self.args |= {
            ("link", "own"): [make_token(invitation)],
            ("link", "no"): ["no-such-token"],
            ("person", "staff"): [self.people["staff"].pk],
            ("person", "own"): [person.pk],
            ("membership", "own"): [factories.membership(user=person, role=Role.TRAINER).pk],
            ("invitation", "own"): [invitation.pk],
            ("organisation", "own"): [self.programme.owner_organisation.pk],
            ("organisation", "fixed"): [factories.municipality().pk],
            ("holiday", "own"): [SchoolHoliday.objects.create(name="Efterårsferie", week=42).pk],
            ("token", "no"): ["no-such-token"],
            ("feed", "own"): [start_feed(by=self.people["staff"]).token],
            ("feed", "no"): ["no-such-token"],
            ("code", "no"): ["no-such-code"],
            ("key", "no"): [1],
            ("form", "no"): [self.programme.pk, "nothing"],
            ("document", "no"): [1, "nothing.pdf"],
            ("document", "all"): self._document(None),
            ("picture", "own"): [factories.picture()],
            ("picture", "no"): ["nothing.png"],
            ("reset", "no"): ["1", "abc-def"],
            ("restriction", "no"): [1, 1],
        }

    def _module(self, scope: str, programme: ProgrammePage) -> dict[tuple[str, str], list[Any]]:
        key = programme.modules().get().pk
        return {
            ("form", scope): [programme.pk, "supervision"],
            ("module", scope): [key],
            ("item", scope): [key, READ],
            ("question", scope): [key, QUIZ],
            ("reflection", scope): [key, REFLECTION],
        }

    def _milestones(self, scope: str, team: Team, staff: User) -> dict[tuple[str, str], list[Any]]:
        """A step with a milestone that nobody has touched, and one that is reached, with a file."""
        step = team.cohort.programme.steps().get()
        untouched = step.milestones.filter(key="untouched").first() or template(step, "untouched")
        reached = step.milestones.filter(key="reached").first() or template(step, "reached")
        milestone = reach_milestone(
            team=team, template=reached, on=self.today, by=staff, evidence=Evidence(file=a_file())
        )
        return {
            ("step", scope): [team.pk, step.pk],
            ("milestone", scope): [team.pk, untouched.pk],
            ("shown", scope): [team.pk, reached.pk],
            ("evidence", scope): [milestone.entries.get().pk],
        }

    def _document(self, programme: ProgrammePage | None) -> list[Any]:
        document = factories.document(step=programme.steps().get() if programme else None)
        return [document.pk, document.filename]

    def _path(self, page: ProgrammePage) -> str:
        return f"{page.slug}/"
