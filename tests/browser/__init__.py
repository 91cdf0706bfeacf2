"""Tests that drive a real browser against a running server."""

from __future__ import annotations
