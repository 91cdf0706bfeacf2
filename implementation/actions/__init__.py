"""What is done in implementation tracking: one transaction each, with the person named."""

from __future__ import annotations
