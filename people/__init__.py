"""Users, organisations, memberships, roles, invitations and audit."""

from __future__ import annotations
