"""What changes rows across tables: keyword-only, with the actor named, each in one transaction."""

from __future__ import annotations
