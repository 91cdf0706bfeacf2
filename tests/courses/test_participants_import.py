"""The list of participants: what goes in, what is refused, and that a second time changes nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from auditlog.models import LogEntry
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.actions.participants_import import ChangesDiffer, import_participants
from courses.enums import CohortState, TeamRole
from courses.imports.participant_rows import LONGEST
from courses.imports.participants import plan_import
from courses.models import Cohort, FteChange, Participant
from courses.tables import ImportFaults, read_table, write_xlsx
from people.models import User
from people.policies import Refused
from tests import factories

if TYPE_CHECKING:
    from courses.imports.participant_changes import ParticipantChanges

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

LIST = Path(__file__).parent.parent / "data" / "deltagere.csv"
HEADERS = "Navn;E-mail;Kommune;Rolle;Startdato;Slutdato;Årsværk;Uddannelse;Forældregruppe"


@pytest.fixture
def cohort() -> Cohort:
    """A cohort of the five municipalities of the shared list, one team each."""
    made = factories.cohort(code="H2024")
    for name in factories.MUNICIPALITIES:
        factories.team(made, municipalities=[name])
    return made


def take(cohort: Cohort, *rows: str, headers: str = HEADERS) -> ParticipantChanges:
    """Import the rows."""
    text = "\n".join([headers, *rows])
    return import_participants(table=read_table(text.encode(), "list.csv"), cohort=cohort, by=None)


def faults_of(cohort: Cohort, *rows: str, headers: str = HEADERS) -> list[str]:
    """Return the faults of the rows as sentences, after checking that nothing was changed."""
    before = list(Participant.objects.values()), list(User.objects.values()), list(FteChange.objects.values())
    with pytest.raises(ImportFaults) as raised:
        take(cohort, *rows, headers=headers)
    after = list(Participant.objects.values()), list(User.objects.values()), list(FteChange.objects.values())
    assert after == before
    return [str(fault) for fault in raised.value.faults]


def test_the_shared_list_goes_in_as_it_is(cohort: Cohort) -> None:
    changes = import_participants(table=read_table(LIST.read_bytes(), LIST.name), cohort=cohort, by=None)
    assert changes.summary == "27 participants: 27 new, 0 changed, 0 unchanged."
    assert changes.warnings == ()
    sizes = {team.name: team.participants.count() for team in cohort.teams.all()}
    assert sizes == {"Ringkøbing-Skjern": 4, "Hjørring": 5, "Lolland": 7, "Tønder": 5, "Helsingør": 6}
    emil = Participant.objects.get(user__email="emil.juhl@kommune.example")
    assert (emil.user.name, emil.team.name, emil.team_role) == ("Emil Juhl", "Hjørring", TeamRole.STAFF)
    assert (emil.joined_on, emil.left_on, emil.facilitator) == (factories.START, None, True)
    assert (emil.education, emil.municipality.name) == ("Socialrådgiver", "Hjørring")
    assert not emil.user.has_usable_password()
    tove = FteChange.objects.get(participant__user__email="tove.vestergaard@helsingoer.example")
    assert (tove.fte, tove.effective_on) == (Decimal("0.80"), factories.START)
    per_role = {role: Participant.objects.filter(team_role=role).count() for role in TeamRole}
    assert per_role == {TeamRole.STAFF: 20, TeamRole.LEADER: 5, TeamRole.ASSOCIATE: 2}
    assert Participant.objects.filter(facilitator=True).count() == 5


def test_the_same_list_a_second_time_changes_nothing(cohort: Cohort) -> None:
    table = read_table(LIST.read_bytes(), LIST.name)
    import_participants(table=table, cohort=cohort, by=None)
    entries = LogEntry.objects.count()
    changes = import_participants(table=table, cohort=cohort, by=None)
    assert changes.summary == "27 participants: 0 new, 0 changed, 27 unchanged."
    assert LogEntry.objects.count() == entries


def test_the_shared_list_as_xlsx_and_as_windows_1252_means_the_same(cohort: Cohort) -> None:
    table = read_table(LIST.read_bytes(), LIST.name)
    as_xlsx = write_xlsx(table.headers, [[row.cells[header] for header in table.headers] for row in table.rows], "List")
    as_cp1252 = LIST.read_bytes().decode("utf-8-sig").encode("cp1252")
    import_participants(table=table, cohort=cohort, by=None)
    for content in (as_xlsx, as_cp1252):
        changes = plan_import(read_table(content, "list"), cohort)
        assert (len(changes.new), len(changes.changed), changes.unchanged) == (0, 0, 27)


def test_english_headers_in_any_order_and_case_are_understood(cohort: Cohort) -> None:
    headers = "ROLE,municipality , Email,NAME,fte,joined,left,education,facilitator"
    changes = take(cohort, 'leader,0217,A@x.dk,Anna,"0,5",1/9-2024,2025-01-31,Pædagog,', headers=headers)
    anna = Participant.objects.get()
    assert changes.summary == "1 participant: 1 new, 0 changed, 0 unchanged."
    assert (anna.user.email, anna.team.name, anna.team_role) == ("a@x.dk", "Helsingør", "leader")
    assert (anna.joined_on, anna.left_on) == (date(2024, 9, 1), date(2025, 1, 31))


def test_a_code_that_a_spreadsheet_took_for_a_number_is_still_the_municipality(cohort: Cohort) -> None:
    take(cohort, "Anna;a@x.dk;217;medarbejder;;;;;")
    assert Participant.objects.get().municipality.name == "Helsingør"


def test_a_person_known_elsewhere_is_the_same_person(cohort: Cohort) -> None:
    known = factories.user(email="anna@x.dk", name="Anna Berg", password="a-long-password")
    take(cohort, "Anna Berg;ANNA@X.DK;Tønder;medarbejder;;;;;")
    assert Participant.objects.get().user == known
    known.refresh_from_db()
    assert known.check_password("a-long-password")


def test_a_person_known_by_another_name_is_renamed_with_a_warning(cohort: Cohort) -> None:
    factories.user(email="anna@x.dk", name="Anna Berg")
    changes = take(cohort, "Anna Holm;anna@x.dk;Tønder;medarbejder;;;;;")
    assert changes.warnings == ("Row 2: anna@x.dk is known as Anna Berg and will be called Anna Holm.",)
    assert User.objects.get(email="anna@x.dk").name == "Anna Holm"


def test_a_person_with_an_account_keeps_their_name_with_a_warning(cohort: Cohort) -> None:
    factories.user(email="anna@x.dk", name="Anna Berg", password="a-long-password")
    row = "Anna Holm;anna@x.dk;Tønder;medarbejder;;;;;"
    warning = "Row 2: anna@x.dk has an account in the name of Anna Berg and keeps that name."
    assert take(cohort, row).warnings == (warning,)
    again = take(cohort, row)
    assert (again.warnings, again.unchanged) == ((warning,), 1)
    assert User.objects.get(email="anna@x.dk").name == "Anna Berg"


def test_what_the_file_changes_is_told_and_written(cohort: Cohort) -> None:
    take(cohort, "Anna;a@x.dk;Tønder;medarbejder;;;1;Pædagog;x")
    table = read_table(f"{HEADERS}\nAnna Berg;A@x.dk;Tønder;leder;1.10.2024;1.5.2025;80 %;;".encode(), "list.csv")
    (change,) = plan_import(table, cohort).changed
    assert [str(one) for one in change.changes] == [
        "Name: Anna → Anna Berg",
        "Role: Staff → Leader",
        "Joined: 2 September 2024 → 1 October 2024",
        "Left: – → 1 May 2025",
        "Full-time equivalents: 1 → 0.8",
        "Education: Pædagog → –",
        "Facilitator: yes → no",
    ]
    import_participants(table=table, cohort=cohort, by=None)
    anna = Participant.objects.get()
    assert (anna.user.name, anna.team_role, anna.facilitator, anna.education) == ("Anna Berg", "leader", False, "")
    assert (anna.joined_on, anna.left_on) == (date(2024, 10, 1), date(2025, 5, 1))
    assert anna.fte_changes.get().fte == Decimal("0.80")
    assert plan_import(table, cohort).unchanged == 1


def test_the_file_corrects_the_staffing_in_force_and_leaves_earlier_staffing_alone(cohort: Cohort) -> None:
    take(cohort, "Anna;a@x.dk;Tønder;medarbejder;;;1;;")
    anna = Participant.objects.get()
    FteChange.objects.create(participant=anna, effective_on=date(2025, 1, 1), fte=Decimal("0.5"))
    take(cohort, "Anna;a@x.dk;Tønder;medarbejder;;;0,6;;")
    staffing = list(anna.fte_changes.values_list("effective_on", "fte"))
    assert staffing == [(factories.START, Decimal("1.00")), (date(2025, 1, 1), Decimal("0.60"))]


def test_columns_that_the_file_lacks_leave_what_is_known_alone(cohort: Cohort) -> None:
    take(cohort, "Anna;a@x.dk;Tønder;medarbejder;1.10.2024;1.5.2025;1;Pædagog;x")
    changes = take(cohort, "Anna;a@x.dk;Tønder;medarbejder", headers="Navn;E-mail;Kommune;Rolle")
    assert changes.unchanged == 1


def test_an_unknown_column_and_people_outside_the_file_are_named_in_warnings(cohort: Cohort) -> None:
    take(cohort, "Anna;a@x.dk;Tønder;medarbejder;;;;;")
    changes = take(cohort, "Bo;b@x.dk;Tønder;medarbejder;22", headers="Navn;E-mail;Kommune;Rolle;Telefon")
    assert changes.warnings == (
        "The column “Telefon” is not known and was left alone.",
        "1 participant is not in the file and stays as they are: Anna.",
    )


def test_of_many_outside_the_file_some_are_named(cohort: Cohort) -> None:
    take(cohort, *(f"Person {number};p{number}@x.dk;Tønder;medarbejder;;;;;" for number in range(8)))
    (warning,) = take(cohort, "Person 0;p0@x.dk;Tønder;medarbejder;;;;;").warnings
    named = "Person 1, Person 2, Person 3, Person 4, Person 5 and 2 more"
    assert warning == f"7 participants are not in the file and stay as they are: {named}."


def test_the_facilitator_can_pass_to_another_in_one_file(cohort: Cohort) -> None:
    take(cohort, "Anna;a@x.dk;Tønder;medarbejder;;;;;x", "Bo;b@x.dk;Tønder;medarbejder;;;;;")
    take(cohort, "Bo;b@x.dk;Tønder;medarbejder;;;;;x", "Anna;a@x.dk;Tønder;medarbejder;;;;;")
    assert Participant.objects.get(facilitator=True).user.email == "b@x.dk"
    take(cohort, "Bo;b@x.dk;Tønder;medarbejder;;1.6.2025;;;x", "Cy;c@x.dk;Tønder;medarbejder;;;;;x")
    assert Participant.objects.get(facilitator=True, left_on=None).user.email == "c@x.dk"


def test_somebody_who_comes_back_after_leaving_gets_a_row_of_their_own(cohort: Cohort) -> None:
    take(cohort, "Anna;a@x.dk;Tønder;medarbejder;;1.5.2025;;;")
    take(cohort, "Anna;a@x.dk;Tønder;medarbejder;1.9.2025;;;;")
    again = take(cohort, "Anna;a@x.dk;Tønder;medarbejder;1.9.2025;;;;")
    assert list(Participant.objects.order_by("joined_on").values_list("joined_on", "left_on")) == [
        (factories.START, date(2025, 5, 1)),
        (date(2025, 9, 1), None),
    ]
    assert again.unchanged == 1


def test_somebody_who_left_one_team_can_join_another(cohort: Cohort) -> None:
    take(cohort, "Anna;a@x.dk;Tønder;medarbejder;;1.5.2025;;;")
    take(cohort, "Anna;a@x.dk;Lolland;medarbejder;1.5.2025;;;;")
    assert Participant.objects.count() == 2


ANNA = "Anna;anna@x.dk;Tønder;medarbejder;;;;;"


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (";a@x.dk;Tønder;leder;;;;;", "Row 2, Navn: empty – expected a name."),
        (
            "Bo;;Tønder;leder;;;;;",
            "Row 2, E-mail: empty – expected an e-mail address such as name@municipality.dk.",
        ),
        (
            "Bo;bo at x.dk;Tønder;leder;;;;;",
            'Row 2, E-mail: "bo at x.dk" – expected an e-mail address such as name@municipality.dk.',
        ),
        (
            "Bo;b@x.dk;Odense;leder;;;;;",
            (
                'Row 2, Kommune: "Odense" – expected one of the cohort\'s municipalities '
                "(Helsingør, Hjørring, Lolland, Ringkøbing-Skjern, Tønder)."
            ),
        ),
        (
            "Bo;b@x.dk;Atlantis;leder;;;;;",
            (
                'Row 2, Kommune: "Atlantis" – expected a Danish municipality by name or code, one of the cohort\'s '
                "(Helsingør, Hjørring, Lolland, Ringkøbing-Skjern, Tønder)."
            ),
        ),
        (
            "Bo;b@x.dk;;leder;;;;;",
            (
                "Row 2, Kommune: empty – expected one of the cohort's municipalities "
                "(Helsingør, Hjørring, Lolland, Ringkøbing-Skjern, Tønder)."
            ),
        ),
        (
            "Bo;b@x.dk;Tønder;chef;;;;;",
            'Row 2, Rolle: "chef" – expected one of medarbejder, leder, makker (staff, leader, associate).',
        ),
        (
            "Bo;b@x.dk;Tønder;;;;;;",
            "Row 2, Rolle: empty – expected one of medarbejder, leder, makker (staff, leader, associate).",
        ),
        (
            "Bo;b@x.dk;Tønder;leder;31.2.2025;;;;",
            'Row 2, Startdato: "31.2.2025" – expected a date such as 24.12.2026.',
        ),
        (
            "Bo;b@x.dk;Tønder;leder;1.10.2024;30.9.2024;;;",
            'Row 2, Slutdato: "30.9.2024" – expected a date not before the start on 1 October 2024.',
        ),
        (
            "Bo;b@x.dk;Tønder;leder;;1.9.2024;;;",
            'Row 2, Slutdato: "1.9.2024" – expected a date not before the start on 2 September 2024.',
        ),
        (
            "Bo;b@x.dk;Tønder;leder;;;fuld;;",
            (
                'Row 2, Årsværk: "fuld" – expected a share of full time such as 1, 0,8 or 80 % '
                "(a percentage needs its percent sign)."
            ),
        ),
        ("Bo;b@x.dk;Tønder;leder;;;;=1+1;", 'Row 2, Uddannelse: "=1+1" – expected a value, not a formula.'),
        ("Bo;b@x.dk;Tønder;leder;;;;;x", 'Row 2, Forældregruppe: "x" – expected x for one of the staff only.'),
        ("Bo;b@x.dk;Tønder;leder;;;;;måske", 'Row 2, Forældregruppe: "måske" – expected x or nothing.'),
        (f"{'B' * 151};b@x.dk;Tønder;leder;;;;;", f'Row 2, Navn: "{"B" * 59}…" – expected at most 150 characters.'),
    ],
)
def test_each_bad_cell_is_one_clear_fault_and_nothing_changes(cohort: Cohort, row: str, fault: str) -> None:
    assert faults_of(cohort, row) == [fault]


def test_the_same_email_twice_is_refused_whatever_its_case(cohort: Cohort) -> None:
    assert faults_of(cohort, ANNA, "Bo;ANNA@x.dk;Lolland;leder;;;;;") == [
        'Row 3, E-mail: "ANNA@x.dk" – expected each person once; row 2 names them too.'
    ]


def test_two_facilitators_in_one_team_are_refused(cohort: Cohort) -> None:
    rows = ("Bo;b@x.dk;Tønder;medarbejder;;;;;x", "Cy;c@x.dk;Tønder;medarbejder;;;;;x")
    expected = ['Row 3, Forældregruppe: "x" – expected one facilitator in each team, and Bo is it.']
    assert faults_of(cohort, *rows) == expected


def test_a_second_facilitator_beside_one_outside_the_file_is_refused(cohort: Cohort) -> None:
    take(cohort, "Bo;b@x.dk;Tønder;medarbejder;;;;;x")
    assert faults_of(cohort, "Cy;c@x.dk;Tønder;medarbejder;;;;;x") == [
        'Row 2, Forældregruppe: "x" – expected one facilitator in each team, and Bo is it.'
    ]


def test_a_facilitator_cannot_become_leader_in_a_file_without_that_column(cohort: Cohort) -> None:
    take(cohort, "Bo;b@x.dk;Tønder;medarbejder;;;;;x")
    faults = faults_of(cohort, "Bo;b@x.dk;Tønder;leder", headers="Navn;E-mail;Kommune;Rolle")
    assert faults == ["Row 2, Forældregruppe: empty – expected x for one of the staff only."]


def test_a_person_in_another_team_of_the_cohort_is_refused(cohort: Cohort) -> None:
    take(cohort, ANNA)
    assert faults_of(cohort, "Anna;anna@x.dk;Lolland;medarbejder;;;;;") == [
        'Row 2, Kommune: "Lolland" – expected Tønder, where the person is a participant on these dates.'
    ]


def test_a_date_that_leaves_a_presence_outside_is_refused(cohort: Cohort) -> None:
    take(cohort, ANNA)
    anna = Participant.objects.select_related("team").get()
    session = factories.session(cohort, code="UDD1", on=date(2024, 10, 1))
    factories.attendance(anna, session)
    assert faults_of(cohort, "Anna;anna@x.dk;Tønder;medarbejder;2.10.2024;;;;") == [
        (
            'Row 2, Startdato: "2.10.2024" – expected another date: A presence is on record at UDD1 on 1 October 2024, '
            "outside these dates."
        )
    ]
    assert len(faults_of(cohort, "Anna;anna@x.dk;Tønder;medarbejder;;1.10.2024;;;")) == 1
    take(cohort, "Anna;anna@x.dk;Tønder;medarbejder;1.10.2024;2.10.2024;;;")


def test_all_faults_are_told_at_once_in_the_order_of_the_rows(cohort: Cohort) -> None:
    faults = faults_of(
        cohort,
        "Bo;b@x.dk;Tønder;medarbejder;;;;;x",
        ";b@x.dk;Odense;chef;32.1.2025;;7;=A1;x",
        "Cy;c@x.dk;Tønder;leder;1.2.2025;1.1.2025;;;x",
        "Di;d@x.dk;Tønder;medarbejder;nu;;;;x",
    )
    assert [fault.split(":")[0] for fault in faults] == [
        "Row 3, Uddannelse",
        "Row 3, Navn",
        "Row 3, Kommune",
        "Row 3, Rolle",
        "Row 3, Startdato",
        "Row 3, Årsværk",
        "Row 3, E-mail",
        "Row 4, Slutdato",
        "Row 4, Forældregruppe",
        "Row 5, Startdato",
        "Row 5, Forældregruppe",
    ]


def test_a_missing_column_is_named(cohort: Cohort) -> None:
    assert faults_of(cohort, "Anna;Tønder", headers="Navn;Kommune") == [
        "Row 1, E-mail: empty – expected a column with this header.",
        "Row 1, Rolle: empty – expected a column with this header.",
    ]


def test_a_cohort_without_teams_takes_nobody() -> None:
    (fault,) = faults_of(factories.cohort(), ANNA)
    assert fault == 'Row 2, Kommune: "Tønder" – expected one of the cohort\'s municipalities (it has none yet).'


def test_a_closed_cohort_takes_no_list(cohort: Cohort) -> None:
    cohort.state = CohortState.CLOSED
    cohort.save()
    with pytest.raises(Refused, match=r"^The cohort H2024 is closed\. Reopen it first\.$"):
        take(cohort, ANNA)


def test_changes_made_since_the_preview_are_not_overwritten(cohort: Cohort) -> None:
    table = read_table(f"{HEADERS}\n{ANNA}".encode(), "list.csv")
    shown = plan_import(table, cohort)
    take(cohort, "Anna Berg;anna@x.dk;Tønder;leder;;;;;")
    with pytest.raises(ChangesDiffer) as raised:
        import_participants(table=table, cohort=cohort, by=None, fingerprint=shown.fingerprint)
    assert len(raised.value.changes.changed) == 1
    assert Participant.objects.get().team_role == TeamRole.LEADER


def test_every_row_that_is_written_is_under_audit(cohort: Cohort) -> None:
    owner = factories.model_owner(cohort.programme)
    LogEntry.objects.all().delete()
    table = read_table(f"{HEADERS}\nAnna;anna@x.dk;Tønder;medarbejder;;;1;;".encode(), "list.csv")
    import_participants(table=table, cohort=cohort, by=owner)
    created = LogEntry.objects.filter(action=LogEntry.Action.CREATE, actor=owner)
    assert sorted(created.values_list("content_type__model", flat=True)) == ["ftechange", "participant", "user"]
    take(cohort, "Anna;anna@x.dk;Tønder;leder;;;0,5;;")
    updated = LogEntry.objects.filter(action=LogEntry.Action.UPDATE)
    assert sorted(updated.values_list("content_type__model", flat=True)) == ["ftechange", "participant"]


def test_reading_and_writing_a_list_takes_the_same_number_of_queries_for_one_and_for_many(cohort: Cohort) -> None:
    other = factories.cohort()
    factories.team(other, municipalities=["Tønder"])
    rows = [f"Person {number};p{number}@x.dk;Tønder;medarbejder;;;1;;" for number in range(60)]
    take(cohort, ANNA)
    with CaptureQueriesContext(connection) as for_one:
        take(cohort, rows[0])
    take(other, ANNA)
    with CaptureQueriesContext(connection) as for_many:
        take(other, *rows[1:])
    assert len(for_many) == len(for_one)


def test_the_limits_are_those_of_the_database() -> None:
    columns = {"name": User, "email": User, "education": Participant}
    assert {name: model._meta.get_field(name).max_length for name, model in columns.items()} == LONGEST


def test_the_command_imports_and_says_so_in_one_line(cohort: Cohort) -> None:
    out = StringIO()
    call_command("import_participants", str(LIST), "--cohort", "H2024", stdout=out)
    assert out.getvalue() == "27 participants: 27 new, 0 changed, 0 unchanged.\n"


def test_a_dry_run_says_what_would_change_and_changes_nothing(cohort: Cohort, tmp_path: Path) -> None:
    take(cohort, ANNA)
    file = tmp_path / "list.csv"
    file.write_text(f"{HEADERS}\nAnna;anna@x.dk;Tønder;leder;;;;;\nBo;b@x.dk;Lolland;leder;;;;;\n")
    out = StringIO()
    call_command("import_participants", str(file), "--cohort", "h2024", "--dry-run", stdout=out)
    assert out.getvalue().splitlines() == [
        "New: Bo (b@x.dk), Lolland",
        "Changed: Anna – Role: Staff → Leader",
        "Dry run, nothing saved: 2 participants: 1 new, 1 changed, 0 unchanged.",
    ]
    assert Participant.objects.get().team_role == TeamRole.STAFF


def test_the_command_lists_every_fault_and_fails(cohort: Cohort, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(f"{HEADERS}\n;anna@x.dk;Tønder;chef;;;;;\n")
    with pytest.raises(CommandError) as raised:
        call_command("import_participants", str(file), "--cohort", "H2024")
    assert str(raised.value).splitlines() == [
        "Row 2, Navn: empty – expected a name.",
        'Row 2, Rolle: "chef" – expected one of medarbejder, leder, makker (staff, leader, associate).',
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"%PDF-1.7\n", "list.csv is a PDF, not a table."),
        (b"x" * 10_000_000, "list.csv is larger than 5 MB."),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_a_sentence(
    cohort: Cohort, tmp_path: Path, content: bytes, sentence: str
) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(content)
    with pytest.raises(CommandError) as raised:
        call_command("import_participants", str(file), "--cohort", "H2024")
    assert str(raised.value).startswith(sentence)
    assert not Participant.objects.exists()


def test_an_unknown_cohort_and_a_missing_file_are_one_sentence_each(cohort: Cohort, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"^There is no cohort “H1999”\.$"):
        call_command("import_participants", str(LIST), "--cohort", "H1999")
    with pytest.raises(CommandError, match=r"cannot be read: No such file or directory\.$"):
        call_command("import_participants", str(tmp_path / "none.csv"), "--cohort", "H2024")
