"""Makes rows of supervision for tests: plain functions with sensible defaults, everything else by keyword."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from courses.enums import ActivityKind, Audience
from supervision.enums import FormSubject, HeldAt, ThemeGroup
from supervision.models import Action, Case, FollowUpForm, Rating, Record, Theme
from tests import factories

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from courses.models import ProgrammePage, Session, Team
    from people.models import User

KEYS = "ABCDE"
ANCHORS = ["Slet ikke", "Lidt", "Noget", "Meget", "Fuldt ud"]


def follow_up_form(
    programme: ProgrammePage,
    *,
    subject: FormSubject = FormSubject.SUPERVISION,
    version: int = 1,
    keys: Iterable[str] = KEYS,
    group: ThemeGroup = ThemeGroup.THEME,
) -> FollowUpForm:
    """A form with a theme for each key; only themes that are rated have a scale."""
    form = FollowUpForm.objects.create(programme=programme, subject=subject, version=version)
    for position, key in enumerate(keys):
        anchors = ANCHORS if group == ThemeGroup.THEME else []
        Theme.objects.create(
            form=form, key=key, group=group, position=position, title=f"Tema {key}", about="Handler om", anchors=anchors
        )
    return form


def supervision(
    team: Team, *, code: str = "SUP1", on: date | None = None, extended: bool = False, **fields: Any
) -> Session:
    """A supervision of the team, held yesterday unless a date is given."""
    return factories.session(
        team.cohort,
        team=team,
        code=code,
        on=on or timezone.localdate() - timedelta(days=1),
        minutes=300 if extended else 180,
        kind=ActivityKind.EXTENDED_SUPERVISION if extended else ActivityKind.SUPERVISION,
        audience=Audience.STAFF_AND_LEADERS if extended else Audience.STAFF,
        **fields,
    )


def consultation(team: Team, *, code: str = "LED1", on: date | None = None, **fields: Any) -> Session:
    """A leadership consultation of the team, held yesterday unless a date is given."""
    return factories.session(
        team.cohort,
        team=team,
        code=code,
        on=on or timezone.localdate() - timedelta(days=1),
        minutes=120,
        kind=ActivityKind.LEADERSHIP_CONSULTATION,
        audience=Audience.LEADERS,
        counts=False,
        **fields,
    )


def record(
    session: Session,
    *,
    by: User | None = None,
    form: FollowUpForm | None = None,
    scores: Mapping[str, int] | None = None,
    held_at: HeldAt = HeldAt.LOCAL,
    **fields: Any,
) -> Record:
    """A signed record of the session, signed the day after it, with the scores by theme key."""
    made = Record.objects.create(
        session=session,
        form=form,
        held_at=held_at,
        signed_by=by or factories.user(),
        **{"signed_at": session.ends_at + timedelta(days=1), **fields},
    )
    for key, score in (scores or {}).items():
        Rating.objects.create(record=made, theme=form.themes.get(key=key), score=score)  # type: ignore[union-attr]
    return made


def action(record: Record, *, responsible: User | None = None, due: date | None = None, **fields: Any) -> Action:
    """An open action agreed in the record, due four weeks after its session."""
    return Action.objects.create(
        record=record,
        responsible=responsible or factories.user(),
        due=due or record.session.starts_at.date() + timedelta(days=28),
        **{"what": "Invitere familien med til næste samtale", **fields},
    )


def case(session: Session, *, sent_in_by: User | None = None, **fields: Any) -> Case:
    """A case that the team has sent in."""
    given = {"label": "Sagen om M", "question": "Hvordan kommer vi videre?", "sent_in_by": sent_in_by}
    return Case.objects.create(session=session, **{**given, **fields})
