"""How a municipality's name is recognised, whatever way a list spells it."""

from __future__ import annotations

import re

_SPELLINGS = str.maketrans({"å": "aa"})
_SUFFIX = re.compile(r"\s+(kommune|regionskommune)$")
_GENITIVE = {
    "københavns": "københavn",
    "bornholms": "bornholm",
    "nordfyn": "nordfyns",
    "vesthimmerland": "vesthimmerlands",
}


def municipality_key(text: str) -> str:
    """Return the name in lower case, without "Kommune", with "å" as "aa": "Århus Kommune" and "Aarhus" are one."""
    name = _SUFFIX.sub("", " ".join(text.split()).lower())
    return _GENITIVE.get(name, name).translate(_SPELLINGS)
