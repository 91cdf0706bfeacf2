"""The evaluation of a day: what is asked, who may answer and when, that nobody can tell whose it is, its figures."""

from __future__ import annotations

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django.core.exceptions import PermissionDenied
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from courses.actions.evaluation import Answer, evaluate, is_asked_to_evaluate, questions_of
from courses.enums import ActivityKind, AttendanceStatus, SessionState, TeamRole
from courses.evaluation.questions import EVALUATED_KINDS, FIXED_QUESTIONS, Question, asked_question
from courses.evaluation.results import ENOUGH, distributions, in_steps
from courses.models import Evaluated, Evaluation, Participant, Session
from people.policies import Refused
from tests import factories

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from people.models import User

FIXED = {question.key: question for question in FIXED_QUESTIONS}

# -- the figures ------------------------------------------------------------------------------------------------------

own_questions = st.sampled_from(
    [
        Question("a", "scale", "Did the film help?"),
        Question("a", "scale", "Did the films help?"),
        Question("b", "choice", "Where?", ("Here", "There")),
        Question("b", "choice", "Where?", ("Here", "There", "Elsewhere")),
    ]
)


@st.composite
def rows(draw: st.DrawFn) -> dict[str, Any]:
    asked = [*FIXED_QUESTIONS, *draw(st.lists(own_questions, max_size=2, unique_by=lambda question: question.key))]
    return {question.key: question.frozen(draw(st.integers(1, len(question.options)))) for question in asked}


@given(st.lists(rows(), max_size=14))
def test_the_figures_add_up_and_nothing_is_told_of_fewer_than_five(answers: list[dict[str, Any]]) -> None:
    given = given_after_each_other(answers)
    results = distributions(given)
    assert results.count == len(answers)
    if len(answers) < ENOUGH:
        assert results.distributions == ()
        return
    asked = Counter(asked_question(key, kept["asked"]) for row in answers for key, kept in row.items())
    assert {distribution.question for distribution in results.distributions} == set(asked)
    for distribution in results.distributions:
        question = distribution.question
        assert distribution.answered == ENOUGH * (asked[question] // ENOUGH)
        assert bool(distribution.shares) is (asked[question] >= ENOUGH)
        if distribution.shares:
            assert [share.label for share in distribution.shares] == list(question.options)
            assert abs(sum(share.permille for share in distribution.shares) - 1000) <= len(question.options)
        first = [
            row[question.key]["answer"]
            for row in answers
            if row.get(question.key, {}).get("asked") == question.frozen(1)["asked"]
        ]
        counted = Counter(first[: distribution.answered])
        for place, share in enumerate(distribution.shares, start=1):
            assert share.number == counted[place]


def given_after_each_other(answers: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    given: list[dict[str, Any]] = []
    for row in answers:
        given.append(in_steps(row, given))
    return given


def shown(answers: Iterable[Mapping[str, Any]]) -> Counter[tuple[Question, str]]:
    """Return how often each answer to each question is shown."""
    numbers: Counter[tuple[Question, str]] = Counter()
    for distribution in distributions(answers).distributions:
        for share in distribution.shares:
            numbers[distribution.question, str(share.label)] = share.number
    return numbers


def per_question(numbers: Counter[tuple[Question, str]]) -> Counter[Question]:
    total: Counter[Question] = Counter()
    for (question, _label), number in numbers.items():
        total[question] += number
    return total


@given(st.lists(rows(), max_size=24))
def test_no_two_results_differ_by_fewer_than_five_answers_to_a_question(answers: list[dict[str, Any]]) -> None:
    """Whoever looks after every single answer and subtracts learns of five at once, or of none."""
    given = given_after_each_other(answers)
    before: Counter[tuple[Question, str]] = Counter()
    for count in range(1, len(given) + 1):
        now = shown(given[:count])
        assert all(now[one] >= number for one, number in before.items()), "what was shown is never taken back"
        assert {number for number in per_question(now - before).values() if number} <= {ENOUGH}
        before = now


@given(st.lists(rows(), max_size=24))
def test_all_answers_are_shown_but_the_latest_up_to_four_of_a_question(answers: list[dict[str, Any]]) -> None:
    given = Counter(asked_question(key, kept["asked"]) for row in answers for key, kept in row.items())
    numbers = per_question(shown(given_after_each_other(answers)))
    assert numbers == Counter({question: ENOUGH * (count // ENOUGH) for question, count in given.items()})


@given(st.lists(rows(), min_size=5, max_size=9).map(given_after_each_other), st.randoms())
def test_the_order_of_the_questionnaires_leaves_no_trace(answers: list[dict[str, Any]], chance: Any) -> None:
    shuffled = [dict(chance.sample(list(row.items()), len(row))) for row in chance.sample(answers, len(answers))]
    assert distributions(shuffled) == distributions(answers)


def test_the_fixed_questions_come_first_and_in_their_order() -> None:
    own = Question("a", "scale", "A film")
    row = {key: question.frozen(1) for key, question in {"a": own, **FIXED}.items()}
    results = distributions(given_after_each_other([row] * 5))
    assert [one.question.key for one in results.distributions] == ["useful", "clear", "room", "next", "pace", "a"]


def test_answers_in_either_language_are_one_question() -> None:
    answers = []
    for language in ("da", "en", "da", "en", "da"):
        with translation.override(language):
            answers.append({key: question.frozen(2) for key, question in FIXED.items()})
    assert [one.answered for one in distributions(given_after_each_other(answers)).distributions] == [5] * 5


# -- who may answer, and when -----------------------------------------------------------------------------------------


def scale(text: str, key: str = "") -> tuple[str, dict[str, Any], str]:
    return "scale", {"question": text}, key or str(uuid4())


def choice(text: str, *options: str, key: str = "") -> tuple[str, dict[str, Any], str]:
    return "choice", {"question": text, "options": list(options)}, key or str(uuid4())


class Setting:
    """A training day with a question of the editor's own; five staff were there, one was not."""

    def __init__(self) -> None:
        self.programme = factories.programme()
        self.module = factories.module(factories.step(self.programme), code="UDD1")
        self.ask(scale("The film helped."))
        self.cohort = factories.cohort(programme=self.programme)
        self.team = factories.team(self.cohort, municipalities=["Lolland"])
        self.trainer = factories.user()
        on = factories.day_of_programme(30)
        self.day = factories.session(self.cohort, on=on, module=self.module, trainers=[self.trainer])
        self.people = [factories.participant(self.team, name=f"Navn {number}") for number in range(6)]
        self.ida, *_others, self.absent = self.people
        for person in self.people[:-1]:
            factories.attendance(person, self.day, by=self.trainer)
        factories.attendance(self.absent, self.day, status=AttendanceStatus.ABSENT, by=self.trainer)
        self.after = self.day.ends_at

    def ask(self, *blocks: tuple[str, dict[str, Any], str]) -> None:
        self.module.evaluation = [{"type": kind, "value": value, "id": key} for kind, value, key in blocks]
        self.module.save()

    def answers(self, session: Session | None = None, **numbers: int) -> list[Answer]:
        return [
            Answer(question, numbers.get(question.key, 2))
            for question in questions_of(Session.objects.get(pk=(session or self.day).pk))
        ]

    def evaluate(self, who: Participant | User, *, session: Session | None = None, **options: Any) -> None:
        person = who.user if isinstance(who, Participant) else who
        defaults = {"at": self.after, "answers": self.answers(session)}
        evaluate(session=session or self.day, by=person, **defaults | options)

    def refused(self, who: Participant | User, message: str, **options: Any) -> None:
        before = Evaluation.objects.count(), Evaluated.objects.count()
        with pytest.raises(Refused, match=message):
            self.evaluate(who, **options)
        assert (Evaluation.objects.count(), Evaluated.objects.count()) == before


@pytest.fixture
def setting(db: None, english: None) -> Setting:
    return Setting()


def kept() -> Sequence[Mapping[str, Any]]:
    return list(Evaluation.objects.values_list("answers", flat=True))


def test_the_answers_are_kept_with_what_was_asked(setting: Setting) -> None:
    setting.ask(scale("The film helped.", "k1"), choice("Where?", "Here", "There", key="k2"))
    setting.evaluate(setting.ida, answers=setting.answers(useful=5, pace=3, k1=4))
    assert kept() == [
        {
            "useful": {"asked": {"kind": "scale"}, "answer": 5, "step": 0},
            "clear": {"asked": {"kind": "scale"}, "answer": 2, "step": 0},
            "room": {"asked": {"kind": "scale"}, "answer": 2, "step": 0},
            "next": {"asked": {"kind": "scale"}, "answer": 2, "step": 0},
            "pace": {"asked": {"kind": "choice"}, "answer": 3, "step": 0},
            "k1": {"asked": {"kind": "scale", "text": "The film helped.", "options": []}, "answer": 4, "step": 0},
            "k2": {"asked": {"kind": "choice", "text": "Where?", "options": ["Here", "There"]}, "answer": 2, "step": 0},
        }
    ]


def test_answers_before_and_after_an_edit_do_not_mix(setting: Setting) -> None:
    setting.ask(choice("Where?", "Here", "There", key="k"))
    for person in setting.people[:3]:
        setting.evaluate(person)
    setting.ask(choice("Where?", "There", "Here", key="k"))
    for person in setting.people[3:5]:
        setting.evaluate(person)
    results = distributions(kept())
    own = [one for one in results.distributions if one.question.key == "k"]
    assert results.count == 5
    assert sorted(one.question.options for one in own) == [("Here", "There"), ("There", "Here")]
    assert [one.shares for one in own] == [(), ()]


def test_a_question_that_was_added_later_is_withheld_until_five_have_answered_it(setting: Setting) -> None:
    setting.ask()
    setting.evaluate(setting.ida)
    setting.ask(scale("The film helped.", "k"))
    for person in setting.people[1:5]:
        setting.evaluate(person)
    numbers = {one.question.key: one.answered for one in distributions(kept()).distributions}
    assert numbers == dict.fromkeys(FIXED, 5) | {"k": 0}


def test_each_person_answers_once(setting: Setting) -> None:
    setting.evaluate(setting.ida)
    setting.refused(setting.ida, "already evaluated", answers=setting.answers(useful=5))
    assert [row["useful"]["answer"] for row in kept()] == [2]


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_in_the_same_moment_one_is_kept() -> None:
    setting, barrier = Setting(), Barrier(2)
    answers = setting.answers()

    def send(_number: int) -> str:
        barrier.wait()
        try:
            setting.evaluate(setting.ida, answers=answers)
        except Refused:
            return "refused"
        finally:
            connections.close_all()
        return "kept"

    with ThreadPoolExecutor(2) as browsers:
        assert sorted(browsers.map(send, range(2))) == ["kept", "refused"]
    assert (Evaluation.objects.count(), Evaluated.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_answers_in_the_same_moment_fill_one_step_after_the_other() -> None:
    setting, barrier = Setting(), Barrier(4)
    people = [*setting.people[:4], *(factories.participant(setting.team) for _ in range(4))]
    answers = setting.answers()

    def send(some: list[Participant]) -> None:
        barrier.wait()
        try:
            for person in some:
                setting.evaluate(person, answers=answers)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as browsers:
        list(browsers.map(send, [people[number::4] for number in range(4)]))
    assert sorted(row["useful"]["step"] for row in kept()) == [0] * 5 + [1] * 3


def test_the_day_is_open_from_its_end_until_thirty_days_after(setting: Setting) -> None:
    last = setting.after + timedelta(days=30) - timedelta(seconds=1)
    setting.refused(setting.ida, "from 2 October 2024 at 16:00", at=setting.after - timedelta(seconds=1))
    setting.evaluate(setting.ida, at=setting.after)
    setting.evaluate(setting.people[1], at=last)
    setting.refused(setting.people[2], "until 1 November 2024", at=last + timedelta(seconds=1))
    asked = [is_asked_to_evaluate(person.user, setting.day, at=last) for person in setting.people]
    assert asked == [False, False, True, True, True, False]


def test_those_who_were_there_answer_and_the_absent_do_not(setting: Setting) -> None:
    setting.refused(setting.absent, "the register says that you were not")
    beside = factories.participant(setting.team, team_role=TeamRole.ASSOCIATE)
    setting.refused(beside, "Tell the trainer if you were")
    factories.attendance(beside, setting.day, minutes=60)
    setting.evaluate(beside)
    not_yet_registered = factories.participant(setting.team)
    setting.evaluate(not_yet_registered)


def test_who_does_not_take_part_has_nothing_to_evaluate(setting: Setting) -> None:
    owner = factories.model_owner(setting.programme)
    for person in (setting.trainer, owner, factories.participant(factories.team()).user):
        with pytest.raises(PermissionDenied):
            setting.evaluate(person)
        assert not is_asked_to_evaluate(person, setting.day, at=setting.after)


@pytest.mark.parametrize("kind", ActivityKind)
def test_the_days_that_are_taught_are_evaluated(setting: Setting, kind: ActivityKind) -> None:
    asked = kind in {"internat", "basic_course", "training_day", "practice_day"}
    session = factories.session(setting.cohort, kind=kind, module=setting.module)
    assert session.is_evaluated is asked is (kind in EVALUATED_KINDS)
    assert Session.objects.evaluated().filter(pk=session.pk).exists() is asked


@pytest.mark.parametrize("changes", [{"module": None}, {"state": SessionState.CANCELLED}, {"state": "draft"}])
def test_what_has_no_module_or_is_not_in_force_is_not_evaluated(setting: Setting, changes: dict[str, Any]) -> None:
    Session.objects.filter(pk=setting.day.pk).update(**changes)
    assert not Session.objects.get(pk=setting.day.pk).is_evaluated
    assert not Session.objects.evaluated().filter(pk=setting.day.pk).exists()


@pytest.mark.parametrize("number", [0, 6, -1])
def test_an_answer_that_is_not_offered_is_refused(setting: Setting, number: int) -> None:
    setting.refused(setting.ida, "Choose one of the answers", answers=setting.answers(useful=number))


def test_a_fixed_question_left_out_is_refused_and_an_own_one_is_not(setting: Setting) -> None:
    answers = setting.answers()
    setting.refused(setting.ida, "Answer the questions", answers=answers[1:])
    setting.evaluate(setting.ida, answers=answers[:-1])
    assert set(kept()[0]) == set(FIXED)


# -- nobody can tell whose it is --------------------------------------------------------------------------------------


def test_neither_table_is_under_audit(setting: Setting, caplog: pytest.LogCaptureFixture) -> None:
    logged = LogEntry.objects.count()
    with caplog.at_level("INFO"):
        setting.evaluate(setting.ida)
    assert LogEntry.objects.count() == logged
    assert not auditlog.contains(Evaluation)
    assert not auditlog.contains(Evaluated)
    assert caplog.records == []


def test_the_answers_know_neither_person_nor_moment() -> None:
    fields = {field.name: field.get_internal_type() for field in Evaluation._meta.get_fields()}
    assert fields == {"id": "UUIDField", "session": "ForeignKey", "answers": "JSONField"}
    fields = {field.name: field.get_internal_type() for field in Evaluated._meta.get_fields()}
    assert fields == {"id": "UUIDField", "session": "ForeignKey", "participant": "ForeignKey"}


def test_nothing_in_the_row_of_answers_names_the_person(setting: Setting) -> None:
    setting.evaluate(setting.ida)
    answers, answered = Evaluation.objects.get(), Evaluated.objects.get()
    assert answers.pk != answered.pk
    assert {answers.pk.version, answered.pk.version} == {4}
    written = json.dumps(answers.answers)
    person = setting.ida.user
    assert not [one for one in (person.name, person.email, str(answered.pk)) if one in written]


def test_equal_answers_of_two_people_cannot_be_told_apart(setting: Setting) -> None:
    for person in setting.people[:2]:
        setting.evaluate(person)
    first, second = Evaluation.objects.values("session", "answers")
    assert first == second


def test_the_two_rows_are_written_by_statements_that_share_only_the_session(setting: Setting) -> None:
    with CaptureQueriesContext(connection) as captured:
        setting.evaluate(setting.ida)
    inserts = [query["sql"] for query in captured if query["sql"].startswith("INSERT")]
    assert len(inserts) == 2
    answers = next(sql for sql in inserts if "evaluation" in sql)
    assert "participant" not in answers
