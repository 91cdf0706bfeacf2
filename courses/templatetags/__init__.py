"""Filters for the course pages."""

from __future__ import annotations
