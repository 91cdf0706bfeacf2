"""Makes rows for tests: plain functions with sensible defaults, everything else by keyword; each saves what it returns.

Days are programme days from 2 September 2024 on, a cohort that is over by now, unless a test says otherwise.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image as Pixels
from wagtail.images.models import Image

from courses.enums import (
    ActivityKind,
    AttendanceSource,
    AttendanceStatus,
    Audience,
    CertificateKind,
    CohortState,
    SessionState,
    TeamRole,
)
from courses.models import (
    Attendance,
    Certificate,
    Cohort,
    Exemption,
    FteChange,
    LibraryDocument,
    MakeUp,
    Participant,
    ProgrammePage,
    Session,
    StepPage,
    Supervisor,
    Team,
)
from people.enums import OrganisationKind
from people.models import Invitation, Membership, Organisation, User
from people.roles import Role
from tests.programme_factories import activity, module, programme, programme_index, step, uturn_programme

if TYPE_CHECKING:
    from collections.abc import Iterable

START = date(2024, 9, 2)
MUNICIPALITIES = ("Ringkøbing-Skjern", "Hjørring", "Lolland", "Tønder", "Helsingør")
# Tests ask one module for everything; the makers of programmes live beside it.
__all__ = ["activity", "module", "programme", "programme_index", "step", "uturn_programme"]
_numbers = count(1)


def moment(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """The moment in Copenhagen."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)), timezone.get_default_timezone())


def day_of_programme(number: int) -> date:
    """The date so many days after START."""
    return START + timedelta(days=number)


# -- people -----------------------------------------------------------------------------------------------------------


def user(*, email: str = "", name: str = "", password: str | None = None, **fields: Any) -> User:
    """A person; without a password they exist but cannot log in (``client.force_login`` still can)."""
    number = next(_numbers)
    return User.objects.create_user(
        email or f"person{number}@example.dk", password, **{"name": name or f"Person {number:04}", **fields}
    )


def municipality(name: str = "Helsingør") -> Organisation:
    """One of the 98 municipalities, which the migrations have made."""
    return Organisation.objects.get(kind=OrganisationKind.MUNICIPALITY, name=name)


def organisation(*, kind: OrganisationKind = OrganisationKind.MODEL_OWNER, name: str = "") -> Organisation:
    """An organisation that is no municipality."""
    return Organisation.objects.create(kind=kind, name=name or f"Organisation {next(_numbers)}")


def membership(
    *,
    user: User | None = None,
    organisation: Organisation | None = None,
    role: Role = Role.MODEL_OWNER,
    since: date = date(2020, 1, 1),
    until: date | None = None,
    **fields: Any,
) -> Membership:
    """A role in an organisation, in force since 2020."""
    person = user or _user()
    return Membership.objects.create(
        user=person, organisation=organisation or _organisation(), role=role, since=since, until=until, **fields
    )


def administrator(**fields: Any) -> User:
    """A person who administers people and organisations."""
    person = user(**fields)
    membership(user=person, role=Role.ADMINISTRATOR)
    return person


def invitation(
    user: User | None = None, *, by: User | None = None, occasion: str = "U-turn, hold H2026", **fields: Any
) -> Invitation:
    """An open invitation, as it stands once its mail is sent; ``expires_at`` and the like by keyword."""
    now = timezone.now()
    sent = {"mail_claimed": 1, "mailed_at": now, "expires_at": Invitation.expiry(now)}
    return Invitation.objects.create(user=user or _user(), invited_by=by, occasion=occasion, **{**sent, **fields})


def model_owner(programme: ProgrammePage, **fields: Any) -> User:
    """A person who answers for the programme."""
    person = user(**fields)
    membership(user=person, organisation=programme.owner_organisation, role=Role.MODEL_OWNER)
    return person


# -- cohorts ----------------------------------------------------------------------------------------------------------


def cohort(
    *,
    programme: ProgrammePage | None = None,
    code: str = "",
    start_date: date = START,
    threshold: int = 80,
    duration_months: int = 24,
    state: CohortState = CohortState.PUBLISHED,
) -> Cohort:
    """A running cohort without teams."""
    return Cohort.objects.create(
        programme=programme or _programme(),
        code=code or f"H{next(_numbers):04}",
        start_date=start_date,
        threshold=threshold,
        duration_months=duration_months,
        state=state,
    )


def team(
    cohort: Cohort | None = None,
    *,
    name: str = "",
    municipalities: Iterable[str] = ("Helsingør",),
    optional_steps: Iterable[StepPage] = (),
) -> Team:
    """A team of the municipalities, named after them."""
    names = list(municipalities)
    made = Team.objects.create(cohort=cohort or _cohort(), name=name or " + ".join(names))
    made.municipalities.set([municipality(one) for one in names])
    made.optional_steps.set(optional_steps)
    return made


def participant(
    team: Team | None = None,
    *,
    user: User | None = None,
    name: str = "",
    team_role: TeamRole = TeamRole.STAFF,
    joined_on: date | None = None,
    left_on: date | None = None,
    facilitator: bool = False,
    fte: str | None = None,
    **fields: Any,
) -> Participant:
    """A participant who joined at the cohort's start; ``fte`` such as "0.8" is in force from joining on."""
    own_team = team or _team()
    made = Participant.objects.create(
        user=user or _user(name=name),
        team=own_team,
        municipality=fields.pop("municipality", None) or own_team.municipalities.first(),
        team_role=team_role,
        joined_on=joined_on or own_team.cohort.start_date,
        left_on=left_on,
        facilitator=facilitator,
        **fields,
    )
    if fte is not None:
        FteChange.objects.create(participant=made, effective_on=made.joined_on, fte=Decimal(fte))
    return made


def supervisor(
    team: Team, *, user: User | None = None, since: date = date(2020, 1, 1), until: date | None = None
) -> Supervisor:
    """An assignment to the team, in force since 2020."""
    return Supervisor.objects.create(team=team, user=user or _user(), since=since, until=until)


# -- the library ------------------------------------------------------------------------------------------------------


def document(
    *, title: str = "", name: str = "", content: bytes = b"%PDF-1.7 kort", step: StepPage | None = None, **fields: Any
) -> LibraryDocument:
    """A document of the library: a PDF of no step unless said otherwise."""
    number = next(_numbers)
    file = ContentFile(content, name=name or f"hefte-{number}.pdf")
    made = LibraryDocument(title=title or f"Hæfte {number}", file=file, step=step, **fields)
    made._set_document_file_metadata()
    made.save()
    return made


def picture(**fields: Any) -> str:
    """A small picture's file name as pages show it; ``collection`` and the like by keyword."""
    drawn, name = BytesIO(), f"billede-{next(_numbers)}.png"
    Pixels.new("RGB", (8, 8), "teal").save(drawn, "PNG")
    original, shown = (ImageFile(BytesIO(drawn.getvalue()), name=name) for _time in range(2))
    image = Image.objects.create(title="Et billede", file=original, width=8, height=8, **fields)
    # Made by hand: where Wagtail draws it, a file stays open until it is collected.
    rendition = image.renditions.create(filter_spec="width-4", focal_point_key="", file=shown, width=8, height=8)
    return Path(rendition.file.name).name


# -- sessions and attendance ------------------------------------------------------------------------------------------


def session(
    cohort: Cohort,
    *,
    code: str = "",
    team: Team | None = None,
    on: date = START,
    minutes: int = 420,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    kind: ActivityKind = ActivityKind.TRAINING_DAY,
    audience: Audience = Audience.STAFF,
    state: SessionState = SessionState.PUBLISHED,
    trainers: Iterable[User] = (),
    **fields: Any,
) -> Session:
    """A published session of the whole cohort, or of one team, at 9 o'clock of the day and as long as it counts."""
    begins = starts_at or moment(on)
    number = next(_numbers)
    module = fields.get("module")
    step = module.get_parent().specific if module else None
    if step and step.optional:
        fields.setdefault("optional_step", step)
    made = Session.objects.create(
        cohort=cohort,
        team=team,
        code=code or f"XX{number}",
        title=fields.pop("title", None) or f"Session {code or number}",
        kind=kind,
        audience=audience,
        starts_at=begins,
        ends_at=ends_at or begins + timedelta(minutes=minutes),
        minutes=minutes,
        state=state,
        **fields,
    )
    made.trainers.set(trainers)
    return made


def attendance(
    participant: Participant,
    session: Session,
    *,
    status: AttendanceStatus = AttendanceStatus.PRESENT,
    minutes: int | None = None,
    reason: str = "",
    by: User | None = None,
) -> Attendance:
    """A line of the register; with minutes it is a partial presence, without somebody who recorded it an import."""
    if minutes is not None:
        status = AttendanceStatus.PARTIAL
    if status == AttendanceStatus.EXCUSED:
        reason = reason or "Afbud"
    return Attendance.objects.create(
        participant=participant,
        session=session,
        status=status,
        partial_minutes=minutes,
        reason=reason,
        recorded_by=by,
        source=AttendanceSource.REGISTER if by else AttendanceSource.IMPORT,
    )


def make_up(missed: Session, guest: Attendance, *, by: User | None = None) -> MakeUp:
    """The guest's attendance makes up for the missed session."""
    return MakeUp.objects.create(participant=guest.participant, missed=missed, guest=guest, approved_by=by or _user())


def exemption(
    participant: Participant, session: Session, *, reason: str = "Har gennemført modulet før", by: User | None = None
) -> Exemption:
    """A decision that the session does not oblige the participant."""
    return Exemption.objects.create(participant=participant, session=session, reason=reason, exempted_by=by or _user())


def certificate(
    participant: Participant,
    *,
    serial: str = "",
    kind: CertificateKind = CertificateKind.CERTIFICATE,
    by: User | None = None,
    **fields: Any,
) -> Certificate:
    """An issued certificate as a row alone; what it really states is the business of the action that issues it."""
    return Certificate.objects.create(
        participant=participant,
        kind=kind,
        serial=serial or f"X-{next(_numbers):04}",
        issued_by=by or _user(),
        **{"content": {}, "pdf": b"%PDF-", **fields},
    )


# Arguments shadow the functions' names where a test says ``participant(team, user=…)``.
_user, _organisation, _programme, _cohort, _team = user, organisation, programme, cohort, team
