"""Tells a team's people that a record is signed: a row for each of them, mailed one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from courses.enums import TeamRole
from courses.models import Participant
from people.roles import GRANTS, Role
from supervision.models import Notice
from supervision.permissions import READ
from supervision.tasks import mail_notice

if TYPE_CHECKING:
    from people.models import User
    from supervision.models import Record


def tell_of_record(record: Record, *, by: User) -> list[Notice]:
    """Return a notice for everybody in the team who may read the record and has access, but not for who signed it."""
    readers = [role for role in TeamRole if READ[record.subject] in GRANTS[Role(role)]]
    team = Participant.objects.live().filter(team=record.session.team_id, team_role__in=readers)
    people = {one.user for one in team.select_related("user") if one.user.has_account and one.user != by}
    notices = [Notice.objects.create(record=record, user=person) for person in sorted(people, key=lambda one: one.pk)]
    for notice in notices:
        mail_notice.delay_on_commit(notice.pk)
    return notices
