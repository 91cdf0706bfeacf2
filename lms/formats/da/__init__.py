"""The Danish formats, in the module that Django asks for by name."""

from __future__ import annotations
