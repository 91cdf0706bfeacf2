"""What the pages show of people and invitations: rows and facts ready for the templates, which ask for nothing more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from people.enums import TONES, AccessState, InvitationState
from people.policies import access_state, why_not_sent_again, why_settled
from people.qualifications import missing_qualifications

if TYPE_CHECKING:
    from datetime import date, datetime

    from people.models import Invitation, Membership, User


@dataclass(frozen=True, slots=True)
class Status:
    """A state in words, with its tone."""

    label: str
    tone: str


def status(state: AccessState | InvitationState) -> Status:
    """Return the state as it is shown."""
    return Status(str(state.label), TONES[state])


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation, when what happened to it, and what can be done."""

    invitation: Invitation
    status: Status
    happened: str
    can_send_again: bool
    can_withdraw: bool


def invitation_row(invitation: Invitation) -> InvitationRow:
    """Return the invitation as lists show it."""
    return InvitationRow(
        invitation=invitation,
        status=status(invitation.state()),
        happened=_happened(invitation),
        can_send_again=why_not_sent_again(invitation) is None,
        can_withdraw=why_settled(invitation) is None,
    )


def _happened(invitation: Invitation) -> str:
    if invitation.accepted_at:
        return _("Accepted on %(date)s") % {"date": _date(invitation.accepted_at)}
    if invitation.withdrawn_at:
        return _("Withdrawn on %(date)s") % {"date": _date(invitation.withdrawn_at)}
    if invitation.mail_claimed == invitation.sent_count and invitation.mailed_at is None:
        return _("Link given on the command line")
    if invitation.mailed_at is None:
        return _("The mail is on its way")
    dates = {"sent": _date(invitation.mailed_at), "expires": _date(invitation.expires_at)}
    if invitation.state() == InvitationState.EXPIRED:
        return _("Sent on %(sent)s, expired on %(expires)s") % dates
    return _("Sent on %(sent)s, expires on %(expires)s") % dates


def invitation_tabs(shown: str) -> list[tuple[str, str, bool]]:
    """Return label, state and whether it is shown, for each state that the list can be narrowed to."""
    tabs = [(str(state.label), state.value) for state in InvitationState]
    return [(label, state, state == shown) for label, state in [*tabs, (_("All"), "all")]]


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person with their roles of today and whether they can log in."""

    person: User
    roles: list[str]
    status: Status


def person_row(person: User) -> PersonRow:
    """Return the person as the list shows them; expects ``UserQuerySet.with_access``."""
    return PersonRow(
        person=person,
        roles=[str(membership) for membership in person.current_memberships],  # type: ignore[attr-defined]
        status=status(access_state(person, next(iter(person.unanswered_invitations), None))),  # type: ignore[attr-defined]
    )


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role in an organisation, when it holds, and what is missing for it."""

    membership: Membership
    period: str
    in_force: bool
    can_end: bool
    missing: list[str]


def role_row(membership: Membership, today: date | None = None) -> RoleRow:
    """Return the membership as the person's page shows it."""
    day = today or timezone.localdate()
    over = membership.until is not None and membership.until <= day
    in_force = membership.since <= day and not over
    return RoleRow(
        membership=membership,
        period=_period(membership),
        in_force=in_force,
        can_end=not over,
        missing=[]
        if over
        else missing_qualifications(
            membership.role, education=membership.supervisor_education, practice_since=membership.practice_since, on=day
        ),
    )


def _period(membership: Membership) -> str:
    since = date_format(membership.since, "DATE_FORMAT")
    if membership.until is None:
        return _("since %(since)s") % {"since": since}
    return _("%(since)s to %(until)s") % {"since": since, "until": date_format(membership.until, "DATE_FORMAT")}


def _date(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "DATE_FORMAT")
