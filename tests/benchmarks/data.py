"""Cohorts of a hundred participants with plan and attendance, written in bulk because only their number matters."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from courses.actions.cohorts import create_cohort
from courses.actions.plan import generate_plan, publish_plan
from courses.enums import AttendanceSource, AttendanceStatus, TeamRole
from courses.models import Attendance, Cohort, Participant, ProgrammePage, Session
from people.models import Membership, Organisation, User
from people.roles import Role

if TYPE_CHECKING:
    from datetime import date

TEAMS = 5
PER_COHORT = 100


def model_owner(programme: ProgrammePage) -> User:
    """Return a model owner of the programme."""
    user = User.objects.create(email="owner@demo.example", name="Owner")
    since = timezone.localdate() - timedelta(days=1)
    organisation = programme.owner_organisation
    Membership.objects.create(user=user, organisation=organisation, role=Role.MODEL_OWNER, since=since)
    return user


def cohort_of_hundred(programme: ProgrammePage, number: int, start: date) -> Cohort:
    """Return a published cohort of five teams and a hundred staff, without attendance."""
    towns = list(Organisation.objects.municipalities().order_by("code"))
    groups = [[towns[(number * TEAMS + index) % len(towns)]] for index in range(TEAMS)]
    code = f"B{number:03}"
    cohort = create_cohort(programme=programme, code=code, start_date=start, municipalities=groups, by=None)
    users = User.objects.bulk_create(
        User(email=f"p{number:03}.{index:03}@demo.example", name=f"Person {(index * 37) % 100:02} {number:03}")
        for index in range(PER_COHORT)
    )
    teams = list(cohort.teams.prefetch_related("municipalities"))
    Participant.objects.bulk_create(
        Participant(
            user=user,
            team=teams[index % TEAMS],
            municipality=teams[index % TEAMS].municipalities.all()[0],
            team_role=TeamRole.STAFF,
            joined_on=start,
            facilitator=index < TEAMS,
        )
        for index, user in enumerate(users)
    )
    generate_plan(cohort=cohort, by=None)
    publish_plan(cohort=cohort, by=None)
    return cohort


def fill_attendance(cohort: Cohort) -> None:
    """Let everybody be present at everything that has ended."""
    held = list(Session.objects.published().filter(cohort=cohort, ends_at__lte=timezone.now()))
    rows = [
        Attendance(session=session, participant=one, status=AttendanceStatus.PRESENT, source=AttendanceSource.IMPORT)
        for one in Participant.objects.filter(team__cohort=cohort)
        for session in held
        if session.team_id in {None, one.team_id} and session.obliges(one)
    ]
    Attendance.objects.bulk_create(rows, batch_size=2000)


def register_file(cohort: Cohort) -> bytes:
    """Return a register of the whole cohort as CSV: a hundred rows and a column per counting session code."""
    counting = Session.objects.filter(cohort=cohort, counts=True).order_by("code")
    codes = list(counting.values_list("code", flat=True).distinct())
    rows = ["Navn;E-mail;" + ";".join(codes)]
    for one in Participant.objects.filter(team__cohort=cohort).select_related("user"):
        cells = (_cell(code, index, facilitator=one.facilitator) for index, code in enumerate(codes))
        rows.append(f"{one.user.name};{one.user.email};" + ";".join(cells))
    return "\n".join(rows).encode()


def _cell(code: str, index: int, *, facilitator: bool) -> str:
    if code.startswith("FOR"):
        return "x" if facilitator else ""
    return "x" if index % 9 else "150"


def start_of(number: int) -> date:
    """Return a start for the cohort of the number: spread over ten years back from eleven months ago."""
    return timezone.localdate() - relativedelta(months=11 + number)
