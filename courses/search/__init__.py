"""Finds pages and documents by their words, and shows what was found."""

from __future__ import annotations
