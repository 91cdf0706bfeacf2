"""What people do in implementation tracking, each in one transaction, with the actor named."""

from __future__ import annotations
