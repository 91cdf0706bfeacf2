"""The pages of people, roles, organisations and invitations."""

from __future__ import annotations
