"""Data sheets: what they offer to choose from, their rules, who may do what."""

from __future__ import annotations
