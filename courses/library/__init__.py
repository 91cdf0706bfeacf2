"""What there is to read, who may open it, and the files it consists of."""

from __future__ import annotations
