"""Participants across cohorts in the order of their names, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Value
from django.db.models.functions import Coalesce

from courses.models import Participant
from people.models import User

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from courses.models import Team


@dataclass(frozen=True)
class ParticipantSearch:
    """The participants of some teams, narrowed by a text in name or e-mail and a team role; empty narrows nothing."""

    teams: QuerySet[Team]
    text: str = ""
    role: str = ""

    def found(self) -> QuerySet[Participant]:
        """Return the participants in no particular order."""
        rows = Participant.objects.filter(team__in=self.teams).order_by()
        if self.role:
            rows = rows.filter(team_role=self.role)
        return rows.filter(user__in=self._people().order_by()) if self.text else rows

    def ids_by_name(self) -> QuerySet[Any, Any]:
        """Return the participants' ids by name.

        A page reads its own people alone, in the order of the index user_by_name, however many there are. Coalesce is
        what sees to that: it keeps the join an outer one, which the databases walk in order; an inner one they begin
        at the teams, collecting and sorting everybody for every page.
        """
        rows = self._people().annotate(
            participant=Coalesce("participations__pk", 0),
            in_team=Coalesce("participations__team", 0),
            in_role=Coalesce("participations__team_role", Value("")),
        )
        rows = rows.filter(in_team__in=self.teams)
        if self.role:
            rows = rows.filter(in_role=self.role)
        return rows.order_by("name", "pk", "participant").values_list("participant", flat=True)

    def _people(self) -> QuerySet[User]:
        return User.objects.matching(self.text) if self.text else User.objects.all()


class ParticipantPaginator(Paginator):
    """Pages of ids, counted without their order."""

    def __init__(self, search: ParticipantSearch, per_page: int) -> None:
        self.search = search
        super().__init__(search.ids_by_name(), per_page)

    @cached_property
    def count(self) -> int:
        """The number of participants found."""
        return self.search.found().count()


def participants_in_order(ids: Iterable[int]) -> list[Participant]:
    """Return the participants of the ids in their order, with person, team and cohort selected."""
    wanted = list(ids)
    rows = Participant.objects.filter(pk__in=wanted).select_related("user", "team__cohort").order_by()
    found = {row.pk: row for row in rows}
    return [found[pk] for pk in wanted if pk in found]
