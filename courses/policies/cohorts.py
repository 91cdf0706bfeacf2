"""Does the state allow it, for cohorts, teams and participants? Each function returns why not, or None."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.enums import COHORT_TRANSITIONS, AttendanceStatus, CohortState, SessionState, StandingKey, TeamRole
from courses.models import Attendance
from courses.policies.sessions import ended_before, first_date

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from courses.models import Cohort, Participant, ProgrammePage, Team
    from courses.standing import Standing
    from people.models import Organisation, User


def why_no_cohort(programme: ProgrammePage) -> str | None:
    """Return why no cohort can be made from the programme: it is a draft, or says too little."""
    title = {"programme": programme.title}
    if not programme.live:
        return _("%(programme)s is a draft. Publish the programme first.") % title
    if programme.threshold is None:
        return _("%(programme)s has no threshold for the certificate. Add it to the programme first.") % title
    if programme.duration_months is None:
        return _("%(programme)s has no duration. Add it to the programme first.") % title
    return None


def why_not_in_state(cohort: Cohort, state: CohortState) -> str | None:
    """Return why the cohort cannot go from its state to the other one."""
    current = CohortState(cohort.state)
    if state in COHORT_TRANSITIONS[current]:
        return None
    return _("The cohort %(code)s is “%(current)s” and cannot become “%(wanted)s”.") % {
        "code": cohort.code,
        "current": current.label,
        "wanted": state.label,
    }


def why_closed(cohort: Cohort) -> str | None:
    """Return why the cohort's teams and participants cannot be changed: it is closed."""
    if cohort.state != CohortState.CLOSED:
        return None
    return _("The cohort %(code)s is closed. Reopen it first.") % {"code": cohort.code}


def why_not_in_cohort(cohort: Cohort, municipalities: Iterable[Organisation], *, besides: int | None) -> str | None:
    """Return why the municipalities cannot form a team: one of them is in another team than ``besides`` already."""
    wanted = [municipality.pk for municipality in municipalities]
    team = cohort.teams.exclude(pk=besides or 0).filter(municipalities__in=wanted).first()
    if team is None:
        return None
    taken = team.municipalities.filter(pk__in=wanted).first()
    return _("%(municipality)s is already in the team %(team)s of this cohort.") % {"municipality": taken, "team": team}


def why_not_a_team(municipalities: Iterable[Organisation]) -> str | None:
    """Return why nobody can form a team of these: there are none, or one of them is no municipality."""
    found = list(municipalities)
    if not found:
        return _("A team needs at least one municipality.")
    others = [organisation for organisation in found if not organisation.code]
    return _("%(name)s is not a municipality.") % {"name": others[0]} if others else None


def why_not_facilitator(team_role: str, *, facilitator: bool) -> str | None:
    """Return why the participant cannot follow the parent-group evenings: it takes one of the staff."""
    if facilitator and team_role != TeamRole.STAFF:
        return _("Only one of the staff can be the facilitator of the parent group.")
    return None


def why_dates_do_not_fit(participant: Participant, *, joined_on: date, left_on: date | None) -> str | None:
    """Return why the dates cannot be the participant's: a presence is on record outside them."""
    rows = Attendance.objects.filter(
        participant=participant, status__in=[AttendanceStatus.PRESENT, AttendanceStatus.PARTIAL]
    )
    rows = rows.select_related("session__cohort", "participant__team")
    return presence_outside(rows, joined_on=joined_on, left_on=left_on)


def presence_outside(rows: Iterable[Attendance], *, joined_on: date, left_on: date | None) -> str | None:
    """Return the sentence about the first of one participant's presences that lies outside the dates.

    The dates are compared as the register compares them (courses.policies.sessions.why_not_present).
    """
    for row in rows:
        session = row.session
        before = ended_before(session, joined_on, cohort=row.participant.team.cohort_id)
        if before or (left_on and first_date(session) >= left_on):
            values = {"code": session.code, "date": date_format(first_date(session), "DATE_FORMAT")}
            return _("A presence is on record at %(code)s on %(date)s, outside these dates.") % values
    return None


def why_gone(participant: Participant, on: date) -> str | None:
    """Return why the participant cannot be invited to the team on the date: they have left it."""
    if participant.left_on is None or participant.left_on > on:
        return None
    return _("%(name)s has left the team.") % {"name": participant}


def why_not_removed(participant: Participant) -> str | None:
    """Return why the participant's row must stay: attendance, a make-up, an exemption or a certificate stands on it."""
    relations = (participant.attendance, participant.make_ups, participant.exemptions, participant.certificates)
    if any(relation.exists() for relation in relations):
        return _("%(name)s has attendance on record and cannot be removed. Enter the date of leaving instead.") % {
            "name": participant
        }
    return None


def why_in_other_team(
    user: User, team: Team, *, joined_on: date, left_on: date | None, besides: int | None = None
) -> str | None:
    """Return why the person cannot be in the team on these dates: they are in another team of the cohort then."""
    others = user.participations.filter(team__cohort=team.cohort_id).exclude(pk=besides or 0).select_related("team")
    for other in others:
        if periods_overlap((joined_on, left_on), (other.joined_on, other.left_on)):
            return _("%(name)s is already in the team %(team)s on these dates.") % {"name": user, "team": other.team}
    return None


def periods_overlap(one: tuple[date, date | None], other: tuple[date, date | None]) -> bool:
    """Whether two periods share a date; the second date of each is the first one outside it, None: open-ended."""
    (start, end), (other_start, other_end) = one, other
    return (end is None or other_start < end) and (other_end is None or start < other_end)


def why_no_certificate(participant: Participant, standing: Standing) -> str | None:
    """Return why the participant cannot have the certificate: only staff standing at earned can."""
    if not participant.may_earn_certificate:
        return _("Only staff can earn the certificate; others can have an attendance statement.")
    if standing.key != StandingKey.EARNED:
        return _("The certificate has not been earned: the standing is “%(standing)s”.") % {
            "standing": standing.key.label
        }
    return None


def why_not_publish(cohort: Cohort) -> str | None:
    """Return why the plan cannot be published: there is nothing to publish."""
    if not cohort.sessions.exclude(state=SessionState.CANCELLED).exists():
        return _("There are no sessions to publish. Generate the plan first.")
    return None
