"""The fixed choices of people and organisations."""

from __future__ import annotations

import sys

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Status(TextChoices):
    """A status that pages show: in words, with a tone, which stands in ``TONES`` of the module that declares it."""

    @property
    def tone(self) -> str:
        """The tone in which it's shown: good, warn, bad or quiet."""
        return str(sys.modules[type(self).__module__].TONES[self])


class OrganisationKind(TextChoices):
    """What an organisation is to the product."""

    MUNICIPALITY = "municipality", _("Municipality")
    MODEL_OWNER = "model_owner", _("Model owner")
    AUTHORITY = "authority", _("Authority")
    PROVIDER = "provider", _("Provider")


class Region(TextChoices):
    """The five Danish regions by their official codes."""

    NORTH = "1081", "Region Nordjylland"
    CENTRAL = "1082", "Region Midtjylland"
    SOUTH = "1083", "Region Syddanmark"
    CAPITAL = "1084", "Region Hovedstaden"
    ZEALAND = "1085", "Region Sjælland"


class InvitationState(TextChoices):
    """Where an invitation stands; computed from its dates, never stored."""

    OPEN = "open", _("Awaiting answer")
    EXPIRED = "expired", _("Expired")
    ACCEPTED = "accepted", _("Accepted")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class AccessState(TextChoices):
    """Whether a person can log in, and what is missing; computed, never stored."""

    HAS_ACCESS = "has_access", _("Has access")
    INVITED = "invited", _("Invited")
    INVITATION_EXPIRED = "invitation_expired", _("Invitation expired")
    NOT_INVITED = "not_invited", _("Not invited")
    DEACTIVATED = "deactivated", _("Access closed")


class InvitationLink(TextChoices):
    """What an invitation's link leads to: the invitation's state, or why the link says nothing about it."""

    OPEN = "open", _("The invitation is open")
    EXPIRED = "expired", _("The invitation has expired")
    ACCEPTED = "accepted", _("The invitation has been used")
    WITHDRAWN = "withdrawn", _("The invitation has been withdrawn")
    SUPERSEDED = "superseded", _("There is a newer invitation")
    UNKNOWN = "unknown", _("We do not know this invitation")


TONES: dict[str, str] = {
    InvitationState.OPEN: "quiet",
    InvitationState.EXPIRED: "warn",
    InvitationState.ACCEPTED: "good",
    InvitationState.WITHDRAWN: "quiet",
    AccessState.HAS_ACCESS: "good",
    AccessState.INVITED: "quiet",
    AccessState.INVITATION_EXPIRED: "warn",
    AccessState.NOT_INVITED: "warn",
    AccessState.DEACTIVATED: "quiet",
}
"""The tone in which a status is shown; every status that a page shows has one (tested)."""
