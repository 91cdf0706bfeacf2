"""The certificate and the attendance statement as PDF: pure rendering, no database and no clock."""

from __future__ import annotations
