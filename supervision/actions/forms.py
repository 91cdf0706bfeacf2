"""Publishes versions of a programme's follow-up forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from courses.models import ProgrammePage
from people.audit import create_audited
from supervision.models import FollowUpForm, Theme
from supervision.permissions import may_edit_form
from supervision.shipped_forms import shipped_forms
from supervision.written_form import faults_of, themes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from people.models import User
    from supervision.enums import FormSubject
    from supervision.written_form import WrittenTheme


class Overtaken(Exception):  # noqa: N818 - two people at once are a situation, not a fault of the program
    """Somebody else has published a version since the form was opened; ``newest`` is theirs."""

    def __init__(self, newest: FollowUpForm | None) -> None:
        super().__init__()
        self.newest = newest


@transaction.atomic
def publish_form(
    *,
    programme: ProgrammePage,
    subject: FormSubject,
    themes: Sequence[WrittenTheme],
    by: User | None,
    seen: int | None = None,
) -> FollowUpForm:
    """Return the form in force: a new version with the themes, or the newest one where it says the same already.

    ``by`` is None on the command line; ``seen`` is the version that the writer began from, 0 for none. Raises
    PermissionDenied for others than the model owner, ValidationError with a sentence per fault, Overtaken where a
    version came out since the one that was seen.
    """
    if by and not may_edit_form(by, programme):
        raise PermissionDenied
    wanted = tuple(theme.tidied() for theme in themes)
    if faults := faults_of(subject, wanted):
        raise ValidationError([_told(fault.number, fault.sentence, wanted) for fault in faults])
    _lock(programme)
    newest = newest_form(programme, subject)
    if newest and themes_of(newest) == wanted:
        return newest
    if seen is not None and seen != version_of(newest):
        raise Overtaken(newest)
    return _next_version(programme, subject, newest, wanted, by)


@transaction.atomic
def publish_shipped_forms(*, programme: ProgrammePage, by: User | None = None) -> list[FollowUpForm]:
    """Return the forms that came with the product and are published now: those of which no version is there yet."""
    _lock(programme)
    return [
        publish_form(programme=programme, subject=subject, themes=themes, by=by)
        for subject, themes in shipped_forms(programme.slug).items()
        if newest_form(programme, subject) is None
    ]


def newest_form(programme: ProgrammePage, subject: FormSubject) -> FollowUpForm | None:
    """Return the version in force, None before the first."""
    return FollowUpForm.objects.newest().filter(programme=programme, subject=subject).first()


def version_of(form: FollowUpForm | None) -> int:
    """Return the version's number, 0 of no form."""
    return form.version if form else 0


def _next_version(
    programme: ProgrammePage,
    subject: FormSubject,
    newest: FollowUpForm | None,
    themes: Sequence[WrittenTheme],
    by: User | None,
) -> FollowUpForm:
    form = FollowUpForm(programme=programme, subject=subject, version=version_of(newest) + 1, published_by=by)
    create_audited([form], by=by)
    rows = [
        Theme(
            form=form,
            key=theme.key,
            group=theme.group,
            position=position,
            title=theme.title,
            about=theme.about,
            anchors=list(theme.anchors),
        )
        for position, theme in enumerate(themes)
    ]
    create_audited(rows, by=by)
    return form


def _lock(programme: ProgrammePage) -> None:
    """Let one person at a time publish the programme's forms, until the transaction ends."""
    ProgrammePage.objects.select_for_update(of=("self",)).get(pk=programme.pk)


def _told(number: int | None, sentence: str, themes: Sequence[WrittenTheme]) -> str:
    return sentence if number is None else f"{themes[number].key or number + 1}: {sentence}"
