"""What can be done to people, roles, organisations and invitations; one module per resource."""

from __future__ import annotations
