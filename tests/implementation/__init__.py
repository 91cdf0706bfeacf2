"""Tests of implementation tracking."""
