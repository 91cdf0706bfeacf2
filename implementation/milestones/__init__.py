"""A team's steps and milestones: who may, what the state allows, and what the pages show."""

from __future__ import annotations
