"""Draws pseudonyms for data sheets. Pure but for the chance; they mean nothing and follow no order.

Which young person one stands for is written in a key that stays in the municipality, never here.
"""

from __future__ import annotations

import secrets

ALPHABET = "34679CDFGHJKMNPQRTWX"
"""Letters and digits that nobody takes for another (no 0 and O, 1, I and L, 2 and Z, 5 and S, 8 and B, U and V), and
no vowels, so that no word comes about."""
GROUP = 3


def draw_pseudonym() -> str:
    """Return a pseudonym such as K7R-4MQ, one of 64 million."""
    letters = [secrets.choice(ALPHABET) for _place in range(2 * GROUP)]
    return f"{''.join(letters[:GROUP])}-{''.join(letters[GROUP:])}"
