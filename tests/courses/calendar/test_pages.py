"""The calendar feed and its page: whose sessions stand in it, what a change does to them, and who gets nothing."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from courses.actions.calendar import choose_preparation, renew_feed, start_feed, stop_feed
from courses.actions.plan import cancel_session, publish_plan, restore_session, save_session
from courses.enums import ActivityKind, Audience, CohortState, SessionState, TeamRole
from courses.models import CalendarFeed, ModulePage
from tests import factories
from tests.factories import day_of_programme

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries
    from pytest_django.fixtures import SettingsWrapper

    from courses.models import Session
    from people.models import User

pytestmark = pytest.mark.django_db

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
ITEM = "5f0c7d6e-8a43-4b70-9d3e-0d2d6b1c1f11"


def address(feed: CalendarFeed) -> str:
    return reverse("courses:calendar_feed", args=[feed.token])


def events(client: Client, person: User, *, preparation: bool = False) -> list[Any]:
    """Return the entries of the person's feed as the second parser reads them, fetched without a login."""
    feed = start_feed(by=person)
    choose_preparation(with_preparation=preparation, by=person)
    client.logout()
    response = client.get(address(feed))
    assert response.status_code == 200
    return vobject.readOne(response.content.decode()).contents.get("vevent", [])


def titles(client: Client, person: User) -> list[str]:
    return [event.summary.value.split(" · ")[0] for event in events(client, person)]


def only(client: Client, person: User) -> Any:
    (event,) = events(client, person)
    return event


def prepared_module(**item: Any) -> ModulePage:
    """A module with one text to read before the day."""
    value = {"title": "Læs om den motiverende samtale", "instructions": "", "minutes": 30, "days_before": 3} | item
    preparation = [{"type": "read", "value": value | {"document": None, "url": ""}, "id": ITEM}]
    return factories.module(factories.step(factories.programme()), code="UDD1", preparation=preparation)


class TestWhoseSessions:
    def test_a_participant_has_the_cohorts_and_the_teams_sessions_in_time_order(self, client: Client) -> None:
        participant = factories.participant()
        cohort = participant.team.cohort
        factories.session(cohort, title="Dag 2", on=day_of_programme(2))
        factories.session(cohort, title="Supervision", team=participant.team, on=day_of_programme(1))
        factories.session(cohort, title="Andres", team=factories.team(cohort, municipalities=["Tønder"]))
        factories.session(factories.cohort(), title="Andet hold")

        assert titles(client, participant.user) == ["Supervision", "Dag 2"]

    def test_what_is_not_for_the_participant_is_left_out(self, client: Client) -> None:
        participant = factories.participant()
        cohort = participant.team.cohort
        optional = factories.module(factories.step(cohort.programme, optional=True))
        factories.session(cohort, title="For ledere", audience=Audience.LEADERS)
        factories.session(cohort, title="Ikke valgt", module=optional)
        factories.exemption(participant, factories.session(cohort, title="Fritaget"))
        factories.session(cohort, title="Min dag")

        assert titles(client, participant.user) == ["Min dag"]

    def test_an_associate_comes_beside_the_staff(self, client: Client) -> None:
        participant = factories.participant(team_role=TeamRole.ASSOCIATE)
        factories.session(participant.team.cohort, title="Dag")
        factories.session(participant.team.cohort, title="Ledermøde", audience=Audience.LEADERS)

        assert titles(client, participant.user) == ["Dag"]

    def test_a_make_up_attended_in_another_cohort_is_kept(self, client: Client) -> None:
        participant = factories.participant()
        factories.attendance(participant, factories.session(factories.cohort(), title="Opsamling"))

        assert titles(client, participant.user) == ["Opsamling"]

    def test_drafts_and_what_was_cancelled_as_a_draft_reach_nobody(self, client: Client) -> None:
        participant = factories.participant()
        cohort = participant.team.cohort
        owner = factories.model_owner(cohort.programme)
        factories.session(cohort, state=SessionState.DRAFT)
        cancel_session(session=factories.session(cohort, state=SessionState.DRAFT), by=owner)

        assert titles(client, participant.user) == []

    def test_who_has_left_keeps_what_was_held_and_gets_nothing_new(self, client: Client) -> None:
        participant = factories.participant(left_on=day_of_programme(10))
        cohort = participant.team.cohort
        factories.session(cohort, title="Før", on=day_of_programme(9))
        factories.session(cohort, title="Dagen", on=day_of_programme(10))

        assert titles(client, participant.user) == ["Før"]

    def test_who_joined_late_does_not_get_what_had_been_held(self, client: Client) -> None:
        participant = factories.participant(joined_on=day_of_programme(10))
        factories.session(participant.team.cohort, title="Før", on=day_of_programme(9))
        factories.session(participant.team.cohort, title="Efter", on=day_of_programme(11))

        assert titles(client, participant.user) == ["Efter"]

    def test_a_trainer_has_the_sessions_they_teach(self, client: Client) -> None:
        cohort, trainer = factories.cohort(), factories.user()
        factories.session(cohort, title="Min", trainers=[trainer, factories.user()])
        factories.session(cohort, title="En andens")

        assert titles(client, trainer) == ["Min"]

    def test_a_supervisor_has_the_supervisions_of_their_teams_while_they_supervise_them(self, client: Client) -> None:
        team, supervisor = factories.team(), factories.user()
        factories.supervisor(team, user=supervisor, since=day_of_programme(0), until=day_of_programme(20))
        kinds = {"kind": ActivityKind.SUPERVISION, "team": team}
        factories.session(team.cohort, title="Supervision 1", on=day_of_programme(10), **kinds)
        factories.session(team.cohort, title="Supervision 2", on=day_of_programme(20), **kinds)
        factories.session(team.cohort, title="Statusmøde", on=day_of_programme(10), team=team)

        assert titles(client, supervisor) == ["Supervision 1"]

    def test_one_who_takes_part_and_teaches_has_each_session_once(self, client: Client) -> None:
        participant = factories.participant()
        session = factories.session(participant.team.cohort, trainers=[participant.user])
        factories.attendance(participant, session)

        assert len(events(client, participant.user)) == 1

    def test_it_takes_as_many_queries_for_a_hundred_sessions_as_for_one(
        self, client: Client, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        module, participant = prepared_module(), factories.participant()
        cohort = participant.team.cohort
        factories.session(cohort, module=module)
        feed = start_feed(by=participant.user)
        choose_preparation(with_preparation=True, by=participant.user)
        with django_assert_num_queries(8):
            client.get(address(feed))
        for number in range(1, 60):
            factories.session(cohort, module=module, on=day_of_programme(number))
        other = factories.participant(factories.team(), user=participant.user)
        factories.session(other.team.cohort)
        with django_assert_num_queries(8):
            assert client.get(address(feed)).content.count(b"BEGIN:VEVENT") == 121


class TestChanges:
    @pytest.fixture
    def day(self) -> Session:
        return factories.session(factories.cohort(), title="Dag 1", place="København", on=day_of_programme(5))

    def owner(self, day: Session) -> User:
        return factories.model_owner(day.cohort.programme)

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("title", "Dag 1, ny"),
            ("place", "Horsens"),
            ("starts_at", datetime(2024, 9, 7, 8, tzinfo=COPENHAGEN)),
            ("ends_at", datetime(2024, 9, 7, 18, tzinfo=COPENHAGEN)),
        ],
    )
    def test_what_the_calendar_shows_raises_the_sequence(self, field: str, value: object, day: Session) -> None:
        setattr(day, field, value)
        save_session(session=day, trainers=[], by=self.owner(day))

        day.refresh_from_db()
        assert day.sequence == 1

    def test_what_the_calendar_does_not_show_leaves_it(self, day: Session) -> None:
        day.minutes, day.counts = 300, False
        save_session(session=day, trainers=[factories.user()], by=self.owner(day))

        assert day.sequence == 0

    def test_a_new_title_does_not_fix_the_session(self, day: Session) -> None:
        day.title = "Dag 1, ny"
        save_session(session=day, trainers=[], by=self.owner(day))

        assert not day.fixed

    def test_the_entry_keeps_its_uid_while_it_is_moved_cancelled_and_restored(
        self, client: Client, day: Session, settings: SettingsWrapper
    ) -> None:
        settings.BASE_URL = "https://trappen.example"
        participant = factories.participant(factories.team(day.cohort))
        owner, seen = self.owner(day), [only(client, participant.user)]
        day.starts_at += timedelta(hours=1)
        save_session(session=day, trainers=[], by=owner)
        seen.append(only(client, participant.user))
        cancel_session(session=day, by=owner)
        seen.append(only(client, participant.user))
        restore_session(session=day, by=owner)
        seen.append(only(client, participant.user))

        assert {one.uid.value for one in seen} == {f"session-{day.pk}@trappen.example"}
        assert [one.sequence.value for one in seen] == ["0", "1", "2", "3"]
        assert [one.status.value for one in seen] == ["CONFIRMED", "CONFIRMED", "CANCELLED", "CONFIRMED"]
        assert seen[2].summary.value.startswith("Aflyst: Dag 1")
        stamps = [one.dtstamp.value for one in seen]
        assert stamps == sorted(set(stamps))

    def test_a_draft_may_change_as_often_as_it_likes_before_people_know_of_it(self, client: Client) -> None:
        cohort = factories.cohort(state=CohortState.DRAFT)
        participant = factories.participant(factories.team(cohort))
        owner = factories.model_owner(cohort.programme)
        day = factories.session(cohort, state=SessionState.DRAFT)
        day.place = "Horsens"
        save_session(session=day, trainers=[], by=owner)
        cancel_session(session=day, by=owner)
        assert titles(client, participant.user) == []
        restore_session(session=day, by=owner)
        publish_plan(cohort=cohort, by=owner)

        assert only(client, participant.user).sequence.value == "0"


class TestPreparation:
    def test_each_item_stands_on_its_day_where_it_is_wanted(self, client: Client) -> None:
        participant, module = factories.participant(), prepared_module(minutes=90, instructions="Side 1–20")
        session = factories.session(participant.team.cohort, module=module, title="Dag 1", on=date(2024, 10, 10))

        assert len(events(client, participant.user)) == 1
        day, deadline = events(client, participant.user, preparation=True)
        assert day.uid.value.startswith(f"session-{session.pk}@")
        assert deadline.uid.value.startswith(f"preparation-{session.pk}-{ITEM}@")
        assert deadline.dtstart.value == date(2024, 10, 7)
        assert deadline.summary.value == "Forbered: Læs om den motiverende samtale (Dag 1)"
        assert "Side 1–20" in deadline.description.value
        assert "1 time 30 min." in deadline.description.value

    def test_the_day_is_counted_back_from_the_date_in_copenhagen(self, client: Client) -> None:
        participant, module = factories.participant(), prepared_module(days_before=1)
        starts = datetime(2024, 10, 10, 0, 30, tzinfo=COPENHAGEN)
        factories.session(participant.team.cohort, module=module, starts_at=starts)

        assert events(client, participant.user, preparation=True)[1].dtstart.value == date(2024, 10, 9)

    def test_a_cancelled_session_needs_no_preparation(self, client: Client) -> None:
        participant, module = factories.participant(), prepared_module()
        session = factories.session(participant.team.cohort, module=module)
        cancel_session(session=session, by=factories.model_owner(session.cohort.programme))

        statuses = [one.status.value for one in events(client, participant.user, preparation=True)]
        assert statuses == ["CANCELLED", "CANCELLED"]

    def test_who_teaches_has_no_deadlines(self, client: Client) -> None:
        trainer = factories.user()
        factories.session(factories.cohort(), module=prepared_module(), trainers=[trainer])

        assert len(events(client, trainer, preparation=True)) == 1

    def test_publishing_the_module_again_raises_the_sequence(self, client: Client) -> None:
        participant, module = factories.participant(), prepared_module()
        factories.session(participant.team.cohort, module=module)
        before = int(events(client, participant.user, preparation=True)[1].sequence.value)
        module.save_revision().publish()

        assert int(events(client, participant.user, preparation=True)[1].sequence.value) > before

    def test_a_module_that_is_withdrawn_has_no_deadlines(self, client: Client) -> None:
        participant, module = factories.participant(), prepared_module()
        factories.session(participant.team.cohort, module=module)
        module.unpublish()

        assert len(events(client, participant.user, preparation=True)) == 1


class TestTheFeed:
    def test_it_is_a_private_calendar_file(self, client: Client) -> None:
        response = client.get(address(start_feed(by=factories.user())))

        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        assert response["Cache-Control"] == "private, no-cache"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'self'" in response["Content-Security-Policy"]
        assert "Set-Cookie" not in response

    def test_who_has_the_same_already_gets_304_until_something_changes(self, client: Client) -> None:
        participant = factories.participant()
        session = factories.session(participant.team.cohort)
        feed = start_feed(by=participant.user)
        etag = client.get(address(feed))["ETag"]

        assert client.get(address(feed), headers={"If-None-Match": etag}).status_code == 304
        cancel_session(session=session, by=factories.model_owner(session.cohort.programme))
        assert client.get(address(feed), headers={"If-None-Match": etag}).status_code == 200

    def test_it_speaks_the_persons_language_and_names_nobody_else(self, client: Client) -> None:
        participant = factories.participant(user=factories.user(language="en"))
        trainer = factories.user(name="Mette Holm")
        session = factories.session(participant.team.cohort, trainers=[trainer])
        factories.participant(participant.team, name="Bo Bak")
        cancel_session(session=session, by=factories.model_owner(session.cohort.programme))
        text = client.get(address(start_feed(by=participant.user))).content.decode()

        assert "Cancelled" in text
        assert "Mette" not in text
        assert "Bo Bak" not in text
        assert participant.user.email not in text

    def test_an_unknown_a_revoked_and_a_closed_persons_address_are_all_404(self, client: Client) -> None:
        stopped, closed = start_feed(by=factories.user()), start_feed(by=factories.user(is_active=False))
        stop_feed(by=stopped.user)

        assert client.get(reverse("courses:calendar_feed", args=["ukendt"])).status_code == 404
        assert client.get(address(stopped)).status_code == 404
        assert client.get(address(closed)).status_code == 404

    def test_it_is_limited_per_address(self, client: Client, settings: SettingsWrapper) -> None:
        settings.ACCOUNT_RATE_LIMITS = {"calendar": "2/m/ip"}
        feed = start_feed(by=factories.user())

        assert [client.get(address(feed)).status_code for _time in range(3)] == [200, 200, 429]

    def test_the_database_keeps_one_live_feed_per_person(self) -> None:
        feed = start_feed(by=factories.user())

        assert start_feed(by=feed.user) == feed
        with pytest.raises(IntegrityError), transaction.atomic():
            CalendarFeed.objects.create(user=feed.user)

    def test_a_new_address_closes_the_old_one_and_keeps_the_choice(self, client: Client) -> None:
        old = start_feed(by=factories.user())
        choose_preparation(with_preparation=True, by=old.user)
        new = renew_feed(by=old.user)

        assert new.token != old.token
        assert new.with_preparation
        assert client.get(address(old)).status_code == 404
        assert client.get(address(new)).status_code == 200


class TestThePage:
    def test_it_leads_from_no_address_to_one_to_another_and_to_none(self, client: Client) -> None:
        person = factories.user()
        client.force_login(person)
        page = reverse("courses:calendar_settings")
        assert "Lav min adresse" in client.get(page).content.decode()

        client.post(reverse("courses:calendar_start"))
        first = CalendarFeed.objects.live().get(user=person)
        assert first.token in client.get(page).content.decode()
        client.post(reverse("courses:calendar_change"), {"with_preparation": "on"})
        assert CalendarFeed.objects.live().get(user=person).with_preparation
        client.post(reverse("courses:calendar_change"), {})
        assert not CalendarFeed.objects.live().get(user=person).with_preparation

        client.post(reverse("courses:calendar_renew"))
        text = client.get(page).content.decode()
        assert first.token not in text
        assert CalendarFeed.objects.live().get(user=person).token in text
        client.post(reverse("courses:calendar_stop"))
        assert "Lav min adresse" in client.get(page).content.decode()

    def test_the_secret_address_stays_in_no_cache(self, client: Client) -> None:
        client.force_login(factories.user())

        assert "no-store" in client.get(reverse("courses:calendar_settings"))["Cache-Control"]

    def test_nobody_sees_or_changes_anothers_address(self, client: Client) -> None:
        other = start_feed(by=factories.user())
        client.force_login(factories.user())
        for name in ("calendar_start", "calendar_change", "calendar_renew", "calendar_stop"):
            client.post(reverse(f"courses:{name}"), {"with_preparation": "on"})
        other.refresh_from_db()

        assert other.token not in client.get(reverse("courses:calendar_settings")).content.decode()
        assert (other.revoked_at, other.with_preparation) == (None, False)

    def test_my_course_and_my_account_lead_to_it(self, client: Client) -> None:
        participant = factories.participant()
        factories.session(participant.team.cohort)
        client.force_login(participant.user)

        for name in ("courses:my_course", "people:profile"):
            text = client.get(reverse(name)).content.decode()
            assert f'<a href="{reverse("courses:calendar_settings")}">Få dine datoer i kalenderen</a>' in text


class TestOneSession:
    def test_it_downloads_and_is_offered_on_the_sessions_page(self, client: Client) -> None:
        participant = factories.participant()
        session = factories.session(participant.team.cohort, title="Dag 1", place="København")
        client.force_login(participant.user)
        url = reverse("courses:session_calendar", args=[session.pk])

        assert f'href="{url}">Føj til kalender</a>' in client.get(reverse("courses:session", args=[session.pk])).text
        response = client.get(url)
        found = vobject.readOne(response.content.decode()).vevent
        assert found.location.value == "København"
        assert abs(found.dtstamp.value - timezone.now()) < timedelta(minutes=1)
        assert response["Content-Disposition"] == f'attachment; filename="trappen-{session.pk}.ics"'

    def test_it_has_the_uid_of_the_feed(self, client: Client) -> None:
        participant = factories.participant()
        session = factories.session(participant.team.cohort)
        in_feed = only(client, participant.user).uid.value
        client.force_login(participant.user)
        downloaded = client.get(reverse("courses:session_calendar", args=[session.pk])).content.decode()

        assert vobject.readOne(downloaded).vevent.uid.value == in_feed

    def test_a_draft_and_anothers_session_cannot_be_downloaded(self, client: Client) -> None:
        participant = factories.participant()
        client.force_login(factories.model_owner(participant.team.cohort.programme))
        draft = factories.session(participant.team.cohort, state=SessionState.DRAFT)
        other = factories.session(factories.cohort())

        assert client.get(reverse("courses:session_calendar", args=[draft.pk])).status_code == 404
        assert client.get(reverse("courses:session_calendar", args=[other.pk])).status_code == 404
