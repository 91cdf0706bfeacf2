"""How a mail's text becomes its HTML."""

from __future__ import annotations

from people.mail import Block, blocks


def test_paragraphs_are_divided_by_empty_lines() -> None:
    assert blocks("Hej Camilla\n\nEn linje\nog en til\n \n\nHilsen\n") == [
        Block("Hej Camilla", ""),
        Block("En linje\nog en til", ""),
        Block("Hilsen", ""),
    ]


def test_an_address_under_a_line_with_a_colon_becomes_a_button() -> None:
    assert blocks("Vælg en adgangskode:\nhttps://trappen.example.dk/x/") == [
        Block("Vælg en adgangskode", "https://trappen.example.dk/x/")
    ]


def test_an_address_elsewhere_stays_text() -> None:
    assert blocks("Venlig hilsen\nTrappen\nhttps://trappen.example.dk") == [
        Block("Venlig hilsen\nTrappen\nhttps://trappen.example.dk", "")
    ]
    assert blocks("Kort:\njavascript:alert(1)") == [Block("Kort:\njavascript:alert(1)", "")]
