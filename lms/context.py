"""What every page shows around its content: the person's main menu, and who is logged in from where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from courses.models import Participant
from courses.scope import supervised_teams, trained_cohorts
from lms.waiting import NOTHING, waiting_for
from people.models import Membership, User
from people.roles import GRANTS, Permission, Role

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.functional import _StrPromise

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
    """Return the person's roles and place in three queries, however many teams and organisations they belong to."""
    memberships = list(Membership.objects.current().filter(user=user.pk).values_list("role", "organisation__name"))
    teams = list(
        Participant.objects.filter(user=user.pk)
        .order_by(F("left_on").desc(nulls_first=True), "-joined_on")
        .values_list("team_role", "left_on", "team__name")
    )
    today = timezone.localdate()
    live = [(role, team) for role, left_on, team in teams if left_on is None or left_on > today]
    roles = {Role(role) for role, _place in (*memberships, *live)} | _assigned_roles(user)
    if len(live) < len(teams):
        # Who has left still reads the course pages and sees their own course, as an associate does.
        roles.add(Role.ASSOCIATE)
    places = [place for _role, place in (*live, *memberships)] + [team for _role, _left_on, team in teams]
    return Person(roles=frozenset(roles), place=places[0] if places else "")


def _assigned_roles(user: User) -> set[Role]:
    """Return the roles that follow from supervising a team or being named on a session."""
    asked = User.objects.filter(pk=user.pk)
    supervises, trains = asked.values_list(Exists(supervised_teams(user)), Exists(trained_cohorts(user))).get()
    return {role for role, holds in ((Role.SUPERVISOR, supervises), (Role.TRAINER, trains)) if holds}


def _address(name: str) -> str:
    # The programmes are Wagtail pages; its address takes the path below the site's root.
    return reverse(name, args=[""] if name == "wagtail_serve" else [])


def _current(url: str, path: str) -> str:
    if path == url:
        return "page"
    return "true" if path.startswith(url) else ""
