"""What a signed record says on paper, as plain values in the reader's language; it holds no cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from people.wording import day_and_time
from supervision.wording import attendance_of, chapters, facts, named_and_dated, outcome, principles, record_title

if TYPE_CHECKING:
    from supervision.models import Action
    from supervision.reading import Reading, ReadTheme


def record_content(reading: Reading) -> dict[str, Any]:
    """Return the record as texts in the language in force; ``reading`` comes without cases.

    Headings and labels are among them, so that the document says what the page says.
    """
    record, session = reading.record, reading.record.session
    return {
        "about": record.subject.value,
        "title": record_title(record.subject),
        "subtitle": f"{session.code} · {session.title} · {session.team}",
        "programme": session.cohort.programme.title,
        "facts": [[_("When"), day_and_time(session.starts_at, session.ends_at)], *_facts(reading)],
        "present": [
            [one.participant.user.name, one.participant.get_team_role_display(), attendance_of(one)]
            for one in reading.present
        ],
        "themes": [_theme(row) for row in reading.themes],
        "interventions": [
            {"title": row.step.title, "said": row.get_progress_display(), "note": _paragraphs(row.note)}
            for row in reading.interventions
        ],
        "principles": [
            {"title": title, "rows": [{"title": row.theme.title, "note": _paragraphs(row.note)} for row in rows]}
            for title, rows in principles(reading)
        ],
        "chapters": [{"title": title, "text": _paragraphs(text)} for title, text in chapters(reading)],
        "actions": [_action(one) for one in reading.actions],
        "closed": [[one.what, one.record.session.code, one.responsible.name, outcome(one)] for one in reading.closed],
        "additions": [
            {"by": named_and_dated(one.added_by.name, one.added_at), "text": _paragraphs(one.text)}
            for one in reading.additions
        ],
        "words": _words(),
    }


def _facts(reading: Reading) -> list[list[str]]:
    return [[name, value] for name, value in facts(reading) if value]


def _theme(row: ReadTheme) -> dict[str, Any]:
    return {
        "key": row.theme.key,
        "title": row.theme.title,
        "score": row.score_in_words,
        "change": row.change,
        "anchor": row.anchor,
        "note": _paragraphs(row.note),
    }


def _action(action: Action) -> list[str]:
    return [action.what, action.responsible.name, date_format(action.due, "DATE_FORMAT"), outcome(action)]


def _paragraphs(text: str) -> list[str]:
    return [line for line in map(str.strip, text.splitlines()) if line]


def _words() -> dict[str, str]:
    return {
        "present": _("Who was there"),
        "name": _("Name"),
        "role": _("Role"),
        "attendance": _("Attendance"),
        "themes": _("Themes"),
        "interventions": _("Status of the interventions"),
        "actions": _("Agreed actions"),
        "no_actions": _("No actions were agreed."),
        "what": _("What"),
        "who": _("Who"),
        "due": _("By when"),
        "state": _("State"),
        "origin": _("Agreed in"),
        "closed": _("Closed from earlier records"),
        "additions": _("Additions"),
        "without_cases": _("Cases are not part of this document."),
    }
