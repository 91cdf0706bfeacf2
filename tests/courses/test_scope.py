"""What lies in whose scope, and what they may do there (design, section 8), asked of the querysets and permissions."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import TestCase
from django.utils import timezone

from courses.enums import ActivityKind, SessionState, TeamRole
from courses.models import Cohort, Participant, ProgrammePage, Session, Team
from courses.permissions import (
    may_manage_cohorts,
    may_on_cohort,
    may_on_session,
    may_on_team,
    may_read_standing,
    roles_on_cohort,
    roles_on_team,
)
from people.enums import OrganisationKind
from people.roles import Permission, Role
from tests import factories

if TYPE_CHECKING:
    from people.models import User

P = Permission
MODELS = (ProgrammePage, Cohort, Team, Participant, Session)
TODAY = timezone.localdate()


class ScopeTests(TestCase):
    """Two cohorts of one programme, two teams in the first, and a third cohort of somebody else's programme."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.programme, cls.foreign = factories.programme(), factories.programme()
        cls.first, cls.second = (factories.cohort(programme=cls.programme) for _ in range(2))
        cls.lolland = factories.team(cls.first, municipalities=["Lolland"])
        cls.toender = factories.team(cls.first, municipalities=["Tønder"])
        cls.later = factories.team(cls.second, municipalities=["Lolland"])
        cls.elsewhere = factories.team(factories.cohort(programme=cls.foreign))
        cls.shared = factories.session(cls.first, code="UDD1")
        cls.draft = factories.session(cls.first, code="UDD2", state=SessionState.DRAFT)
        cls.supervision = factories.session(cls.first, code="SUP1", team=cls.lolland, kind=ActivityKind.SUPERVISION)
        cls.neighbours = factories.session(cls.first, code="SUP1", team=cls.toender, kind=ActivityKind.SUPERVISION)
        cls.second_shared = factories.session(cls.second, code="UDD1")
        cls.staff = factories.participant(cls.lolland)
        cls.leader = factories.participant(cls.lolland, team_role=TeamRole.LEADER)
        cls.associate = factories.participant(cls.lolland, team_role=TeamRole.ASSOCIATE)
        cls.gone = factories.participant(cls.lolland, left_on=TODAY)
        cls.neighbour = factories.participant(cls.toender)
        cls.pupil = factories.participant(cls.later)
        cls.trainer, cls.supervisor = factories.user(), factories.user()
        cls.second_shared.trainers.add(cls.trainer)
        factories.supervisor(cls.lolland, user=cls.supervisor)
        cls.owner = factories.model_owner(cls.programme)

    def seen(self, user: User | AnonymousUser) -> tuple[set, ...]:
        """The programmes, cohorts, teams, participants and sessions in the person's scope."""
        return tuple(set(model.objects.visible_to(user)) for model in MODELS)

    def test_staff_leader_and_associate_see_their_own_team_and_what_is_published(self) -> None:
        team = {self.staff, self.leader, self.associate, self.gone}
        expected = ({self.programme}, {self.first}, {self.lolland}, team, {self.shared, self.supervision})
        for participant in (self.staff, self.leader, self.associate):
            assert self.seen(participant.user) == expected

    def test_who_has_left_sees_their_own_attendance_and_the_programme_alone(self) -> None:
        assert self.seen(self.gone.user) == ({self.programme}, set(), set(), {self.gone}, set())
        assert may_read_standing(self.gone.user, self.gone)

    def test_a_trainer_sees_the_cohorts_of_their_sessions(self) -> None:
        expected = ({self.programme}, {self.second}, {self.later}, {self.pupil}, {self.second_shared})
        assert self.seen(self.trainer) == expected

    def test_a_supervisor_sees_the_teams_assigned_today(self) -> None:
        team = {self.staff, self.leader, self.associate, self.gone}
        expected = ({self.programme}, {self.first}, {self.lolland}, team, {self.shared, self.supervision})
        assert self.seen(self.supervisor) == expected
        for dates in ({"until": TODAY}, {"since": TODAY + timedelta(days=1)}):
            not_today = factories.supervisor(self.lolland, **dates).user
            assert self.seen(not_today) == (set(), set(), set(), set(), set())

    def test_a_model_owner_sees_their_programmes_drafts_included(self) -> None:
        programmes, cohorts, teams, participants, sessions = self.seen(self.owner)
        assert (programmes, cohorts) == ({self.programme}, {self.first, self.second})
        assert teams == {self.lolland, self.toender, self.later}
        assert participants == {self.staff, self.leader, self.associate, self.gone, self.neighbour, self.pupil}
        assert sessions == {self.shared, self.draft, self.supervision, self.neighbours, self.second_shared}

    def test_a_role_counts_only_while_it_is_in_force(self) -> None:
        organisation = self.programme.owner_organisation
        for dates in ({"until": TODAY}, {"since": TODAY + timedelta(days=1)}):
            person = factories.membership(organisation=organisation, **dates).user
            assert self.seen(person) == (set(), set(), set(), set(), set())
        self.owner.is_active = False
        self.owner.save()
        assert not may_on_cohort(self.owner, P.ISSUE_CERTIFICATES, self.first)

    def test_authority_administrator_and_strangers_see_no_cohort(self) -> None:
        authority = factories.membership(
            organisation=factories.organisation(kind=OrganisationKind.AUTHORITY), role=Role.AUTHORITY
        ).user
        administrator = factories.membership(role=Role.ADMINISTRATOR).user
        for person in (authority, administrator, factories.user(), AnonymousUser()):
            assert self.seen(person) == (set(), set(), set(), set(), set())
            assert roles_on_team(person, self.lolland) == set()

    def test_an_editor_sees_all_programmes_and_nobody_in_them(self) -> None:
        editor = factories.membership(role=Role.EDITOR).user
        assert self.seen(editor) == ({self.programme, self.foreign}, set(), set(), set(), set())

    def test_nothing_is_seen_twice(self) -> None:
        factories.supervisor(self.lolland, user=self.owner)
        factories.participant(self.lolland, user=self.owner)
        self.shared.trainers.add(self.owner, self.trainer)
        for model in MODELS:
            found = list(model.objects.visible_to(self.owner))
            assert len(found) == len(set(found))

    def test_the_standing_is_read_by_oneself_the_leader_the_supervisor_and_the_model_owner(self) -> None:
        readers = [self.staff.user, self.leader.user, self.supervisor, self.owner]
        others = [self.associate.user, self.neighbour.user, self.trainer, self.gone.user, factories.user()]
        assert [may_read_standing(person, self.staff) for person in readers] == [True] * 4
        assert [may_read_standing(person, self.staff) for person in others] == [False] * 5
        assert not may_read_standing(self.leader.user, self.neighbour)
        assert not may_read_standing(self.trainer, self.pupil)

    def test_roles_are_read_from_the_team_the_cohort_and_the_assignment(self) -> None:
        assert roles_on_team(self.leader.user, self.lolland) == {Role.LEADER}
        assert roles_on_team(self.leader.user, self.toender) == set()
        assert roles_on_team(self.supervisor, self.lolland) == {Role.SUPERVISOR}
        assert roles_on_cohort(self.trainer, self.second) == {Role.TRAINER}
        assert roles_on_cohort(self.trainer, self.first) == set()
        assert roles_on_team(self.gone.user, self.lolland) == set()

    def test_a_leader_invites_to_their_own_team_only(self) -> None:
        assert may_on_team(self.leader.user, P.INVITE_TO_TEAM, self.lolland)
        assert not may_on_team(self.leader.user, P.INVITE_TO_TEAM, self.toender)
        assert not may_on_team(self.staff.user, P.INVITE_TO_TEAM, self.lolland)

    def test_only_the_model_owner_corrects_manages_and_issues(self) -> None:
        for permission in (P.CORRECT_REGISTER, P.MANAGE_COHORT, P.ISSUE_CERTIFICATES):
            assert may_on_cohort(self.owner, permission, self.first)
            for person in (self.trainer, self.supervisor, self.leader.user):
                assert not may_on_cohort(person, permission, self.first)
        assert not may_on_session(self.trainer, P.CORRECT_REGISTER, self.second_shared)
        assert may_manage_cohorts(self.owner)
        assert not may_manage_cohorts(self.trainer)
        assert not may_on_cohort(factories.model_owner(self.foreign), P.MANAGE_COHORT, self.first)


@pytest.mark.django_db
def test_asking_for_a_scope_takes_one_query(django_assert_num_queries: object) -> None:
    owner = factories.model_owner(factories.programme())
    for model in (Cohort, Team, Participant, Session):
        with django_assert_num_queries(1):
            list(model.objects.visible_to(owner))
