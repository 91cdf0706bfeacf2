"""Tests of how the code is laid out: who may import whom, how long things are, which writes the audit would miss."""

from __future__ import annotations

import ast
from functools import cache

import pytest

from people.models import Membership, Organisation, User
from people.roles import Role
from tests import factories
from tests.product import APPS, functions, imports, modules, paths

LAYERS = {
    "enums": 0,
    "roles": 0,
    "querysets": 1,
    "scope": 1,
    "models": 1,
    "policies": 2,
    "permissions": 2,
    "actions": 3,
    "forms": 4,
    "adapters": 5,
    "apps": 5,
    "context": 5,
    "management": 5,
    "middleware": 5,
    "tasks": 5,
    "templatetags": 5,
    "urls": 5,
    "views": 5,
    "wagtail_hooks": 5,
}
"""Inside an app a module imports its own layer and those below; what is not named here is a calculation (`layer`)."""

UPWARDS = {
    ("courses.models.programme", "courses.forms.pages"): "Wagtail asks the page model for its form.",
    ("courses.models.programme", "courses.learning.page"): "Wagtail asks the page model for what its template shows.",
}
INNER_IMPORTS = {
    "people.apps": "Django calls ready once all models are there.",
    "courses.apps": "Django calls ready once all models are there.",
    "supervision.apps": "Django calls ready once all models are there.",
    "implementation.apps": "Django calls ready once all models are there.",
    "people.audit": "It is imported by models' actions and registers the models itself.",
}
NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc", "shared", "tools", "services"}


@cache
def layer(name: str) -> int:
    """The layer of a module: the named one, else 0 for a pure calculation and 3 for one that asks the models."""
    own = name.split(".")[1:]
    if own and own[0] in LAYERS:
        return LAYERS[own[0]]
    below = [
        layer(other) for other in imports(name, at_run_time=True) if other != name and app_of(other) == app_of(name)
    ]
    return 3 if any(below) else 0


def app_of(name: str) -> str:
    return name.split(".")[0]


# -- imports ----------------------------------------------------------------------------------------------------------


def test_imports_go_one_way_between_the_apps() -> None:
    wrong = [
        f"{name} imports {other}"
        for name in modules()
        for other in imports(name, at_run_time=False)
        if APPS.index(app_of(other)) > APPS.index(app_of(name))
    ]
    assert wrong == []


def test_inside_an_app_lower_layers_do_not_import_higher_ones() -> None:
    wrong = [
        f"{name} (layer {layer(name)}) imports {other} (layer {layer(other)})"
        for name in modules()
        for other in imports(name, at_run_time=True)
        # A task is an address to send work to: whoever enqueues it names it.
        if app_of(other) == app_of(name) and layer(other) > layer(name) and not other.endswith(".tasks")
        if (name, other) not in UPWARDS
    ]
    assert wrong == []


def test_no_exception_is_left_that_nobody_needs() -> None:
    assert [pair for pair in UPWARDS if pair[1] not in imports(pair[0], at_run_time=True)] == []


def test_no_import_hides_a_circle_inside_a_function() -> None:
    wrong = [
        f"{name}: {ast.unparse(inner)}"
        for name, module in modules().items()
        if name not in INNER_IMPORTS
        for function in ast.walk(module)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(function)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert wrong == []


# -- shape ------------------------------------------------------------------------------------------------------------


def test_every_module_says_what_lives_in_it() -> None:
    assert [name for name, module in modules().items() if not ast.get_docstring(module)] == []


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    assert [name for name in modules() if NAMELESS & set(name.split("."))] == []


def test_functions_are_small() -> None:
    lengths = sorted(length for _name, length in functions())
    assert lengths[len(lengths) // 2] <= 8
    assert lengths[int(len(lengths) * 0.9)] <= 25
    assert [name for name, length in functions() if length > 50] == []


def test_files_are_short() -> None:
    assert [name for name, path in paths().items() if len(path.read_text().splitlines()) > 300] == []


def test_signals_do_not_steer() -> None:
    wrong = [name for name, path in paths().items() if "@receiver" in path.read_text()]
    assert wrong == []


# -- audit ------------------------------------------------------------------------------------------------------------


def test_rows_are_inserted_and_changed_in_bulk_in_one_module_alone() -> None:
    bulk = {"bulk_create", "bulk_update", "abulk_create", "abulk_update", "_raw_delete"}
    wrong = [
        f"{name}: {ast.unparse(node)[:80]}"
        for name, module in modules().items()
        if name != "people.audit"
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in bulk
    ]
    assert wrong == []


def product_code(source: str, **names: object) -> None:
    """Run the source as if it stood in a module of the product."""
    exec(compile(source, "courses/somewhere.py", "exec"), {"__name__": "courses.somewhere", **names})  # noqa: S102


@pytest.mark.django_db
@pytest.mark.parametrize(
    "source",
    [
        "Membership.objects.filter(pk=row.pk).update(role='trainer')",
        "Membership.objects.bulk_update([row], ['role'])",
        "Organisation.objects.bulk_create([Organisation(kind='provider', name='X')])",
        "rows = Membership.objects.all()\nrows.update(until=row.since)",
    ],
)
def test_a_write_that_passes_the_audit_by_fails_the_test_that_makes_it(source: str) -> None:
    row = factories.membership(role=Role.EDITOR)
    with pytest.raises(AssertionError, match="passes the audit by"):
        product_code(source, Membership=Membership, Organisation=Organisation, row=row)


@pytest.mark.django_db
def test_a_column_that_is_not_under_audit_may_be_written_in_one_go() -> None:
    person = factories.user()
    product_code("User.objects.filter(pk=pk).update(last_login=None)", User=User, pk=person.pk)
    with pytest.raises(AssertionError, match="passes the audit by"):
        product_code("User.objects.filter(pk=pk).update(name='X')", User=User, pk=person.pk)
