"""Demo data: three cohorts around today in which every standing occurs. All persons are made up."""

from __future__ import annotations
