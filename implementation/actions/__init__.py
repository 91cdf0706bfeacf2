"""What people do in implementation tracking, each in one transaction with a named actor."""

from __future__ import annotations
