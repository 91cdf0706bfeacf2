"""What a declaration holds. A field's default is what a file need not say; None stands for what is not known yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Any

NINE, FOUR = time(9), time(16)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleDeclaration:
    """One planned activity of a step; the code is what it is known by."""

    code: str
    title: str
    kind: str = "training_day"
    minutes: int | None = None
    month_offset: int | None = None
    days_after_previous: int | None = None
    dates: int = 1
    starts: time = NINE
    ends: time = FOUR
    audience: str = "staff"
    place_rule: str = "model_owner"
    counts: bool = True
    body: str = ""
    preparation: tuple[dict[str, Any], ...] = ()
    content: tuple[dict[str, Any], ...] = ()
    evaluation: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneDeclaration:
    """What a municipality must have in place for a step; the key is what it is known by in the step."""

    key: str
    title: str
    planned_month: int | None = None
    opens: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDeclaration:
    """One stair with its milestones and modules in their order; the slug is what it is known by."""

    slug: str
    title: str
    month_from: int | None = None
    month_to: int | None = None
    optional: bool = False
    body: str = ""
    milestones: tuple[MilestoneDeclaration, ...] = ()
    modules: tuple[ModuleDeclaration, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendedDeclaration:
    """Which of a year's occurrences are extended (from 1), and in what they differ."""

    numbers: tuple[int, ...]
    kind: str
    minutes: int
    ends: time
    audience: str
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityDeclaration:
    """What recurs each year beside the steps; the code prefix is what it is known by."""

    code_prefix: str
    title: str
    per_year: int
    kind: str = "supervision"
    calendar_months: tuple[int, ...] = ()
    minutes: int | None = None
    starts: time = NINE
    ends: time = FOUR
    audience: str = "staff"
    place_rule: str = "model_owner"
    counts: bool = True
    extended: ExtendedDeclaration | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeDeclaration:
    """A whole programme; texts are HTML with the tags that the editor's text field knows."""

    slug: str
    title: str
    owner: str
    published: bool = False
    duration_months: int | None = None
    threshold: int | None = None
    body: str = ""
    activities: tuple[ActivityDeclaration, ...] = ()
    steps: tuple[StepDeclaration, ...] = ()

    def modules(self) -> tuple[ModuleDeclaration, ...]:
        """Return the modules of all steps in their order."""
        return tuple(module for step in self.steps for module in step.modules)
