"""What every page shows around its content: the person's main menu, and who is logged in from where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import DateField, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from courses.models import Participant
from courses.scope import supervised_teams, trained_cohorts
from lms.waiting import NOTHING, waiting_for
from people.models import Membership
from people.roles import GRANTS, Permission, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest
    from django.utils.functional import _StrPromise

    from people.models import User

TAKES_PART = frozenset({Role.STAFF, Role.LEADER, Role.ASSOCIATE})
READS_COURSE_PAGES = frozenset(role for role, granted in GRANTS.items() if Permission.READ_COURSE_PAGES in granted)

MENU: tuple[tuple[_StrPromise, str, frozenset[Role]], ...] = (
    (_("My course"), "courses:my_course", TAKES_PART),
    (_("Cohorts"), "courses:cohort_list", frozenset({Role.MODEL_OWNER, Role.TRAINER, Role.SUPERVISOR, Role.LEADER})),
    (_("Participants"), "courses:participant_list", frozenset({Role.MODEL_OWNER})),
    (_("Supervision"), "supervision:overview", frozenset({Role.SUPERVISOR, Role.MODEL_OWNER})),
    (_("Programmes"), "wagtail_serve", READS_COURSE_PAGES),
    (_("Library"), "courses:library", READS_COURSE_PAGES),
    (_("People"), "people:person_list", frozenset({Role.ADMINISTRATOR})),
    (_("Organisations"), "people:organisation_list", frozenset({Role.ADMINISTRATOR})),
    (_("Content"), "wagtailadmin_home", frozenset({Role.EDITOR})),
)
"""The main menu in its order: label, the address's name, and who sees it."""


@dataclass(frozen=True, slots=True)
class Person:
    """The reader's roles of today, wherever they hold them, and the place that stands beside their name."""

    roles: frozenset[Role]
    place: str


def page(request: HttpRequest) -> dict[str, Any]:
    """Return the main menu and the person's name and place; asked of the database only where a template shows them."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    person = SimpleLazyObject(lambda: read_person(user))
    return {
        "main_menu": SimpleLazyObject(lambda: main_menu(person.roles, request.path)),
        "may_search": SimpleLazyObject(lambda: bool(person.roles & READS_COURSE_PAGES)),
        "waiting": SimpleLazyObject(lambda: waiting_for(user) if person.roles & TAKES_PART else NOTHING),
        "person_label": SimpleLazyObject(lambda: " · ".join(filter(None, (user.get_short_name(), person.place)))),
    }


def main_menu(roles: frozenset[Role], path: str) -> list[tuple[str, str, str]]:
    """Return label, address and "page", "true" (the page lies below it) or "" for each entry the roles open."""
    entries = [(label, _address(name)) for label, name, shown_to in MENU if roles & shown_to]
    return [(str(label), url, _current(url, path)) for label, url in entries]


def read_person(user: User) -> Person:
    """Return the person's roles and place in one query, however many teams and organisations they belong to."""
    today = timezone.localdate()
    held = sorted((Held(*row) for row in _held(user)), key=lambda one: one.rank(today))
    roles = {Role(one.role) for one in held if not one.is_over(today)}
    if any(one.is_over(today) for one in held):
        # Who has left still reads the course pages and sees their own course, as an associate does.
        roles.add(Role.ASSOCIATE)
    return Person(roles=frozenset(roles), place=next((one.place for one in held if one.place), ""))


class Held(NamedTuple):
    """A role and where it is held; the dates are those of belonging to a team, also to one that has been left."""

    role: str
    place: str
    joined_on: date | None
    left_on: date | None

    def is_over(self, today: date) -> bool:
        """Whether it was held in a team that has been left."""
        return self.left_on is not None and self.left_on <= today

    def rank(self, today: date) -> tuple[int, int, int, str, str]:
        """Return what sorts it: teams of today, what is held elsewhere, teams left; of teams the latest first."""
        if self.joined_on is None:
            return (1, 0, 0, self.role, self.place)
        left_on = self.left_on or date.max
        return (2 * self.is_over(today), -left_on.toordinal(), -self.joined_on.toordinal(), self.role, self.place)


def _held(user: User) -> Iterable[tuple[Any, ...]]:
    """Return what gives the person a role: teams, memberships, supervising a team, being named on a session."""
    dateless = (Value(None, DateField()), Value(None, DateField()))
    teams = Participant.objects.filter(user=user.pk).values_list("team_role", "team__name", "joined_on", "left_on")
    memberships = Membership.objects.current().filter(user=user.pk)
    others = [
        memberships.values_list("role", "organisation__name", *dateless),
        supervised_teams(user).values_list(Value(Role.SUPERVISOR), Value(""), *dateless),
        trained_cohorts(user).values_list(Value(Role.TRAINER), Value(""), *dateless),
    ]
    # The teams stand first: from them the database takes what kind of columns these are.
    return teams.order_by().union(*(other.order_by() for other in others))


def _address(name: str) -> str:
    # The programmes are Wagtail pages; its address takes the path below the site's root.
    return reverse(name, args=[""] if name == "wagtail_serve" else [])


def _current(url: str, path: str) -> str:
    if path == url:
        return "page"
    return "true" if path.startswith(url) else ""
