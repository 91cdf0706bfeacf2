"""Lists of earlier supervisions: what their rows mean and what they would change."""

from __future__ import annotations
