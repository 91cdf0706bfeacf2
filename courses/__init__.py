"""Programmes, cohorts, the plan, attendance, the 80 % rule and certificates: what the product exists for."""

from __future__ import annotations
