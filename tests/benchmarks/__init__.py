"""Measures speed on this machine; run by `make bench`, never by the test suite."""

from __future__ import annotations
