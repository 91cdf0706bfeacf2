"""Which municipalities a text means, and which of them form a team together; what commands and forms both read."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from people.models import Organisation
from people.names import municipality_key

if TYPE_CHECKING:
    from collections.abc import Iterable

JOINED_BY = " + "


def municipalities_by_key() -> dict[str, Organisation]:
    """Return the municipalities by their four-digit code and by their name's key (people.names.municipality_key)."""
    found = Organisation.objects.municipalities()
    return {key: org for org in found for key in (org.code, municipality_key(org.name))}


def text_key(text: str) -> str:
    """Return the key of a name or code; a spreadsheet that takes codes for numbers drops their leading zero."""
    key = municipality_key(text)
    return key.zfill(4) if key.isdigit() else key


def municipality_groups(texts: Iterable[str]) -> list[list[Organisation]]:
    """Return one group per text that is not empty; "+" joins several municipalities, by code or name, into one.

    Raises ValidationError with a sentence for each text that names no municipality, and each that is named twice.
    """
    known = municipalities_by_key()
    wanted = [[part.strip() for part in text.split("+") if part.strip()] for text in texts]
    faults = [_unknown(name, known) for group in wanted for name in group if text_key(name) not in known]
    groups = [[known[text_key(name)] for name in group if text_key(name) in known] for group in wanted]
    faults += _repeated([org for group in groups for org in group])
    if faults:
        raise ValidationError(faults)
    return [group for group in groups if group]


def group_text(municipalities: Iterable[Organisation]) -> str:
    """Return the names joined as a team is named and as municipality_groups reads them."""
    return JOINED_BY.join(organisation.name for organisation in municipalities)


def _unknown(name: str, known: dict[str, Organisation]) -> str:
    near = get_close_matches(municipality_key(name), known, n=1, cutoff=0.75)
    if near:
        values = {"name": name, "near": known[near[0]].name}
        return _("There is no municipality “%(name)s”. Did you mean %(near)s?") % values
    return _("There is no municipality “%(name)s”.") % {"name": name}


def _repeated(organisations: list[Organisation]) -> list[str]:
    twice = {org.pk: org for org in organisations if organisations.count(org) > 1}
    return [_("%(name)s is named more than once.") % {"name": org} for org in twice.values()]
