"""Earlier supervisions go in as records that are signed, stand in the themes' history and change nobody's standing."""

from __future__ import annotations

from datetime import date, timedelta
from time import process_time
from typing import TYPE_CHECKING

import pytest
from auditlog.models import LogEntry
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.enums import ActivityKind, Audience, CohortState, SessionState
from courses.models import Participant, Session
from courses.standings import evaluate_participants
from courses.tables import read_table
from people.models import Organisation
from people.policies import Refused
from supervision.actions.record_import import ChangesDiffer, import_records
from supervision.enums import HeldAt, Source
from supervision.models import Notice, Rating, Record
from tests import factories
from tests.supervision import factories as made
from tests.supervision.earlier import HELD, Earlier, as_workbook

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
ROW = "01.10.2024;Lolland;180;lokalt;solveig@example.dk;3;4;;2;5;Svært at nå forældrene"


@pytest.fixture
def earlier() -> Earlier:
    return Earlier().with_form()


def scores_of(record: Record) -> dict[str, int | None]:
    return {rating.theme.key: rating.score for rating in record.ratings.select_related("theme")}


def test_a_row_becomes_a_signed_record_of_a_session_that_does_not_count(earlier: Earlier) -> None:
    before = timezone.now()
    assert earlier.load(ROW).summary == "1 earlier supervision: 1 new, 0 unchanged."
    session, record = Session.objects.get(), Record.objects.get()
    assert (session.code, session.title, session.team) == ("TSUP1", "Tidligere supervision", earlier.lolland)
    assert (session.kind, session.audience) == (ActivityKind.SUPERVISION, Audience.STAFF)
    assert (session.starts_at, session.minutes) == (factories.moment(HELD, 9), 180)
    assert session.ends_at == factories.moment(HELD, 12)
    assert (session.state, session.counts, session.fixed) == (SessionState.PUBLISHED, False, True)
    assert (session.module, session.activity, session.place) == (None, None, "Lolland")
    assert (record.session, record.source, record.signed_by) == (session, Source.IMPORT, earlier.supervisor)
    assert record.signed_at >= before
    assert (record.held_at, record.challenges) == (HeldAt.LOCAL, "Svært at nå forældrene")
    assert scores_of(record) == {"A": 3, "B": 4, "D": 2, "E": 5}
    assert not Notice.objects.exists()


def test_english_headers_in_any_order_and_case_a_municipality_and_names_are_read_too(earlier: Earlier) -> None:
    headers = "a;NOTE;Supervisor;PLACE;municipality;minutes;Date"
    earlier.load("4;;Knud former;Copenhagen;Hjørring Kommune;2½ t;2024-10-01", headers=headers)
    record = Record.objects.get()
    assert (record.signed_by, record.held_at) == (earlier.former, HeldAt.MODEL_OWNER)
    assert (record.session.team, record.session.minutes) == (earlier.shared, 150)
    assert record.session.place == earlier.cohort.programme.owner_organisation.name
    assert scores_of(record) == {"A": 4}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Lokalt", HeldAt.LOCAL),
        ("i kommunen", HeldAt.LOCAL),
        ("hos modelejer", HeldAt.MODEL_OWNER),
        ("København", HeldAt.MODEL_OWNER),
        ("ONLINE", HeldAt.ONLINE),
    ],
)
def test_places_are_read_as_people_write_them(earlier: Earlier, text: str, place: HeldAt) -> None:
    (new,) = earlier.plan(f"01.10.2024;Lolland;180;{text};Solveig Holm;;;;;;").new
    assert new.held_at == place


def test_a_list_from_excel_says_the_same(earlier: Earlier) -> None:
    row = (HELD, "Lolland", 180, "lokalt", "solveig@example.dk", 3, 4, None, 2, 5.0, "Svært at nå forældrene")
    table = read_table(as_workbook(row), "a.xlsx")
    assert len(import_records(table=table, cohort=earlier.cohort, by=earlier.owner).new) == 1
    assert (earlier.plan(ROW).new, earlier.plan(ROW).unchanged) == ((), 1)


def test_from_the_programmes_extended_minutes_on_it_is_an_extended_supervision(earlier: Earlier) -> None:
    earlier.load(
        "01.10.2024;Lolland;299;lokalt;Solveig Holm;;;;;;",
        "01.11.2024;Lolland;300;lokalt;Solveig Holm;;;;;;",
    )
    plain, extended = Session.objects.order_by("starts_at")
    assert plain.kind == ActivityKind.SUPERVISION
    assert (extended.kind, extended.audience) == (ActivityKind.EXTENDED_SUPERVISION, Audience.STAFF_AND_LEADERS)


def test_codes_follow_the_time_in_each_team_and_go_on_with_the_next_list(earlier: Earlier) -> None:
    earlier.load(
        "01.11.2024;Lolland;180;lokalt;Solveig Holm;;;;;;",
        "01.10.2024;Lolland;180;lokalt;Solveig Holm;;;;;;",
        "05.10.2024;Tønder;180;lokalt;Solveig Holm;;;;;;",
    )
    earlier.load("15.10.2024;Lolland;180;lokalt;Solveig Holm;;;;;;")
    codes = {(one.team.name, one.starts_at.date()): one.code for one in Session.objects.select_related("team")}
    assert codes == {
        ("Lolland", date(2024, 10, 1)): "TSUP1",
        ("Lolland", date(2024, 11, 1)): "TSUP2",
        ("Lolland", date(2024, 10, 15)): "TSUP3",
        ("Tønder + Hjørring", date(2024, 10, 5)): "TSUP1",
    }


def test_a_supervision_in_the_plan_gets_the_record_and_keeps_its_own_minutes(earlier: Earlier) -> None:
    planned = made.supervision(earlier.lolland, on=HELD)
    changes = earlier.load(ROW.replace("180", "150"))
    assert changes.made_sessions == []
    assert changes.warnings == ("The plan has other minutes than the file, and keeps them. Rows: 2.",)
    assert Record.objects.get().session == planned
    planned.refresh_from_db()
    assert planned.minutes == 180


def test_what_is_not_in_force_or_no_supervision_or_another_teams_is_left_alone(earlier: Earlier) -> None:
    made.supervision(earlier.lolland, code="SUP1", on=HELD, state=SessionState.DRAFT)
    made.supervision(earlier.lolland, code="SUP2", on=HELD, state=SessionState.CANCELLED)
    made.supervision(earlier.shared, code="SUP1", on=HELD)
    made.consultation(earlier.lolland, on=HELD)
    factories.session(earlier.cohort, code="UDD1", on=HELD)
    earlier.load(ROW)
    assert Record.objects.get().session.code == "TSUP1"


def test_the_same_list_changes_nothing_the_second_time(earlier: Earlier) -> None:
    made.supervision(earlier.shared, on=HELD)
    rows = [ROW, "01.10.2024;Tønder;180;online;Knud Former;1;;;;;", "04.12.2024;Lolland;300;online;Knud Former;;;;;;"]
    earlier.load(*rows)
    before = [list(model.objects.order_by("pk").values_list()) for model in (Session, Record, Rating, LogEntry)]
    again = earlier.load(*reversed(rows))
    assert again.summary == "3 earlier supervisions: 0 new, 3 unchanged."
    assert [list(model.objects.order_by("pk").values_list()) for model in (Session, Record, Rating, LogEntry)] == before


def test_an_empty_score_or_note_says_nothing_about_a_record_that_stands(earlier: Earlier) -> None:
    earlier.load(ROW)
    assert earlier.plan("01.10.2024;Lolland;180;lokalt;Solveig Holm;;;;;;").unchanged == 1
    assert earlier.plan(
        "01.10.2024;Lolland;180;lokalt;Solveig Holm", headers="Dato;Team;Minutter;Sted;Supervisor"
    ).unchanged


def test_nobodys_standing_changes_and_no_register_is_asked_for(earlier: Earlier) -> None:
    factories.participant(earlier.lolland)
    planned = made.supervision(earlier.lolland, code="SUP1", on=date(2024, 9, 10))
    people = Participant.objects.select_related("user", "team__cohort")
    before = [one.standing for one in evaluate_participants(people, at=timezone.now())]
    earlier.load(ROW)
    assert [one.standing for one in evaluate_participants(people, at=timezone.now())] == before
    assert list(Session.objects.awaiting_register(timezone.now())) == [planned]


def test_everything_that_is_written_is_under_audit_in_the_name_of_who_imports(earlier: Earlier) -> None:
    LogEntry.objects.all().delete()
    earlier.load(ROW)
    entries = LogEntry.objects.select_related("content_type")
    assert sorted(entry.content_type.model for entry in entries) == ["rating"] * 4 + ["record", "session"]
    assert {entry.actor for entry in entries} == {earlier.owner}


def test_only_who_manages_the_cohort_may_import(earlier: Earlier) -> None:
    table = read_table(b"Dato;Team;Minutter;Sted;Supervisor\n01.10.2024;Lolland;180;lokalt;Solveig Holm\n", "a.csv")
    others = [earlier.supervisor, factories.model_owner(factories.programme()), factories.administrator()]
    for person in [*others, factories.participant(earlier.lolland).user]:
        with pytest.raises(PermissionDenied):
            import_records(table=table, cohort=earlier.cohort, by=person)
    assert not Record.objects.exists()


def test_a_cohort_whose_plan_is_a_draft_takes_none(earlier: Earlier) -> None:
    earlier.cohort.state = CohortState.DRAFT
    earlier.cohort.save()
    with pytest.raises(Refused, match="The plan of H2024 has not been published yet"):
        earlier.load(ROW)


def test_what_was_shown_is_what_is_saved_or_it_is_shown_anew(earlier: Earlier) -> None:
    shown = earlier.plan(ROW).fingerprint
    made.supervision(earlier.lolland, on=HELD)
    with pytest.raises(ChangesDiffer) as differing:
        earlier.load(ROW, fingerprint=shown)
    assert not Record.objects.exists()
    earlier.load(ROW, fingerprint=differing.value.changes.fingerprint)
    assert Record.objects.get().session.code == "SUP1"


def test_no_form_is_needed_where_nothing_is_scored() -> None:
    earlier = Earlier()
    earlier.load(ROW.replace(";3;4;;2;5;", ";;;;;;"))
    assert Record.objects.get().form is None


def test_the_newest_version_of_the_form_takes_the_scores(earlier: Earlier) -> None:
    newest = made.follow_up_form(earlier.cohort.programme, version=2)
    earlier.load(ROW)
    assert {rating.theme.form for rating in Rating.objects.all()} == {newest}
    assert Record.objects.get().form == newest


def test_a_list_of_every_municipality_asks_as_little_as_a_short_one_and_is_quick(earlier: Earlier) -> None:
    towns = [
        one.name for one in Organisation.objects.municipalities().exclude(name__in=["Lolland", "Tønder", "Hjørring"])
    ]
    for town in towns:
        factories.team(earlier.cohort, municipalities=[town])
    days = [(HELD + timedelta(days=30 * number)).isoformat() for number in range(6)]
    rows = [f"{day};{town};180;lokalt;Solveig Holm;3;4;2;2;5;Det gik godt" for town in towns for day in days][:500]
    earlier.load(rows[0])
    few = questions_of(lambda: earlier.load(rows[1]))
    few_again = questions_of(lambda: earlier.load(rows[1]))
    began = process_time()
    many = questions_of(lambda: earlier.load(*rows))
    assert process_time() - began < 3
    assert (Record.objects.count(), Rating.objects.count()) == (500, 2500)
    assert many == few
    assert questions_of(lambda: earlier.load(*rows)) == few_again


def questions_of(work: Callable[[], object]) -> int:
    """How often the work asks the database; how many rows fit into an insert is the database's own business."""
    with CaptureQueriesContext(connection) as captured:
        work()
    return len([query for query in captured.captured_queries if not query["sql"].startswith("INSERT")])
