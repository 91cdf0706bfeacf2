"""How much text fits where: widths of letters, lines that wrap at words, and the largest size that fits a stair."""

from __future__ import annotations

from dataclasses import dataclass

NARROW, WIDE = frozenset("fijlrtI.,:;!|'()[]- "), frozenset("mwMW%–—")
TITLE_SIZES = (15, 14, 13, 12)
NOTE_SIZE = 13
LINE_HEIGHT = 1.25
MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of text of one size, in drawing units."""

    lines: tuple[str, ...]
    size: int

    @property
    def height(self) -> float:
        """From the top of the first line to the foot of the last."""
        return len(self.lines) * self.size * LINE_HEIGHT


def text_width(text: str, size: float) -> float:
    """Return the width of semi-bold IBM Plex Sans, rather too much than too little."""
    return size * sum(_share(letter) for letter in text)


def _share(letter: str) -> float:
    if letter in NARROW:
        return 0.38
    if letter in WIDE:
        return 0.92
    return 0.7 if letter.isupper() else 0.59


def wrap(text: str, width: float, size: float) -> tuple[str, ...] | None:
    """Return the lines of the text, broken at spaces; None where one word alone is wider than the line."""
    lines: list[str] = []
    for word in text.split():
        if text_width(word, size) > width:
            return None
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def fit_title(text: str, width: float, height: float) -> Block | None:
    """Return the title in the largest size that fits, in at most four lines; None where no size does."""
    for size in TITLE_SIZES:
        lines = wrap(text, width, size)
        block = Block(lines, size) if lines and len(lines) <= MOST_LINES else None
        if block and block.height <= height:
            return block
    return None


def fit_note(text: str, width: float, height: float) -> Block | None:
    """Return the note on one line, or None where it does not fit."""
    block = Block((text,), NOTE_SIZE)
    return block if text and text_width(text, NOTE_SIZE) <= width and block.height <= height else None
