"""Lists as they come: what their rows mean and what they would change. Reading the file is `courses.tables`' work."""

from __future__ import annotations
