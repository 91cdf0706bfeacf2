"""Creates the first administrator, who lets all others in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from people.actions.first_administrator import create_administrator
from people.mail import invitation_url
from people.policies import Refused

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Make the person with the role, and print the link by which they choose a password or passkey."""

    help = (
        "Create an administrator of people and organisations, and print an invitation link; nothing is mailed. "
        "Who exists is kept; a second run makes a new link and ends the earlier one."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the person and the organisation that gives the role."""
        parser.add_argument("--email", required=True, help="what the person logs in with")
        parser.add_argument("--name", required=True, help="first name and surname")
        parser.add_argument(
            "--organisation", default="U-turn København", help="the model owner; created if it is not there"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Create what is missing and print the link on a line of its own."""
        try:
            person, invitation = create_administrator(
                email=options["email"].strip(),
                name=options["name"].strip(),
                organisation=options["organisation"].strip(),
                by=None,
            )
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from None
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        if invitation is None:
            self.stdout.write(_("%(name)s is administrator and has access already.") % {"name": person.name})
            return
        self.stdout.write(_("%(name)s is administrator. The link is for them alone:") % {"name": person.name})
        self.stdout.write(invitation_url(invitation))
