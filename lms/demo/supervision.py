"""The demo's supervisions: how the themes of each team develop, and one of everything that calls for attention."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from courses.enums import ActivityKind, AttendanceStatus, TeamRole
from lms.demo.records import TEXTS, Story, begin_supervision, sign_consultation, sign_supervision
from supervision.actions.actions import close_action
from supervision.actions.contacts import log_contact
from supervision.actions.forms import publish_shipped_forms
from supervision.actions.records import add_to_record
from supervision.actions.substitutes import name_substitute
from supervision.enums import SUPERVISIONS, ActionState, HeldAt
from supervision.models import Action, Case, Notice
from supervision.policies import SIGNED_WITHIN

if TYPE_CHECKING:
    from collections.abc import Collection

    from courses.models import Cohort, Session, Team
    from courses.models.session import SessionQuerySet
    from people.models import User

NOON = time(12)
HOME = "Helsingør"
WITHOUT_LEADERS = "SUP4"
UNDER_WAY = {
    HOME: Story(scores=("3334444455", "2333344444", "3334444444", "2233333444", "3333444555"), cases=2),
    # C falls twice.
    "Hjørring": Story(scores=("3344444444", "3334444444", "4443332222", "2233333344", "3334444444"), turn=1),
    # E stays below 3, and nobody travels.
    "Lolland": Story(scores=("2333333344", "2233333333", "3333333344", "2223333333", "2"), turn=2, place=HeldAt.LOCAL),
    # D has been left out since the third supervision.
    "Ringkøbing-Skjern": Story(scores=("3344444455", "3334444444", "3444444455", "2330", "3344444445"), turn=3),
    "Tønder": Story(scores=("3334444444", "3344444555", "2333333344", "3344444444", "3344555555"), turn=4, late="SUP3"),
}
FINISHED = {
    "Horsens": Story(scores=("233344445", "22333444", "3334444455", "2233333444", "3334444455")),
    # Of the first year there is nothing.
    "Viborg": Story(scores=("3344445555", "2333344445", "23344444", "3333444455", "333444455"), turn=2, first=8),
}
RELATED = ("cohort__programme__owner_organisation", "team__cohort__programme", "activity", "record", "recorddraft")
UNWRITTEN = "Tønder"
SUBSTITUTED = "Hjørring"


def fill_supervision(
    finished: Cohort, under_way: Cohort, accounts: dict[str, User], substitute: User, at: datetime
) -> None:
    """Let every team of the cohort under way have its records, and two of the finished one a longer history."""
    publish_shipped_forms(programme=under_way.programme)
    _keep_leaders_away(under_way.sessions.get(team__name=SUBSTITUTED, code=WITHOUT_LEADERS))
    supervisor = accounts["supervisor"]
    for name, story in FINISHED.items():
        _sign_all(finished.teams.get(name=name), story, supervisor, at)
    _close_what_is_open(finished, by=supervisor)
    for name, story in UNDER_WAY.items():
        _sign_all(under_way.teams.get(name=name), story, supervisor, at)
    home = under_way.teams.get(name=HOME)
    _consult(home, accounts["modelejer"], at)
    _log_contacts(home, accounts, at)
    _send_in_cases(home, accounts["medarbejder"], at)
    coming = _supervisions(under_way.teams.get(name=SUBSTITUTED)).upcoming(at)
    name_substitute(session=coming[0], user=substitute, by=accounts["modelejer"])
    _tell_nobody(at)


def _sign_all(team: Team, story: Story, by: User, at: datetime) -> None:
    """Sign what is held; the last one of the accounts' own team is half written, and one of another not begun."""
    held = list(_supervisions(team).filter(ends_at__lte=at).order_by("starts_at"))
    left = _left_unsigned(team, held, at)
    for number, session in enumerate(held):
        if session.pk not in left and number >= story.first:
            sign_supervision(session, number, story, by=by, at=at)
    if team.name != HOME or not held:
        return
    begin_supervision(held[-1], len(held) - 1, story, by=by)
    add_to_record(record=held[-2].record, text=TEXTS["addition"]["text"], about_cases=False, by=by)


def _left_unsigned(team: Team, held: Collection[Session], at: datetime) -> set[int]:
    """Return the supervisions of which no record is signed; what comes after the overdue one waits too."""
    if team.name == HOME:
        return {session.pk for session in list(held)[-1:]}
    if team.name != UNWRITTEN:
        return set()
    overdue = [session for session in held if session.ends_at + SIGNED_WITHIN < at]
    return {session.pk for session in held if session.starts_at >= overdue[-1].starts_at}


def _close_what_is_open(cohort: Cohort, *, by: User) -> None:
    for action in Action.objects.open().filter(record__session__team__cohort=cohort).with_origin():
        close_action(
            action=action, state=ActionState.DONE, by=by, at=timezone.make_aware(datetime.combine(action.due, NOON))
        )


def _keep_leaders_away(session: Session) -> None:
    for line in session.attendance.filter(participant__team_role=TeamRole.LEADER):
        line.status, line.partial_minutes, line.reason = AttendanceStatus.ABSENT, None, ""
        line.save()


def _consult(team: Team, by: User, at: datetime) -> None:
    held = team.sessions.published().filter(kind=ActivityKind.LEADERSHIP_CONSULTATION, ends_at__lte=at)
    for number, session in enumerate(_with_related(held.order_by("starts_at"))[:2]):
        sign_consultation(session, number, by=by)


def _log_contacts(team: Team, accounts: dict[str, User], at: datetime) -> None:
    today = timezone.localtime(at).date()
    for told in reversed(TEXTS["contacts"]):
        log_contact(
            team=team,
            on=today - timedelta(days=told["days_ago"]),
            channel=told["channel"],
            counterpart=accounts["leder"].name,
            line=told["line"],
            by=accounts["modelejer"],
        )


def _send_in_cases(team: Team, by: User, at: datetime) -> None:
    coming = _supervisions(team).upcoming(at)[0]
    for told in TEXTS["sent_in"]:
        Case(session=coming, sent_in_by=by, written_at=at, **told).save()


def _tell_nobody(at: datetime) -> None:
    """Count the letters as sent: nobody reads at these addresses."""
    Notice.objects.filter(claimed_at=None).update(claimed_at=at, mailed_at=at)


def _supervisions(team: Team) -> SessionQuerySet:
    return _with_related(team.sessions.published().filter(kind__in=SUPERVISIONS))


def _with_related(sessions: SessionQuerySet) -> SessionQuerySet:
    return sessions.select_related(*RELATED)
