"""How far somebody is with a module follows from the facts, whatever they are."""

from __future__ import annotations

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from courses.enums import ModuleState
from courses.learning.state import module_state

KEYS = st.sets(st.integers(1, 4).map(lambda number: UUID(int=number)))


def state(items: int, done: int, *, opened: bool = True, attended: bool = False, evaluated: bool = True) -> ModuleState:
    keys = [UUID(int=number) for number in range(items)]
    return module_state(items=keys, done=keys[:done], opened=opened, attended=attended, evaluated=evaluated)


def test_each_state_has_its_facts() -> None:
    assert state(2, 0, opened=False) == ModuleState.NOT_STARTED
    assert state(2, 0) == ModuleState.IN_PROGRESS
    assert state(2, 1, opened=False) == ModuleState.IN_PROGRESS
    assert state(2, 2) == ModuleState.PREPARED
    assert state(2, 1, attended=True) == ModuleState.ATTENDED
    assert state(2, 2, attended=True, evaluated=False) == ModuleState.ATTENDED
    assert state(2, 2, attended=True) == ModuleState.COMPLETED


def test_without_preparation_nobody_is_prepared_and_attending_completes() -> None:
    assert state(0, 0) == ModuleState.IN_PROGRESS
    assert state(0, 0, attended=True) == ModuleState.COMPLETED


@given(items=KEYS, done=KEYS, opened=st.booleans(), attended=st.booleans(), evaluated=st.booleans())
def test_doing_more_never_takes_anybody_back(
    items: set[UUID], done: set[UUID], opened: bool, attended: bool, evaluated: bool
) -> None:
    order = list(ModuleState)
    before = module_state(items=items, done=done, opened=opened, attended=attended, evaluated=evaluated)
    for key in items:
        after = module_state(items=items, done=done | {key}, opened=True, attended=attended, evaluated=True)
        assert order.index(after) >= order.index(before)


@given(items=KEYS, done=KEYS, opened=st.booleans(), evaluated=st.booleans())
def test_only_being_there_counts_as_being_there(
    items: set[UUID], done: set[UUID], opened: bool, evaluated: bool
) -> None:
    found = module_state(items=items, done=done, opened=opened, attended=False, evaluated=evaluated)
    assert found not in {ModuleState.ATTENDED, ModuleState.COMPLETED}
