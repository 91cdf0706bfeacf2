"""A rich text as plain values: paragraphs and lists of runs of text, for documents that are not HTML."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

Run = dict[str, Any]
BOLD, ITALIC = {"b", "strong"}, {"i", "em"}
LISTS = {"ul", "ol"}
OPENS = {"p", "h2", "h3", "blockquote", *LISTS}


class _Reader(HTMLParser):
    """Collects blocks; what stands outside any block becomes a paragraph of its own.

    A list within a list becomes a block of its own, and what follows it another, in which the numbers go on.
    """

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[dict[str, Any]] = []
        self.is_open = False
        self.lists: list[dict[str, Any]] = []
        self.style: list[str] = []
        self.url = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in LISTS:
            self.lists.append(self._begun(tag))
        elif tag in OPENS:
            self._begun(tag)["items"].append([])
        elif tag == "li" and self.lists:
            self._list()["items"].append([])
        elif tag in BOLD | ITALIC:
            self.style.append(tag)
        elif tag == "a":
            self.url = dict(attrs).get("href") or ""
        elif tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.style:
            self.style.remove(tag)
        elif tag == "a":
            self.url = ""
        elif tag in LISTS and self.lists:
            self.lists.pop()
            self.is_open = bool(self.lists)
        elif tag in OPENS:
            self.is_open = False

    def handle_data(self, data: str) -> None:
        if not data.strip() and data != "\n":
            data = " "
        if not self.is_open or not self.blocks[-1]["items"]:
            if not data.strip():
                return
            self._begun("p")["items"].append([])
        bold, italic = (bool(set(self.style) & tags) for tags in (BOLD, ITALIC))
        run = {"text": data.strip(), "bold": bold, "italic": italic, "url": self.url}
        self.blocks[-1]["items"][-1].append(run | {"before": data[:1].isspace(), "after": data[-1:].isspace()})

    def _begun(self, kind: str, start: int = 1) -> dict[str, Any]:
        self.blocks.append({"kind": kind, "start": start, "items": []})
        self.is_open = True
        return self.blocks[-1]

    def _list(self) -> dict[str, Any]:
        """Return the list that an item belongs to, begun anew where a list within it has come between."""
        inner = self.lists[-1]
        if self.blocks[-1] is not inner:
            self.lists[-1] = self._begun(inner["kind"], inner["start"] + len(inner["items"]))
        return self.lists[-1]


def rich_text(html: str) -> list[dict[str, Any]]:
    """Return the blocks of the text: each its ``kind`` (p, h2, h3, blockquote, ul, ol) and ``items``, lists of runs.

    ``start`` is the number that a list's first item has.
    A run has ``text``, ``bold``, ``italic``, ``url`` (empty where it's no link), and whether a space comes ``before``
    and ``after`` it. A paragraph has one item.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [block for block in reader.blocks if any(block["items"])]
