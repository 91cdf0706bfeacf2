"""Supervision and leadership records. Assignments of supervisors to teams live in courses, where scope is derived."""

from __future__ import annotations
