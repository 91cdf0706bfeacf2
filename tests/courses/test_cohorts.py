"""Cohorts, teams and supervisors: what is made, what is refused, and the command that does it."""

from __future__ import annotations

from datetime import date
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from auditlog.models import LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command

from courses.actions.cohorts import (
    change_cohort_state,
    close_cohort,
    create_cohort,
    create_team,
    edit_team,
    reopen_cohort,
)
from courses.actions.supervisors import assign_supervisor, end_supervision
from courses.enums import COHORT_TRANSITIONS, CohortState
from courses.models import Cohort, ProgrammePage, Team
from courses.teams.municipalities import municipality_groups
from people.enums import OrganisationKind
from people.policies import Refused
from people.roles import Role
from tests import factories

if TYPE_CHECKING:
    from collections.abc import Sequence

    from people.models import Organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def towns(*names: str) -> list[Organisation]:
    """Return the municipalities."""
    return [factories.municipality(name) for name in names]


def make(programme: ProgrammePage, code: str = "H2024", groups: Sequence[Sequence[Organisation]] = ()) -> Cohort:
    """Create a cohort as the command line does."""
    return create_cohort(programme=programme, code=code, start_date=factories.START, municipalities=groups, by=None)


# -- cohorts ----------------------------------------------------------------------------------------------------------


def test_a_cohort_copies_threshold_and_duration_and_has_a_team_per_group() -> None:
    programme = factories.programme(threshold=75, duration_months=18)
    cohort = make(programme, groups=[towns("Helsingør"), towns("Hjørring", "Lolland")])
    programme.threshold = 90
    programme.save()
    cohort.refresh_from_db()
    assert (cohort.threshold, cohort.duration_months, cohort.state) == (75, 18, CohortState.DRAFT)
    assert list(cohort.teams.values_list("name", flat=True)) == ["Helsingør", "Hjørring + Lolland"]
    joint = cohort.teams.get(name="Hjørring + Lolland")
    assert set(joint.municipalities.values_list("name", flat=True)) == {"Hjørring", "Lolland"}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"live": False}, "Model is a draft. Publish the programme first."),
        ({"threshold": None}, "Model has no threshold for the certificate. Add it to the programme first."),
        ({"duration_months": None}, "Model has no duration. Add it to the programme first."),
    ],
)
def test_a_programme_that_says_too_little_gives_no_cohort(fields: dict[str, object], sentence: str) -> None:
    programme = factories.programme(title="Model")
    # Wagtail publishes no unfinished programme; one can still come from an older version of the product.
    ProgrammePage.objects.filter(pk=programme.pk).update(**fields)
    programme.refresh_from_db()
    with pytest.raises(Refused) as refused:
        make(programme)
    assert str(refused.value) == sentence
    assert not Cohort.objects.exists()


def test_two_codes_that_differ_in_case_alone_are_refused() -> None:
    programme = factories.programme()
    make(programme, "H2024")
    with pytest.raises(Refused, match=r"^There is already a cohort H2024\.$"):
        make(programme, "h2024")


@pytest.mark.parametrize("code", ["", "H 2024", "H/2024", "-H", "H" * 21])
def test_a_code_that_cannot_stand_in_an_address_is_refused(code: str) -> None:
    with pytest.raises(ValidationError):
        make(factories.programme(), code)


def test_a_municipality_in_two_teams_is_refused_and_nothing_is_made() -> None:
    with pytest.raises(Refused, match=r"^Lolland is already in the team Hjørring \+ Lolland of this cohort\.$"):
        make(factories.programme(), groups=[towns("Hjørring", "Lolland"), towns("Lolland")])
    assert not Cohort.objects.exists()


def test_only_the_model_owner_makes_and_changes_cohorts() -> None:
    programme, other = factories.programme(), factories.programme()
    colleague = factories.model_owner(other)
    with pytest.raises(PermissionDenied):
        create_cohort(programme=programme, code="H1", start_date=factories.START, municipalities=[], by=colleague)
    cohort = make(programme)
    with pytest.raises(PermissionDenied):
        create_team(cohort=cohort, municipalities=towns("Lolland"), by=colleague)
    with pytest.raises(PermissionDenied):
        close_cohort(cohort=cohort, by=colleague)


def test_every_change_of_state_that_the_table_names_is_allowed_and_no_other() -> None:
    cohort = factories.cohort()
    for before in CohortState:
        for after in CohortState:
            Cohort.objects.filter(pk=cohort.pk).update(state=before)
            if after in COHORT_TRANSITIONS[before]:
                assert change_cohort_state(cohort=cohort, state=after, by=None).state == after
            else:
                with pytest.raises(Refused):
                    change_cohort_state(cohort=cohort, state=after, by=None)


def test_a_closed_cohort_is_changed_only_after_reopening() -> None:
    cohort = factories.cohort(code="H2024")
    close_cohort(cohort=cohort, by=None)
    with pytest.raises(Refused, match=r"^The cohort H2024 is closed\. Reopen it first\.$"):
        create_team(cohort=cohort, municipalities=towns("Lolland"), by=None)
    reopen_cohort(cohort=cohort, by=None)
    assert create_team(cohort=cohort, municipalities=towns("Lolland"), by=None).pk
    with pytest.raises(Refused, match=r"^The cohort H2024 is not closed\.$"):
        reopen_cohort(cohort=cohort, by=None)


def test_making_a_cohort_stands_in_the_audit_log() -> None:
    make(factories.programme(), groups=[towns("Lolland")])
    created = LogEntry.objects.filter(action=LogEntry.Action.CREATE, content_type__app_label="courses")
    assert set(created.values_list("content_type__model", flat=True)) >= {"cohort", "team"}


# -- teams ------------------------------------------------------------------------------------------------------------


def test_a_team_is_named_after_its_municipalities_unless_it_has_a_name() -> None:
    cohort = factories.cohort()
    assert create_team(cohort=cohort, municipalities=towns("Tønder", "Lolland"), by=None).name == "Tønder + Lolland"
    named = create_team(cohort=cohort, municipalities=towns("Horsens"), name=" U-turn Horsens ", by=None)
    assert named.name == "U-turn Horsens"


def test_a_team_needs_municipalities_and_a_name_of_its_own() -> None:
    cohort = factories.cohort()
    provider = factories.organisation(kind=OrganisationKind.PROVIDER, name="Behandlingscenter")
    with pytest.raises(Refused, match=r"^A team needs at least one municipality\.$"):
        create_team(cohort=cohort, municipalities=[], by=None)
    with pytest.raises(Refused, match=r"^Behandlingscenter is not a municipality\.$"):
        create_team(cohort=cohort, municipalities=[provider], by=None)
    create_team(cohort=cohort, municipalities=towns("Horsens"), name="Øst", by=None)
    with pytest.raises(ValidationError, match="already has a team of this name"):
        create_team(cohort=cohort, municipalities=towns("Tønder"), name="Øst", by=None)


def test_a_municipality_stays_while_a_participant_works_there() -> None:
    team = factories.team(municipalities=["Hjørring", "Lolland"])
    factories.participant(team, name="Anna", municipality=factories.municipality("Lolland"))
    with pytest.raises(Refused, match=r"^Lolland must stay in the team: Anna works there\.$"):
        edit_team(team=team, name="", municipalities=towns("Hjørring"), optional_steps=[], by=None)
    edited = edit_team(team=team, name="", municipalities=towns("Lolland", "Tønder"), optional_steps=[], by=None)
    assert (edited.name, edited.municipalities.count()) == ("Lolland + Tønder", 2)


def test_optional_steps_are_chosen_and_dropped() -> None:
    team = factories.team()
    step = factories.step(team.cohort.programme, optional=True)
    wanted = {"team": team, "name": team.name, "municipalities": towns("Helsingør"), "by": None}
    edit_team(**wanted, optional_steps=[step])
    assert list(Team.objects.get(pk=team.pk).optional_steps.all()) == [step]
    edit_team(**wanted, optional_steps=[])
    assert not Team.objects.get(pk=team.pk).optional_steps.exists()


# -- supervisors ------------------------------------------------------------------------------------------------------


def test_a_supervisor_of_the_model_owner_or_a_provider_is_assigned_once_and_ends() -> None:
    team = factories.team()
    owner = team.cohort.programme.owner_organisation
    person = factories.membership(organisation=owner, role=Role.SUPERVISOR).user
    made = assign_supervisor(team=team, user=person, since=date(2024, 9, 2), by=None)
    with pytest.raises(ValidationError, match="already supervises the team"):
        assign_supervisor(team=team, user=person, since=date(2025, 1, 1), by=None)
    with pytest.raises(Refused, match=r"^The supervision cannot end before it begins\.$"):
        end_supervision(supervisor=made, until=date(2024, 9, 1), by=None)
    assert end_supervision(supervisor=made, until=date(2025, 1, 1), by=None).until == date(2025, 1, 1)
    provider = factories.organisation(kind=OrganisationKind.PROVIDER)
    hired = factories.membership(organisation=provider, role=Role.SUPERVISOR).user
    assert assign_supervisor(team=team, user=hired, since=date(2025, 1, 1), by=None).pk


def test_somebody_else_s_supervisor_is_not_assigned() -> None:
    stranger = factories.membership(organisation=factories.organisation(), role=Role.SUPERVISOR).user
    with pytest.raises(Refused, match=r"is not a supervisor\. Give them the role first"):
        assign_supervisor(team=factories.team(), user=stranger, since=date(2025, 1, 1), by=None)


# -- municipalities as text, and the command --------------------------------------------------------------------------


def test_municipalities_are_named_by_code_or_name_and_joined_by_plus() -> None:
    groups = municipality_groups(["0217", " Horsens Kommune ", "hjørring + 0360", "", "Århus"])
    assert [[one.name for one in group] for group in groups] == [
        ["Helsingør"],
        ["Horsens"],
        ["Hjørring", "Lolland"],
        ["Aarhus"],
    ]


def test_every_unknown_or_repeated_municipality_is_told_with_a_suggestion() -> None:
    with pytest.raises(ValidationError) as raised:
        municipality_groups(["Horsenns", "Atlantis+Lolland", "Lolland", "9999"])
    assert raised.value.messages == [
        "There is no municipality “Horsenns”. Did you mean Horsens?",
        "There is no municipality “Atlantis”.",
        "There is no municipality “9999”.",
        "Lolland is named more than once.",
    ]


def command(
    *extra: str, programme: ProgrammePage, start: str = "2024-09-02", towns: str = "0217,Horsens,Tønder"
) -> str:
    """Run create_cohort and return what it said."""
    out = StringIO()
    arguments = ["--programme", programme.slug, "--code", "H2024", "--start", start, "--municipalities", towns]
    call_command("create_cohort", *arguments, *extra, stdout=out)
    return out.getvalue()


def test_the_command_creates_a_cohort_and_says_so_in_one_line() -> None:
    said = command(programme=factories.programme(title="U-turn"))
    assert said == "Cohort H2024 of U-turn from 2 September 2024: 3 teams (Helsingør, Horsens, Tønder).\n"
    cohort = Cohort.objects.get(code="H2024")
    assert (cohort.start_date, cohort.teams.count()) == (date(2024, 9, 2), 3)


@pytest.mark.parametrize("start", ["2.9.2024", "2/9-2024", "02-09-2024", "2. september 2024"])
def test_the_command_takes_any_danish_date(start: str) -> None:
    command(programme=factories.programme(), start=start, towns="Hjørring+Lolland")
    assert Cohort.objects.get().start_date == date(2024, 9, 2)
    assert Team.objects.get().name == "Hjørring + Lolland"


def test_the_command_lists_every_fault_and_changes_nothing() -> None:
    with pytest.raises(CommandError) as raised:
        call_command(
            "create_cohort", "--programme", "none", "--code", "H1", "--start", "31.2.2024", "--municipalities", "X,Y"
        )
    assert str(raised.value).splitlines() == [
        "There is no programme “none”.",
        "“31.2.2024” is no date: expected a date such as 24.12.2026.",
        "There is no municipality “X”.",
        "There is no municipality “Y”.",
    ]
    assert not Cohort.objects.exists()


def test_the_command_says_what_is_wrong_with_a_code_and_with_a_draft() -> None:
    with pytest.raises(CommandError, match="A code is letters and digits"):
        call_command(
            "create_cohort",
            *("--programme", factories.programme().slug, "--code", "H 1", "--start", "2024-09-02"),
            *("--municipalities", "Horsens"),
        )
    with pytest.raises(CommandError, match=r"^Model is a draft\. Publish the programme first\.$"):
        command(programme=factories.programme(title="Model", live=False))
