"""Collects what a certificate or statement states about a participant; freezing and issuing is an action."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from django.utils import timezone

from courses.documents.content import AttendedSession, CertificateContent, Exemption, KindMinutes, MakeUp
from courses.enums import ActivityKind, AttendanceStatus, CertificateKind, SessionState
from courses.models import Attendance
from courses.policies.sessions import first_date
from courses.standings import minutes_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from courses.documents.content import DocumentKind, TeamRole
    from courses.models import Cohort, Participant
    from courses.standings import Evaluated
    from people.models import User


def certificate_content(
    evaluated: Evaluated, *, kind: CertificateKind, serial: str, by: User, at: datetime
) -> CertificateContent:
    """Return what the document states at the moment; the participant comes with what PARTICIPANT_RELATED names."""
    participant, standing = evaluated.participant, evaluated.standing
    cohort = participant.team.cohort
    issued_on = timezone.localtime(at).date()
    return CertificateContent(
        kind=cast("DocumentKind", CertificateKind(kind).value),
        name=participant.user.name,
        municipality=_municipalities(participant),
        programme=cohort.programme.title,
        cohort_code=cohort.code,
        role=cast("TeamRole", participant.team_role),
        period_from=cohort.start_date,
        period_to=_last_day(cohort, kind, issued_on),
        threshold=cohort.threshold,
        planned_minutes=standing.planned,
        credited_minutes=standing.credited,
        percent_tenths=standing.of_plan or 0,
        issued_on=issued_on,
        serial=serial,
        issuer=cohort.programme.owner_organisation.name,
        issued_by_name=by.name,
        minutes_by_kind=_minutes_by_kind(evaluated, at),
        exemptions=tuple(_exemptions(participant)),
        make_ups=tuple(_make_ups(participant)),
        attended=tuple(_attended(participant, at)) if kind == CertificateKind.STATEMENT else (),
    )


PARTICIPANT_RELATED = ("user", "municipality", "team__cohort__programme__owner_organisation")
PARTICIPANT_PREFETCHED = (
    "exemptions__session",
    "make_ups__missed",
    "make_ups__guest__session",
)


def _last_day(cohort: Cohort, kind: CertificateKind, issued_on: date) -> date:
    """Return the last day of the period: a certificate's is the programme's, a statement's no later than its issue."""
    end = cohort.end_date - timedelta(days=1)
    return end if kind == CertificateKind.CERTIFICATE else max(cohort.start_date, min(end, issued_on))


def _municipalities(participant: Participant) -> str:
    return participant.municipality.official_name


def _minutes_by_kind(evaluated: Evaluated, at: datetime) -> tuple[KindMinutes, ...]:
    planned: dict[str, int] = defaultdict(int)
    credited: dict[str, int] = defaultdict(int)
    for obligation in evaluated.obligations:
        planned[obligation.kind] += obligation.minutes
        credited[obligation.kind] += obligation.credited() if obligation.ends_at <= at else 0
    return tuple(KindMinutes(kind, planned[kind], credited[kind]) for kind in ActivityKind.values if planned[kind])


def _exemptions(participant: Participant) -> Iterable[Exemption]:
    for exemption in participant.exemptions.all():
        yield Exemption(exemption.session.code, exemption.session.title, exemption.session.minutes)


def _make_ups(participant: Participant) -> Iterable[MakeUp]:
    for make_up in participant.make_ups.all():
        guest = make_up.guest
        minutes = minutes_of(guest.status, guest.partial_minutes, guest.session.minutes)
        yield MakeUp(make_up.missed.code, make_up.missed.title, minutes, _date(guest))


def _attended(participant: Participant, at: datetime) -> Iterable[AttendedSession]:
    """Yield all that was attended by the moment, also outside the audience and in other cohorts, in time order."""
    rows = Attendance.objects.filter(
        participant=participant,
        status__in=(AttendanceStatus.PRESENT, AttendanceStatus.PARTIAL),
        session__state=SessionState.PUBLISHED,
        session__ends_at__lte=at,
    )
    for row in rows.select_related("session").order_by("session__starts_at", "session__code"):
        yield AttendedSession(
            _date(row), row.session.title, minutes_of(row.status, row.partial_minutes, row.session.minutes)
        )


def _date(attendance: Attendance) -> date:
    return first_date(attendance.session)
