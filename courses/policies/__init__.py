"""Does the state allow it? Each function returns the sentence that refuses, or None; who may: `courses.permissions`."""

from __future__ import annotations
