"""The part of a text around what was searched for, with the words marked. Pure: text and words in, parts out."""

from __future__ import annotations

import re
from typing import NamedTuple

LENGTH = 220
LEAD = 60
"""How many characters stand before the first hit."""
WORD = re.compile(r"\w+")
ENDINGS = ("erne", "ende", "ene", "ere", "er", "en", "et", "es", "e", "r", "s")
SHORTEST_STEM = 4


class Part(NamedTuple):
    """A piece of the text, and whether it is one of the words."""

    text: str
    marked: bool


def words_of(query: str) -> list[str]:
    """Return the different words that somebody asks for, in small letters, eight at most."""
    return list(dict.fromkeys(word.casefold() for word in WORD.findall(query)))[:8]


def stem(word: str) -> str:
    """Return the word without its Danish ending, as far as marking goes: what the database finds is its own matter."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


def snippet(text: str, words: list[str]) -> list[Part]:
    """Return about 220 characters around the first of the words, or the beginning, in parts."""
    stems = tuple(map(stem, words))
    hit = next((found.span() for found in WORD.finditer(text) if _is_hit(found[0], stems)), (0, 0))
    start = _start(text, hit[0])
    end = _end(text, hit[1], start + LENGTH)
    shown = ("… " if start else "") + text[start:end].rstrip() + (" …" if end < len(text) else "")
    return _marked(shown, stems)


def _start(text: str, hit: int) -> int:
    """Return where a word begins shortly before the hit, or the hit itself where there is none."""
    return 0 if hit <= LEAD else text.find(" ", hit - LEAD, hit) + 1 or hit


def _end(text: str, hit: int, most: int) -> int:
    """Return where the last word ends that fits, or the middle of what is too long after the hit."""
    edge = len(text) if len(text) <= most else text.rfind(" ", hit, most)
    return most if edge < 0 else edge


def _is_hit(word: str, stems: tuple[str, ...]) -> bool:
    return bool(stems) and word.casefold().startswith(stems)


def _marked(text: str, stems: tuple[str, ...]) -> list[Part]:
    parts, done = [], 0
    for found in WORD.finditer(text):
        if _is_hit(found[0], stems):
            parts += [Part(text[done : found.start()], marked=False), Part(found[0], marked=True)]
            done = found.end()
    return [part for part in (*parts, Part(text[done:], marked=False)) if part.text]
