"""Who a team is: its municipalities, staffing and supervisors, and what its page shows of them."""

from __future__ import annotations
