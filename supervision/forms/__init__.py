"""The forms of supervision, in the supervisor's and the team's language."""

from __future__ import annotations
