"""Writes the demo's records as its supervisors and its model owner would: begun, filled in field by field, signed."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from courses.enums import TeamRole
from courses.models import Participant
from courses.policies.sessions import first_date
from supervision.actions.records import open_draft, save_draft, sign_record
from supervision.enums import ActionState, InterventionProgress
from supervision.layout import NOT_TAKEN_UP, Layout
from supervision.merging import Change, mark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from courses.models import Session
    from people.models import User
    from supervision.models import Action, Record, RecordDraft

TEXTS = tomllib.loads(Path(__file__).with_name("supervision.toml").read_text(encoding="utf-8"))
KEYS = "ABCDE"
DUE_AFTER = timedelta(days=28)
ROW_OF_ACTIONS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """How a team's supervisions go.

    ``scores`` holds for each of A to E a digit per supervision: 0 where the theme was left out; the last one goes on.
    ``turn`` is where the team begins in the texts, ``late`` the code of the supervision whose record is signed late,
    ``place`` where all are held whatever was planned, ``first`` the number of the first one with a record.
    """

    scores: tuple[str, str, str, str, str]
    turn: int = 0
    late: str = ""
    place: str = ""
    first: int = 0
    cases: int = 1

    def at(self, number: int) -> dict[str, int]:
        """Return the score by theme at the team's supervision of the number, counted from 0."""
        return {key: int(digits[min(number, len(digits) - 1)]) for key, digits in zip(KEYS, self.scores, strict=True)}


def sign_supervision(session: Session, number: int, story: Story, *, by: User, at: datetime) -> Record:
    """Return the signed record of the team's supervision of the number."""
    draft = open_draft(session=session, by=by)
    layout = Layout(session, draft.form)
    _save(draft, _supervision_fields(layout, number, story), by)
    days = 20 if session.code == story.late else 1 + number % 6
    return sign_record(session=session, by=by, at=min(session.ends_at + timedelta(days=days), at))


def begin_supervision(session: Session, number: int, story: Story, *, by: User) -> RecordDraft:
    """Return the draft of the supervision's record, half of which is written: two themes and a case without an end."""
    draft = open_draft(session=session, by=by)
    fields = _supervision_fields(Layout(session, draft.form), number, story)
    unwritten = ("theme-C", "theme-D", "theme-E", "action", "carried", "leader_themes", "owner_people")
    begun = {name: text for name, text in fields.items() if not name.startswith(unwritten)}
    _save(draft, {name: text for name, text in begun.items() if not name.endswith("-agreed")}, by)
    return draft


def sign_consultation(session: Session, number: int, *, by: User) -> Record:
    """Return the signed record of the team's leadership consultation of the number."""
    draft = open_draft(session=session, by=by)
    layout = Layout(session, draft.form)
    _save(draft, _consultation_fields(layout, number, by), by)
    return sign_record(session=session, by=by, at=session.ends_at + timedelta(days=2))


def _save(draft: RecordDraft, fields: Mapping[str, str], by: User) -> None:
    changes = {name: Change(mark(draft.fields.get(name, "")), text) for name, text in fields.items() if text}
    saved = save_draft(session=draft.session, changes=changes, by=by)
    if saved.refused or saved.merged.conflicts:
        raise ValueError(saved)


# -- what a record of a supervision says ------------------------------------------------------------------------------


def _supervision_fields(layout: Layout, number: int, story: Story) -> dict[str, str]:
    scores, turn = story.at(number), number + story.turn
    fields = {"challenges": _in_turn(TEXTS["challenges"], turn), "held_at": story.place}
    if layout.is_extended:
        fields["leader_themes"] = _in_turn(TEXTS["leader_themes"], turn)
        fields["owner_people"] = ",".join(str(person.pk) for person in layout.owner_people)
    for key, score in scores.items():
        fields[f"theme-{key}-score"] = str(score) if score else NOT_TAKEN_UP
        fields[f"theme-{key}-note"] = _in_turn(TEXTS["themes"][key]["notes"], turn) if score else TEXTS["left_out"]
    old = _agreed_before_the_last_time(layout)
    return fields | _cases(layout, turn, story.cases) | _closings(old, turn) | _actions(layout, turn, scores)


def _cases(layout: Layout, turn: int, count: int) -> dict[str, str]:
    cases = [_in_turn(TEXTS["cases"], turn * count + row) for row in range(count)]
    return {
        f"case-{_key(layout.session, row)}-{part}": text
        for row, case in enumerate(cases)
        for part, text in case.items()
    }


def _actions(layout: Layout, turn: int, scores: Mapping[str, int]) -> dict[str, str]:
    """Agree on something about each theme that has fallen, or else about the one whose turn it is."""
    last = {key: row.score or 0 for key, row in layout.last_ratings.items()}
    fallen = [key for key, score in scores.items() if 0 < score < last.get(key, 0)]
    fields: dict[str, str] = {}
    for row, key in enumerate(fallen or [KEYS[turn % len(KEYS)]]):
        what = _in_turn(TEXTS["themes"][key]["actions"], turn // len(KEYS) + row)
        fields |= _action(layout, turn, what, row) | {f"action-{_action_key(layout, row)}-theme": key}
    return fields


def _action(layout: Layout, turn: int, what: str, row: int = 0) -> dict[str, str]:
    name = f"action-{_action_key(layout, row)}"
    return {
        f"{name}-what": what,
        f"{name}-responsible": str(_in_turn(_people(layout), turn)),
        f"{name}-due": (first_date(layout.session) + DUE_AFTER).isoformat(),
    }


def _agreed_before_the_last_time(layout: Layout) -> list[Action]:
    days = sorted({action.record.session.starts_at for action in layout.carried})
    return [action for action in layout.carried if action.record.session.starts_at in days[:-1]]


def _closings(actions: Sequence[Action], turn: int) -> dict[str, str]:
    """Say of the actions that they are done, or now and then that they are dropped."""
    outcome = ActionState.DROPPED if turn % 4 == 3 else ActionState.DONE
    fields = {f"carried-{action.pk.hex}-outcome": str(outcome) for action in actions}
    if outcome == ActionState.DROPPED:
        fields |= {f"carried-{action.pk.hex}-reason": TEXTS["dropped"] for action in actions}
    return fields


# -- what a record of a consultation says -----------------------------------------------------------------------------


def _consultation_fields(layout: Layout, number: int, by: User) -> dict[str, str]:
    told = _in_turn(TEXTS["consultations"], number)
    fields = {name: told[name] for name in ("data_sheets", "management", "organisation")}
    fields |= {f"theme-{key}-note": text for key, text in told["about"].items()}
    for step in layout.steps[: 2 + number]:
        is_last = step == layout.steps[1 + number]
        fields[f"step-{step.pk}-progress"] = InterventionProgress.UNDER_WAY if is_last else InterventionProgress.RUNNING
    fields |= _closings(layout.carried, turn=0) | _action(layout, 1, told["action"])
    return fields | {"owner_people": str(by.pk)}


# -- what both need ---------------------------------------------------------------------------------------------------


def _people(layout: Layout) -> list[int]:
    """Return the two who are responsible in turn: the first staff member, and the demo's leader or another one."""
    team_roles = (TeamRole.STAFF, TeamRole.LEADER)
    own = Participant.objects.live().filter(team=layout.team, team_role__in=team_roles).order_by("pk")
    return list(own.values_list("user", flat=True)[:2])


def _in_turn(texts: Sequence[Any], number: int) -> Any:
    return texts[number % len(texts)]


def _key(session: Session, row: int) -> str:
    """Return the key of a row: rising with time as those that the product makes, but the same every time."""
    return f"{int(session.ends_at.timestamp()):012x}{session.pk:010x}{row:010x}"


def _action_key(layout: Layout, row: int) -> str:
    return _key(layout.session, ROW_OF_ACTIONS + row)
