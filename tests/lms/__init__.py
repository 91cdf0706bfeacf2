"""Tests of the project package `lms`."""

from __future__ import annotations
