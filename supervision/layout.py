"""Which fields the draft of a record has, and what stands ready beside them: themes, last ratings, cases, actions.

A field is named by what it belongs to: "challenges", "theme-A-score", "step-12-note", "case-<key>-label",
"action-<key>-what", "carried-<key>-outcome". A key is the row's UUID as 32 hexadecimal digits that rise with time, so
that rows written by several hands keep an order.
"""

from __future__ import annotations

import re
import secrets
import time
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Q

from courses.enums import ActivityKind
from courses.models import Participant, StepPage
from people.models import Membership, User
from people.roles import Role
from supervision.enums import FormSubject
from supervision.models import Action, Case, Rating
from supervision.models.record import LONGEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from django.db.models import QuerySet

    from courses.models import Session
    from supervision.models import FollowUpForm, Theme

CASE_PARTS = ("label", "question", "approach", "agreed")
ACTION_PARTS = ("what", "responsible", "due", "theme")
LENGTHS = {"label": 60, "what": 500, "reason": 500, "due": 20}
"""The longest text of a part, in characters; everything else may be as long as a text of a record."""
MOST_ROWS = 40
NOT_TAKEN_UP = "0"
"""Stands for a score where a theme was left out."""
TEXTS = {
    FormSubject.SUPERVISION: ("held_at", "challenges"),
    FormSubject.LEADERSHIP: ("held_at", "data_sheets", "management", "organisation", "owner_people"),
}
EXTENDED_TEXTS = ("leader_themes", "owner_people")
ROW = re.compile(rf"(?P<kind>case|action)-(?P<key>[0-9a-f]{{32}})-(?P<part>{'|'.join(CASE_PARTS + ACTION_PARTS)})")


class Layout:
    """The fields of one session's draft, and what was known before it; read once, in a constant number of queries."""

    def __init__(self, session: Session, form: FollowUpForm | None) -> None:
        self.session, self.form = session, form
        subject = FormSubject.of(session.kind)
        if subject is None or session.team is None:
            raise ValueError(f"{session.kind} has no record")
        self.subject, self.team = subject, session.team

    @property
    def action_parts(self) -> tuple[str, ...]:
        """The parts of an action; only what is rated can be what an action is about."""
        return ACTION_PARTS if self.subject == FormSubject.SUPERVISION else ACTION_PARTS[:-1]

    @property
    def is_extended(self) -> bool:
        """Whether leaders take part, so that there are themes for them."""
        return self.session.kind == ActivityKind.EXTENDED_SUPERVISION

    @cached_property
    def themes(self) -> tuple[Theme, ...]:
        """The themes of the form in their order; none where the programme has no form."""
        return tuple(self.form.themes.all()) if self.form else ()

    @cached_property
    def steps(self) -> tuple[StepPage, ...]:
        """The interventions that a leadership consultation goes through: the team's steps."""
        if self.subject == FormSubject.SUPERVISION:
            return ()
        chosen = Q(optional=False) | Q(chosen_by=self.team)
        return tuple(self.session.cohort.programme.steps().filter(chosen).distinct())

    @cached_property
    def sent_in(self) -> tuple[Case, ...]:
        """The cases that the team has sent in."""
        is_supervision = self.subject == FormSubject.SUPERVISION
        return tuple(Case.objects.filter(session=self.session).select_related("sent_in_by")) if is_supervision else ()

    @cached_property
    def carried(self) -> tuple[Action, ...]:
        """The open actions of the team's earlier records of the same subject."""
        open_ones = Action.objects.open().of_team(self.team).about(self.subject)
        return tuple(open_ones.filter(record__session__starts_at__lt=self.session.starts_at).with_origin())

    @cached_property
    def last_ratings(self) -> dict[str, Rating]:
        """By theme key: the last score before this session, of signed records."""
        rows = Rating.objects.filter(
            record__session__team=self.team,
            record__session__starts_at__lt=self.session.starts_at,
            score__isnull=False,
        )
        return {
            row.theme.key: row
            for row in rows.select_related("theme", "record__session").order_by("record__session__starts_at")
        }

    @cached_property
    def responsible(self) -> tuple[User, ...]:
        """Who may be responsible for an action: the team's people, its supervisors, the model owner's."""
        own = Participant.objects.live().filter(team=self.team).values("user")
        supervisors = self.team.supervisors.current().values("user")
        people = Q(pk__in=own) | Q(pk__in=supervisors) | Q(pk__in=self._owners)
        return tuple(User.objects.filter(people).order_by("name", "pk"))

    @cached_property
    def owner_people(self) -> tuple[User, ...]:
        """Who may have taken part for the model owner."""
        return tuple(User.objects.filter(pk__in=self._owners).order_by("name", "pk"))

    @property
    def _owners(self) -> QuerySet[Any, Any]:
        owner = self.session.cohort.programme.owner_organisation_id
        return Membership.objects.current().filter(organisation=owner, role=Role.MODEL_OWNER).values("user")

    @cached_property
    def fixed_fields(self) -> frozenset[str]:
        """The names of all fields but those of rows that are written here."""
        names = [*TEXTS[self.subject], *(EXTENDED_TEXTS if self.is_extended else ())]
        for theme in self.themes:
            names += [f"theme-{theme.key}-score"] if theme.is_rated else []
            names.append(f"theme-{theme.key}-note")
        names += [f"step-{step.pk}-{part}" for step in self.steps for part in ("progress", "note")]
        names += [f"case-{case.pk.hex}-{part}" for case in self.sent_in for part in ("approach", "agreed")]
        names += [f"carried-{action.pk.hex}-{part}" for action in self.carried for part in ("outcome", "reason")]
        return frozenset(names)

    def has_field(self, name: str) -> bool:
        """Whether a draft of the session may have the field."""
        if name in self.fixed_fields:
            return True
        found = ROW.fullmatch(name)
        if not found or (found["kind"] == "case" and self.subject != FormSubject.SUPERVISION):
            return False
        parts = CASE_PARTS if found["kind"] == "case" else self.action_parts
        return found["part"] in parts and found["key"] not in {case.pk.hex for case in self.sent_in}


def longest(name: str) -> int:
    """Return how many characters the field may hold."""
    return LENGTHS.get(name.rpartition("-")[2], LONGEST_TEXT)


def row_keys(names: Iterable[str], kind: str) -> list[str]:
    """Return the keys of the written rows of the kind ("case" or "action"), in the order they were begun."""
    found = (ROW.fullmatch(name) for name in names)
    return sorted({match["key"] for match in found if match and match["kind"] == kind})


def row(fields: Mapping[str, str], kind: str, key: str) -> dict[str, str]:
    """Return the row's parts with their texts, "" where nothing is written."""
    parts = CASE_PARTS if kind == "case" else ACTION_PARTS
    return {part: fields.get(f"{kind}-{key}-{part}", "").strip() for part in parts}


def new_key() -> str:
    """Return a key for a new row, later than those made before."""
    return f"{time.time_ns() // 1_000_000:012x}{secrets.token_hex(10)}"
