"""The product's own modules as the architecture tests read them: their names, imports and functions."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

BASE_DIR = Path(__file__).resolve().parent.parent
APPS = ("people", "courses", "supervision", "implementation", "lms")
"""In the direction of imports: each may use itself and those before it."""


@cache
def modules() -> dict[str, ast.Module]:
    """Return every module of the product but its migrations by its dotted name."""
    return {name: ast.parse(path.read_text()) for name, path in paths().items()}


@cache
def paths() -> dict[str, Path]:
    """Return the file of every module of the product but its migrations."""
    found = {}
    for app in APPS:
        for path in sorted((BASE_DIR / app).rglob("*.py")):
            parts = path.relative_to(BASE_DIR).with_suffix("").parts
            if "migrations" not in parts:
                found[".".join(parts).removesuffix(".__init__")] = path
    return found


@cache
def imports(name: str, *, at_run_time: bool) -> frozenset[str]:
    """Return the product's modules that the module imports; at run time those for type checking are not there."""
    return frozenset(_imported(modules()[name], at_run_time=at_run_time))


def functions() -> Iterator[tuple[str, int]]:
    """Yield every function as module.name with its length in lines, the signature and docstring included."""
    for name, module in modules().items():
        for node in ast.walk(module):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{name}.{node.name}", (node.end_lineno or 0) - node.lineno + 1


def _imported(node: ast.AST, *, at_run_time: bool) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        if at_run_time and isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        if isinstance(child, ast.ImportFrom) and child.module and child.module.split(".")[0] in APPS:
            for alias in child.names:
                submodule = f"{child.module}.{alias.name}"
                yield submodule if submodule in paths() else child.module
        elif isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names if alias.name.split(".")[0] in APPS)
        yield from _imported(child, at_run_time=at_run_time)
