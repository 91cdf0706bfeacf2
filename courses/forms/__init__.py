"""The forms of the staircase, in the editor's and the coordinator's language."""

from __future__ import annotations
