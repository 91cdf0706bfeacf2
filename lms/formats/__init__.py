"""Where Django looks for our date and number formats, one package per language; see `FORMAT_MODULE_PATH`."""

from __future__ import annotations
