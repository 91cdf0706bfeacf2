"""What people scan at the door: the code and its picture. Recording it is `courses.actions.check_in`."""

from __future__ import annotations
