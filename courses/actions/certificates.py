"""Issues, revokes and reissues certificates and attendance statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.certificate_content import PARTICIPANT_PREFETCHED, PARTICIPANT_RELATED, certificate_content
from courses.documents.render import render_pdf
from courses.enums import CertificateKind, StandingKey, TeamRole
from courses.models import Certificate, Cohort, Participant
from courses.models.certificate import new_token
from courses.permissions import may_on_cohort
from courses.policies.cohorts import why_no_certificate
from courses.standings import evaluate_participant, evaluate_participants
from people.policies import Refused, refuse_if
from people.roles import Permission

if TYPE_CHECKING:
    from typing import Any

    from courses.documents.render import Language
    from courses.standings import Evaluated
    from people.models import User


@dataclass(frozen=True, slots=True)
class Issued:
    """What issuing for a whole cohort came to."""

    new: list[Certificate]
    already: int
    not_earned: int


@transaction.atomic
def issue_certificate(*, participant: Participant, by: User, language: str = "da") -> Certificate:
    """Return the participant's live certificate, issued now if there was none; a second issue changes nothing.

    Raises PermissionDenied for others than the model owner, Refused when it has not been earned.
    """
    desk = _Desk(_locked(participant.team.cohort, by), by, language)
    return _issue(_evaluated(participant, desk.at), CertificateKind.CERTIFICATE, desk)


@transaction.atomic
def issue_statement(*, participant: Participant, by: User, language: str = "da") -> Certificate:
    """Return the participant's live attendance statement, issued now if there was none.

    Raises PermissionDenied for others than the model owner, Refused when the last one was revoked.
    """
    desk = _Desk(_locked(participant.team.cohort, by), by, language)
    return _issue(_evaluated(participant, desk.at), CertificateKind.STATEMENT, desk)


@transaction.atomic
def issue_all(*, cohort: Cohort, by: User, language: str = "da") -> Issued:
    """Issue to all staff of the cohort who stand at earned and never had a certificate.

    One that was revoked is not issued again in passing: reissuing it is a decision of its own.
    """
    desk = _Desk(_locked(cohort, by), by, language)
    staff = _participants().filter(team__cohort=cohort, team_role=TeamRole.STAFF).order_by("team__name", "user__name")
    evaluated = evaluate_participants(staff, at=desk.at)
    holders = set(_certificates(cohort).values_list("participant", flat=True))
    earned = [one for one in evaluated if one.standing.key == StandingKey.EARNED]
    without = [one for one in earned if one.participant.pk not in holders]
    new = [_create(one, CertificateKind.CERTIFICATE, desk) for one in without]
    return Issued(new, already=len(earned) - len(new), not_earned=len(evaluated) - len(earned))


@transaction.atomic
def revoke_certificate(*, certificate: Certificate, reason: str, by: User) -> Certificate:
    """Take a certificate back for a reason; its verification page says so from now on.

    Raises PermissionDenied for others than the model owner, Refused without a reason or when it holds no more.
    """
    _locked(certificate.participant.team.cohort, by)
    certificate.refresh_from_db()
    if certificate.revoked_at:
        raise Refused(_("%(serial)s does not hold any more, so it cannot be revoked.") % {"serial": certificate.serial})
    if not reason.strip():
        raise Refused(_("Say why the certificate is revoked."))
    certificate.revoked_at, certificate.revoked_by, certificate.revoked_reason = timezone.now(), by, reason.strip()
    certificate.save()
    return certificate


@transaction.atomic
def reissue_certificate(*, certificate: Certificate, reason: str, by: User, language: str | None = None) -> Certificate:
    """Return a new certificate that states what is true now and replaces the old one, which points to it.

    Raises PermissionDenied for others than the model owner, Refused when it was replaced or is not earned any more.
    """
    desk = _Desk(_locked(certificate.participant.team.cohort, by), by, language or certificate.language)
    certificate.refresh_from_db()
    if hasattr(certificate, "replaced_by"):
        raise Refused(_("%(serial)s has already been replaced.") % {"serial": certificate.serial})
    if not certificate.revoked_at:
        revoke_certificate(certificate=certificate, reason=reason, by=by)
    participant = certificate.participant
    evaluated = _evaluated(participant, _while_in_team(participant, desk.at))
    return _issue(evaluated, CertificateKind(certificate.kind), desk, replaces=certificate)


def _while_in_team(participant: Participant, at: datetime) -> datetime:
    """Return the moment, or the last one in the team: who has left can still have a certificate put right."""
    if participant.left_on is None:
        return at
    midnight = timezone.make_aware(datetime.combine(participant.left_on, time.min), timezone.get_default_timezone())
    return min(at, midnight - timedelta(microseconds=1))


def verify_url(token: str) -> str:
    """Return the public address that says whether the certificate holds."""
    return settings.BASE_URL + reverse("courses:verify", args=[token])


class _Desk:
    """Who issues, where and when, and which number comes next; the cohort's row is locked, so numbers stay unique."""

    def __init__(self, cohort: Cohort, by: User, language: str) -> None:
        self.by, self.at = by, timezone.now()
        self.language = cast("Language", language)
        self.code = cohort.code
        self.count = Certificate.objects.filter(participant__team__cohort=cohort).count()

    def next_serial(self) -> str:
        """Return the cohort's next serial number, e.g. H2024-0007."""
        self.count += 1
        return f"{self.code}-{self.count:04}"


def _locked(cohort: Cohort, by: User) -> Cohort:
    if not may_on_cohort(by, Permission.ISSUE_CERTIFICATES, cohort):
        raise PermissionDenied
    return Cohort.objects.select_for_update().get(pk=cohort.pk)


def _participants() -> Any:
    return Participant.objects.select_related(*PARTICIPANT_RELATED).prefetch_related(*PARTICIPANT_PREFETCHED)


def _evaluated(participant: Participant, at: datetime) -> Evaluated:
    return evaluate_participant(_participants().get(pk=participant.pk), at=at)


def _certificates(cohort: Cohort) -> Any:
    return Certificate.objects.filter(participant__team__cohort=cohort, kind=CertificateKind.CERTIFICATE)


def _issue(
    evaluated: Evaluated, kind: CertificateKind, desk: _Desk, replaces: Certificate | None = None
) -> Certificate:
    latest = Certificate.objects.filter(participant=evaluated.participant, kind=kind).first()
    if latest and not latest.revoked_at:
        return latest
    if latest and replaces != latest:
        raise Refused(_("%(serial)s was revoked. Reissue it instead.") % {"serial": latest.serial})
    if kind == CertificateKind.CERTIFICATE:
        refuse_if(why_no_certificate(evaluated.participant, evaluated.standing))
    return _create(evaluated, kind, desk, replaces)


def _create(
    evaluated: Evaluated, kind: CertificateKind, desk: _Desk, replaces: Certificate | None = None
) -> Certificate:
    content = certificate_content(evaluated, kind=kind, serial=desk.next_serial(), by=desk.by, at=desk.at)
    token = new_token()
    return Certificate.objects.create(
        participant=evaluated.participant,
        kind=kind,
        serial=content.serial,
        token=token,
        language=desk.language,
        content=content.to_json(),
        pdf=render_pdf(content, language=desk.language, verify_url=verify_url(token)),
        issued_by=desk.by,
        issued_at=desk.at,
        replaces=replaces,
    )
