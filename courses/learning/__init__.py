"""What participants do with modules, and how far it has brought them. It is written by `courses.actions.learning`."""

from __future__ import annotations
