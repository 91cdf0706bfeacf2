"""What is asked after a day, and what of the answers is shown. Taking them is `courses.actions.evaluation`."""

from __future__ import annotations
