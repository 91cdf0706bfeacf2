"""Blocks as the database holds them, with ids that tests can name."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

READ, WRITE, CASE = (UUID(int=number) for number in (1, 2, 3))
QUIZ, ORDER, TEXT, MANY = (UUID(int=number) for number in (11, 12, 13, 14))
REFLECTION, CHECKLIST, TICK, HEADING = (UUID(int=number) for number in (21, 22, 23, 24))


def block(kind: str, key: UUID, value: Any) -> dict[str, Any]:
    return {"type": kind, "id": str(key), "value": value}


def listed(*values: Any) -> list[dict[str, Any]]:
    return [{"type": "item", "id": str(UUID(int=100 + number)), "value": one} for number, one in enumerate(values)]


def item(title: str, **fields: Any) -> dict[str, Any]:
    return {"title": title, "instructions": "", "minutes": 20, "days_before": 2} | fields


def question(kind: str, text: str, *options: tuple[str, bool], **fields: Any) -> dict[str, Any]:
    answers = listed(*({"text": one, "correct": correct} for one, correct in options))
    return {"kind": kind, "question": text, "options": answers, "model_answer": "", "explanation": ""} | fields


PREPARATION = json.dumps(
    [
        block("read", READ, item("Læs siden")),
        block("write", WRITE, item("Skriv om mødet", days_before=5)),
        block("case", CASE, item("Tag en sag med")),
    ]
)
CONTENT = json.dumps(
    [
        block("heading", HEADING, "Formål"),
        block("quiz", QUIZ, question("single", "Hvem?", ("Unge", True), ("Ingen", False), explanation="Alle unge.")),
        block("quiz", MANY, question("multiple", "Hvilke?", ("A", True), ("B", False), ("C", True))),
        block("quiz", ORDER, question("ordering", "Orden?", ("Et", False), ("To", False), ("Tre", False))),
        block("quiz", TEXT, question("text", "Hvorfor?", model_answer="Fordi de spørger.")),
        block("reflection", REFLECTION, {"prompt": "Hvad vil du prøve?"}),
        block(
            "checklist",
            CHECKLIST,
            {"title": "Bagefter", "items": [{"type": "item", "id": str(TICK), "value": "Prøv en samtale"}]},
        ),
    ]
)
