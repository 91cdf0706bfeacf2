"""Tests of a record's way from the empty draft to the signature, and of what may be done to it then."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from courses.enums import SessionState, TeamRole
from people.policies import Refused
from people.roles import Role
from supervision.actions.actions import close_action, reopen_action
from supervision.actions.records import Incomplete, add_to_record, open_draft, save_draft, sign_record
from supervision.enums import ActionState, Approach
from supervision.layout import new_key
from supervision.merging import Change, mark
from supervision.models import Action, Case, Record, RecordDraft
from tests import factories
from tests.supervision import factories as made

if TYPE_CHECKING:
    from courses.models import Session, Team
    from people.models import User

pytestmark = pytest.mark.django_db


class Supervised:
    """A team with staff, leader and supervisor, the form in force, and a supervision held yesterday."""

    def __init__(self) -> None:
        self.team: Team = factories.team(factories.cohort(start_date=timezone.localdate() - timedelta(days=100)))
        self.form = made.follow_up_form(self.team.cohort.programme)
        self.supervisor: User = factories.user(name="Supervisor")
        factories.supervisor(self.team, user=self.supervisor)
        self.staff = factories.participant(self.team, name="Medarbejder")
        self.leader = factories.participant(self.team, name="Leder", team_role=TeamRole.LEADER)
        self.session = made.supervision(self.team, code="SUP2")
        factories.attendance(self.staff, self.session)

    def save(self, session: Session | None = None, **fields: str) -> None:
        """Write the fields into the draft; underscores in a name of several parts stand for hyphens."""
        changes = {_name(name): Change(mark(""), value) for name, value in fields.items()}
        save_draft(session=session or self.session, changes=changes, by=self.supervisor)

    def complete(self, session: Session | None = None, score: str = "4") -> None:
        """Write all that a plain supervision needs."""
        open_draft(session=session or self.session, by=self.supervisor)
        self.save(session, held_at="local", **{f"theme_{key}_score": score for key in made.KEYS})

    def sign(self, session: Session | None = None) -> Record:
        return sign_record(session=session or self.session, by=self.supervisor)

    def missing(self, session: Session | None = None) -> list[str]:
        with pytest.raises(Incomplete) as incomplete:
            self.sign(session)
        return [one.field for one in incomplete.value.missing]


def _name(name: str) -> str:
    return name if name in {"held_at", "leader_themes", "owner_people", "data_sheets"} else name.replace("_", "-")


@pytest.fixture
def supervised() -> Supervised:
    return Supervised()


def action_fields(supervised: Supervised, *, theme: str = "", due: str = "24-12-2031") -> dict[str, str]:
    key = new_key()
    return {
        f"action-{key}-what": "Invitere familien",
        f"action-{key}-responsible": str(supervised.staff.user_id),
        f"action-{key}-due": due,
        f"action-{key}-theme": theme,
    }


# -- the draft --------------------------------------------------------------------------------------------------------


def test_a_draft_is_begun_once_with_the_form_in_force(supervised: Supervised) -> None:
    newest = made.follow_up_form(supervised.team.cohort.programme, version=2)
    first = open_draft(session=supervised.session, by=supervised.supervisor)
    assert open_draft(session=supervised.session, by=supervised.supervisor) == first
    assert first.form == newest


def test_a_draft_keeps_the_form_that_it_was_begun_with(supervised: Supervised) -> None:
    supervised.complete()
    made.follow_up_form(supervised.team.cohort.programme, version=2)
    assert supervised.sign().form == supervised.form


@pytest.mark.parametrize("who", ["staff", "leader"])
def test_only_who_supervises_may_begin_save_and_sign(supervised: Supervised, who: str) -> None:
    person = getattr(supervised, who).user
    with pytest.raises(PermissionDenied):
        open_draft(session=supervised.session, by=person)
    supervised.complete()
    with pytest.raises(PermissionDenied):
        save_draft(session=supervised.session, changes={}, by=person)
    with pytest.raises(PermissionDenied):
        sign_record(session=supervised.session, by=person)


def test_the_model_owner_reads_and_does_not_write_supervisions(supervised: Supervised) -> None:
    with pytest.raises(PermissionDenied):
        open_draft(session=supervised.session, by=factories.model_owner(supervised.team.cohort.programme))


def test_a_substitute_writes_the_record_of_that_session_alone(supervised: Supervised) -> None:
    substitute, other = factories.user(), made.supervision(supervised.team, code="SUP3")
    supervised.session.trainers.add(substitute)
    assert open_draft(session=supervised.session, by=substitute).opened_by == substitute
    with pytest.raises(PermissionDenied):
        open_draft(session=other, by=substitute)


def test_an_assignment_that_has_ended_opens_nothing(supervised: Supervised) -> None:
    former = factories.user()
    factories.supervisor(supervised.team, user=former, until=timezone.localdate())
    with pytest.raises(PermissionDenied):
        open_draft(session=supervised.session, by=former)


@pytest.mark.parametrize("state", [SessionState.DRAFT, SessionState.CANCELLED])
def test_a_session_that_is_not_in_force_gets_no_record(supervised: Supervised, state: SessionState) -> None:
    session = made.supervision(supervised.team, code="SUP9", state=state)
    with pytest.raises(Refused):
        open_draft(session=session, by=supervised.supervisor)


def test_what_looks_like_a_cpr_number_is_refused_and_the_rest_is_saved(supervised: Supervised) -> None:
    open_draft(session=supervised.session, by=supervised.supervisor)
    number = f"0101{90}-{1234}"
    changes = {"challenges": Change(mark(""), f"Ung {number}"), "held_at": Change(mark(""), "local")}
    saved = save_draft(session=supervised.session, changes=changes, by=supervised.supervisor)
    assert set(saved.refused) == {"challenges"}
    assert number not in saved.refused["challenges"]
    assert RecordDraft.objects.get().fields == {"held_at": "local"}


@pytest.mark.parametrize(
    "name",
    [
        "nothing",
        "theme-Z-score",
        "leader_themes",
        "case-1-label",
        f"case-{'0' * 32}-what",
        f"carried-{'0' * 32}-reason",
    ],
)
def test_a_field_that_the_record_does_not_have_is_refused(supervised: Supervised, name: str) -> None:
    open_draft(session=supervised.session, by=supervised.supervisor)
    saved = save_draft(session=supervised.session, changes={name: Change(mark(""), "x")}, by=supervised.supervisor)
    assert set(saved.refused) == {name}


def test_a_row_may_not_take_the_key_of_a_case_that_the_team_sent_in(supervised: Supervised) -> None:
    case = made.case(supervised.session)
    open_draft(session=supervised.session, by=supervised.supervisor)
    changes = {f"case-{case.pk.hex}-label": Change(mark(""), "En anden")}
    assert save_draft(session=supervised.session, changes=changes, by=supervised.supervisor).refused


# -- signing ----------------------------------------------------------------------------------------------------------


def test_signing_writes_the_rows_and_the_draft_is_gone(supervised: Supervised) -> None:
    sent_in = made.case(supervised.session, sent_in_by=supervised.staff.user)
    own = new_key()
    supervised.complete()
    supervised.save(
        challenges="Lokalerne ligger langt væk",
        theme_C_note="Familien er med",
        **{
            f"case-{sent_in.pk.hex}-approach": "narrative",
            f"case-{sent_in.pk.hex}-agreed": "Skrive et brev",
            f"case-{own}-label": "K",
            f"case-{own}-question": "Hvem mangler vi?",
            f"case-{own}-approach": "systemic",
            f"case-{own}-agreed": "Invitere skolen",
        },
        **action_fields(supervised),
    )
    record = supervised.sign()
    assert not RecordDraft.objects.exists()
    assert (record.held_at, record.challenges) == ("local", "Lokalerne ligger langt væk")
    assert list(record.ratings.values_list("theme__key", "score", "note")) == [
        ("A", 4, ""),
        ("B", 4, ""),
        ("C", 4, "Familien er med"),
        ("D", 4, ""),
        ("E", 4, ""),
    ]
    taken_up = [(case.label, case.approach, case.agreed) for case in supervised.session.cases.taken_up()]
    assert taken_up == [
        ("Sagen om M", Approach.NARRATIVE, "Skrive et brev"),
        ("K", Approach.SYSTEMIC, "Invitere skolen"),
    ]
    action = record.actions.get()
    assert (action.responsible, action.due, action.state) == (supervised.staff.user, date(2031, 12, 24), "open")


def test_a_case_that_was_not_taken_up_stays_as_it_was_sent_in(supervised: Supervised) -> None:
    case = made.case(supervised.session)
    supervised.complete()
    supervised.sign()
    assert Case.objects.get() == case
    assert not Case.objects.taken_up().exists()


def test_every_theme_needs_a_score_or_the_reason_why_not(supervised: Supervised) -> None:
    open_draft(session=supervised.session, by=supervised.supervisor)
    supervised.save(held_at="online", theme_A_score="3", theme_B_score="0", theme_B_note="Vi nåede det ikke")
    supervised.save(theme_C_note="En note alene er ingen vurdering", theme_D_score="0")
    assert supervised.missing() == ["theme-C-score", "theme-D-note", "theme-E-score"]


def test_nothing_is_written_when_something_is_missing(supervised: Supervised) -> None:
    open_draft(session=supervised.session, by=supervised.supervisor)
    supervised.missing()
    assert RecordDraft.objects.exists()
    assert not Record.objects.exists()


def test_a_theme_that_has_fallen_needs_an_action_about_it(supervised: Supervised) -> None:
    before = made.supervision(supervised.team, code="SUP1", on=timezone.localdate() - timedelta(days=40))
    made.record(before, form=supervised.form, scores=dict.fromkeys(made.KEYS, 4))
    supervised.complete(score="4")
    changes = {"theme-D-score": Change(mark("4"), "3")}
    save_draft(session=supervised.session, changes=changes, by=supervised.supervisor)
    assert supervised.missing() == ["theme-D-score"]
    supervised.save(**action_fields(supervised, theme="C"))
    assert supervised.missing() == ["theme-D-score"]
    supervised.save(**action_fields(supervised, theme="D"))
    assert supervised.sign().actions.count() == 2


def test_an_action_that_is_open_already_answers_for_a_theme_that_falls(supervised: Supervised) -> None:
    before = made.supervision(supervised.team, code="SUP1", on=timezone.localdate() - timedelta(days=40))
    record = made.record(before, form=supervised.form, scores={"D": 4})
    action = made.action(record, theme=supervised.form.themes.get(key="D"))
    supervised.complete(score="3")
    supervised.save(**{f"carried-{action.pk.hex}-outcome": "done"})
    assert supervised.missing() == ["theme-D-score"]
    changes = {f"carried-{action.pk.hex}-outcome": Change(mark("done"), "")}
    save_draft(session=supervised.session, changes=changes, by=supervised.supervisor)
    assert supervised.sign()


def test_half_a_case_and_half_an_action_are_missing_their_other_half(supervised: Supervised) -> None:
    case, action = new_key(), new_key()
    supervised.complete()
    supervised.save(**{f"case-{case}-label": "M", f"action-{action}-what": "Ringe", f"action-{action}-due": "i morgen"})
    assert supervised.missing() == [
        f"case-{case}-question",
        f"case-{case}-approach",
        f"case-{case}-agreed",
        f"action-{action}-responsible",
        f"action-{action}-due",
    ]


def test_an_action_is_not_due_before_it_was_agreed(supervised: Supervised) -> None:
    supervised.complete()
    supervised.save(**action_fields(supervised, due="01.01.2020"))
    assert [field.rpartition("-")[2] for field in supervised.missing()] == ["due"]


def test_an_extended_supervision_needs_its_themes_for_the_leaders(supervised: Supervised) -> None:
    session = made.supervision(supervised.team, code="SUP4", extended=True)
    factories.attendance(supervised.leader, session)
    owner = factories.model_owner(supervised.team.cohort.programme)
    supervised.complete(session)
    assert supervised.missing(session) == ["leader_themes"]
    supervised.save(session, leader_themes="Normering", owner_people=f"{owner.pk},{supervised.staff.user_id}")
    assert list(supervised.sign(session).owner_people.all()) == [owner]


def test_a_record_waits_for_the_register_and_for_the_session(supervised: Supervised) -> None:
    without = made.supervision(supervised.team, code="SUP3")
    supervised.complete(without)
    with pytest.raises(Refused, match="Protokollen"):
        supervised.sign(without)
    ahead = made.supervision(supervised.team, code="SUP5", on=timezone.localdate() + timedelta(days=5))
    supervised.complete(ahead)
    with pytest.raises(Refused):
        supervised.sign(ahead)


def test_a_signed_record_is_not_opened_saved_or_signed_again(supervised: Supervised) -> None:
    supervised.complete()
    supervised.sign()
    session = type(supervised.session).objects.get(pk=supervised.session.pk)
    for again in (
        lambda: open_draft(session=session, by=supervised.supervisor),
        lambda: save_draft(session=session, changes={}, by=supervised.supervisor),
        lambda: sign_record(session=session, by=supervised.supervisor),
    ):
        with pytest.raises(Refused):
            again()


# -- afterwards -------------------------------------------------------------------------------------------------------


def test_an_addition_is_named_and_leaves_the_record_alone(supervised: Supervised) -> None:
    supervised.complete()
    record = supervised.sign()
    added = add_to_record(record=record, text=" Husk skolen ", about_cases=False, by=supervised.supervisor)
    assert (added.text, added.added_by, added.about_cases) == ("Husk skolen", supervised.supervisor, False)
    with pytest.raises(PermissionDenied):
        add_to_record(record=record, text="Nej", about_cases=False, by=supervised.leader.user)


def agreed(supervised: Supervised) -> Action:
    supervised.complete()
    supervised.save(**action_fields(supervised))
    return supervised.sign().actions.get()


@pytest.mark.parametrize("who", ["staff", "leader"])
def test_who_is_responsible_or_leads_the_team_says_that_an_action_is_done(supervised: Supervised, who: str) -> None:
    person = getattr(supervised, who).user
    action = close_action(action=agreed(supervised), state=ActionState.DONE, by=person)
    assert (action.state, action.closed_by) == ("done", person)


def test_a_colleague_does_not_close_somebody_elses_action(supervised: Supervised) -> None:
    colleague = factories.participant(supervised.team)
    with pytest.raises(PermissionDenied):
        close_action(action=agreed(supervised), state=ActionState.DONE, by=colleague.user)


def test_only_who_agreed_on_an_action_drops_it_and_with_a_reason(supervised: Supervised) -> None:
    action = agreed(supervised)
    with pytest.raises(PermissionDenied):
        close_action(action=action, state=ActionState.DROPPED, reason="Nej", by=supervised.leader.user)
    with pytest.raises(Refused):
        close_action(action=action, state=ActionState.DROPPED, reason=" ", by=supervised.supervisor)
    dropped = close_action(action=action, state=ActionState.DROPPED, reason="Flyttet", by=supervised.supervisor)
    assert (dropped.state, dropped.reason) == ("dropped", "Flyttet")


def test_an_action_is_opened_again_by_the_supervisor(supervised: Supervised) -> None:
    action = close_action(action=agreed(supervised), state=ActionState.DONE, by=supervised.staff.user)
    with pytest.raises(PermissionDenied):
        reopen_action(action=action, by=supervised.staff.user)
    again = reopen_action(action=action, by=supervised.supervisor)
    assert (again.state, again.closed_at, again.closed_by) == ("open", None, None)


def test_a_role_elsewhere_opens_nothing_here(supervised: Supervised) -> None:
    stranger = factories.user()
    factories.membership(user=stranger, role=Role.SUPERVISOR)
    with pytest.raises(PermissionDenied):
        open_draft(session=supervised.session, by=stranger)
