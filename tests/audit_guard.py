"""Fails a test whose product code writes audited rows in a way that the audit does not see.

The audit listens to single saves and deletions. A queryset's `update` and bulk writes pass it by, so only
`people.audit` may use them, and anybody on columns that are not under audit.
"""

from __future__ import annotations

import functools
import sys
from typing import TYPE_CHECKING, Any

from auditlog.registry import auditlog
from django.db.models import QuerySet

from tests.product import APPS

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

WATCHED = ("update", "bulk_create", "bulk_update")
ALLOWED = {"people.audit"}


def watch(patch: pytest.MonkeyPatch) -> None:
    """Look at every such write from now on."""
    for name in WATCHED:
        patch.setattr(QuerySet, name, _watched(getattr(QuerySet, name)))


def _watched(write: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(write)
    def looked_at(rows: QuerySet[Any], *args: Any, **values: Any) -> Any:
        caller = _caller()
        seen_by_audit = auditlog.contains(rows.model) and not _beside_the_audit(write.__name__, rows, values)
        if seen_by_audit and caller.split(".")[0] in APPS and caller not in ALLOWED:
            raise AssertionError(f"{caller}: {write.__name__} of {rows.model.__name__} passes the audit by.")
        return write(rows, *args, **values)

    return looked_at


def _beside_the_audit(name: str, rows: QuerySet[Any], values: dict[str, Any]) -> bool:
    """Whether only columns are written that are not under audit."""
    return name == "update" and set(values) <= set(auditlog.get_model_fields(rows.model)["exclude_fields"])


def _caller() -> str:
    """Return the module that asked Django for the write."""
    frame = sys._getframe(2)
    while frame.f_back and frame.f_globals["__name__"].split(".")[0] == "django":
        frame = frame.f_back
    return str(frame.f_globals["__name__"])
