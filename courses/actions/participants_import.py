"""Applies a checked list of participants: all of it or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from courses.actions.cohorts import check_may_change
from courses.actions.participants import rename_person
from courses.imports.participants import plan_import
from courses.models import FteChange, Participant
from people.audit import create_audited
from people.models import User

if TYPE_CHECKING:
    from courses.imports.participant_changes import ChangedParticipant, Entry, NewParticipant, ParticipantChanges
    from courses.models import Cohort
    from courses.tables import Table


class ChangesDiffer(Exception):  # noqa: N818 - two people at once are a situation, not a fault of the program
    """Somebody has changed the cohort since the changes were shown; ``changes`` is what the file would do now."""

    def __init__(self, changes: ParticipantChanges) -> None:
        self.changes = changes
        super().__init__()


@transaction.atomic
def import_participants(
    *, table: Table, cohort: Cohort, by: User | None, fingerprint: str | None = None
) -> ParticipantChanges:
    """Read the table and apply it; return what was changed.

    ``fingerprint`` is that of the changes a person was shown: raises ChangesDiffer when they aren't what would be done
    now. Raises besides what plan_import and apply_import raise.
    """
    check_may_change(by, cohort)
    changes = plan_import(table, cohort)
    if fingerprint is not None and changes.fingerprint != fingerprint:
        raise ChangesDiffer(changes)
    apply_import(changes=changes, by=by)
    return changes


@transaction.atomic
def apply_import(*, changes: ParticipantChanges, by: User | None) -> None:
    """Write the change set; ``by`` is None on the command line.

    Raises PermissionDenied for others than the cohort's model owner, Refused when the cohort is closed.
    """
    check_may_change(by, changes.cohort)
    # Whoever stops being facilitator is saved first: the database allows a team one at any moment.
    for one in sorted(changes.changed, key=lambda one: one.entry.facilitator and one.entry.left_on is None):
        _change(one)
    _create(changes.new, by)


def _change(one: ChangedParticipant) -> None:
    """Save what differs of one participant; unchanged rows are left alone, so the audit tells of changes only."""
    participant, entry = one.participant, one.entry
    rename_person(participant.user, entry.name)
    before = _columns(participant)
    participant.municipality = entry.municipality
    participant.team_role = entry.team_role
    participant.joined_on, participant.left_on = entry.joined_on, entry.left_on
    participant.education, participant.facilitator = entry.education, entry.facilitator
    if _columns(participant) != before:
        participant.save()
    _change_fte(one)


def _columns(participant: Participant) -> tuple[object, ...]:
    return tuple(getattr(participant, field.attname) for field in participant._meta.concrete_fields)


def _change_fte(one: ChangedParticipant) -> None:
    """Correct the staffing in force, from the date it has been in force; the first one is from the day of joining."""
    fte = one.entry.fte
    if fte is None or (one.fte_change and one.fte_change.fte == fte):
        return
    change = one.fte_change or FteChange(participant=one.participant, effective_on=one.entry.joined_on)
    change.fte = fte
    change.save()


def _create(new: tuple[NewParticipant, ...], by: User | None) -> None:
    people = [one.person or _person(one.entry) for one in new]
    create_audited([person for person in people if person.pk is None], by=by)
    for person, one in zip(people, new, strict=True):
        rename_person(person, one.entry.name)
    participants = [_participant(one.entry, person) for one, person in zip(new, people, strict=True)]
    create_audited(participants, by=by)
    staffing = [
        FteChange(participant=participant, effective_on=participant.joined_on, fte=one.entry.fte)
        for participant, one in zip(participants, new, strict=True)
        if one.entry.fte is not None
    ]
    create_audited(staffing, by=by)


def _person(entry: Entry) -> User:
    person = User(email=entry.email, name=entry.name)
    person.set_unusable_password()
    return person


def _participant(entry: Entry, person: User) -> Participant:
    return Participant(
        user=person,
        team=entry.team,
        municipality=entry.municipality,
        team_role=entry.team_role,
        joined_on=entry.joined_on,
        left_on=entry.left_on,
        education=entry.education,
        facilitator=entry.facilitator,
    )
