"""The forms of people and organisations; ``account`` and ``second_factor`` dress those that allauth brings."""

from __future__ import annotations
