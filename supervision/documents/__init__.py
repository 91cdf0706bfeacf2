"""A signed record as PDF, without its cases."""

from __future__ import annotations
