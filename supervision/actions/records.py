"""Opens, saves and signs records, and adds to signed ones."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.models import Session
from courses.plan.place import place_of
from people.audit import create_audited
from people.policies import Refused, refuse_if
from supervision.actions.actions import close_action
from supervision.actions.notices import tell_of_record
from supervision.content import Content
from supervision.enums import FormSubject
from supervision.layout import MOST_ROWS, Layout, longest, row_keys
from supervision.merging import merge
from supervision.models import (
    Action,
    Addition,
    Case,
    FollowUpForm,
    InterventionStatus,
    Rating,
    Record,
    RecordDraft,
)
from supervision.permissions import require_writer
from supervision.policies import why_no_record, why_not_signed_yet, why_not_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from people.models import User
    from supervision.content import Missing
    from supervision.merging import Change, Merged

RECORD_TEXTS = ("challenges", "leader_themes", "data_sheets", "management", "organisation")


class Incomplete(Exception):  # noqa: N818 - a draft that is not done is a situation, not a fault of the program
    """The draft cannot be signed as it is; ``missing`` says what there is to mend."""

    def __init__(self, missing: list[Missing]) -> None:
        super().__init__()
        self.missing = missing


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of the changes to a draft: saved, in conflict with somebody else's, or refused with a sentence."""

    merged: Merged
    refused: dict[str, str]


@transaction.atomic
def open_draft(*, session: Session, by: User) -> RecordDraft:
    """Return the session's draft, begun now with the form in force unless somebody has begun it before."""
    require_writer(by, session)
    refuse_if(why_no_record(session))
    form = FollowUpForm.objects.newest().filter(
        programme=session.cohort.programme_id, subject=FormSubject.of(session.kind)
    )
    draft, _created = RecordDraft.objects.get_or_create(
        session=session,
        defaults={"form": form.first(), "fields": _planned(session), "opened_by": by, "saved_by": by},
    )
    return draft


@transaction.atomic
def save_draft(*, session: Session, changes: Mapping[str, Change], by: User, at: datetime | None = None) -> Saved:
    """Save what can be saved of the changes, field by field.

    Raises PermissionDenied, and Refused when the record is signed or was never begun.
    """
    require_writer(by, session)
    draft = _locked(session)
    layout = Layout(session, draft.form)
    refused = {name: why for name, change in changes.items() if (why := _why_not(layout, name, change.value))}
    merged = merge(draft.fields, {name: change for name, change in changes.items() if name not in refused})
    _refuse_too_many_rows(merged.fields)
    if merged.fields != draft.fields:
        draft.fields, draft.saved_by, draft.saved_at = merged.fields, by, at or timezone.now()
        draft.save()
    return Saved(merged, refused)


@transaction.atomic
def sign_record(*, session: Session, by: User, at: datetime | None = None) -> Record:
    """Return the signed record, with everything that the draft holds as rows; the draft is gone.

    Raises PermissionDenied, Refused when the time has not come, Incomplete when something is missing.
    """
    require_writer(by, session)
    draft, moment = _locked(session), at or timezone.now()
    refuse_if(why_not_signed_yet(session, moment))
    content = Content(draft.fields, Layout(session, draft.form))
    if missing := content.missing():
        raise Incomplete(missing)
    record = Record.objects.create(
        session=session,
        form=draft.form,
        held_at=content.held_at,
        signed_by=by,
        signed_at=moment,
        **{name: content.text(name) for name in RECORD_TEXTS},
    )
    record.owner_people.set(content.owner_people())
    _write_rows(record, content, by)
    for closing in content.closings():
        close_action(action=closing.action, state=closing.state, reason=closing.reason, by=by, at=moment)
    draft.delete()
    tell_of_record(record, by=by)
    return record


@transaction.atomic
def add_to_record(*, record: Record, text: str, about_cases: bool, by: User) -> Addition:
    """Return a dated and named addition to the signed record."""
    require_writer(by, record.session)
    refuse_if(why_not_text(text))
    addition = Addition(record=record, text=text.strip(), about_cases=about_cases, added_by=by)
    addition.full_clean()
    addition.save()
    return addition


def _planned(session: Session) -> dict[str, str]:
    """Return what the plan says already: where the session was to be held."""
    number = re.search(r"\d+$", session.code)
    if session.activity is None or number is None:
        return {}
    return {"held_at": place_of(session.activity.place_rule, int(number[0]))}


def _locked(session: Session) -> RecordDraft:
    """Return the session's draft as it is now, locked until the transaction ends."""
    draft = RecordDraft.objects.select_for_update(of=("self",)).select_related("form").filter(session=session).first()
    if draft is None:
        refuse_if(why_no_record(Session.objects.select_related("record").get(pk=session.pk)))
        raise Refused(_("The record has not been begun."))
    return draft


def _why_not(layout: Layout, name: str, text: str) -> str | None:
    if not layout.has_field(name):
        return _("The record has no such field any more. Copy the text and load the page again.")
    return why_not_text(text, longest=longest(name))


def _refuse_too_many_rows(fields: Mapping[str, str]) -> None:
    if any(len(row_keys(fields, kind)) > MOST_ROWS for kind in ("case", "action")):
        raise Refused(_("A record holds at most %(count)s cases and as many actions.") % {"count": MOST_ROWS})


def _write_rows(record: Record, content: Content, by: User) -> None:
    rated = [one for one in content.themes() if one.score or one.note]
    create_audited([Rating(record=record, theme=one.theme, score=one.score, note=one.note) for one in rated], by=by)
    create_audited(
        [
            InterventionStatus(record=record, step=step, progress=progress, note=note)
            for step, progress, note in content.interventions()
        ],
        by=by,
    )
    create_audited(
        [
            # Nothing is missing by now, the date neither.
            Action(
                id=one.key,
                record=record,
                what=one.what,
                responsible=one.responsible,
                due=cast("date", one.due),
                theme=one.theme,
            )
            for one in content.actions()
        ],
        by=by,
    )
    _write_cases(record, content)


def _write_cases(record: Record, content: Content) -> None:
    for one in content.cases():
        case = one.case or Case(id=one.key, session=record.session, label=one.label, question=one.question)
        case.approach, case.agreed = one.approach, one.agreed
        case.save()
