"""Where files lie that no address leads to: the product sends them to those who may read what they belong to."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible


@deconstructible
class PrivateStorage(FileSystemStorage):
    """A folder beside the media, readable by the product alone; ``url`` is refused."""

    def __init__(self) -> None:
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    # Asked each time, so that tests keep their files apart from a demo's.
    @property
    def base_location(self) -> str:
        """The folder of the settings."""
        return str(settings.PRIVATE_ROOT)

    @property
    def location(self) -> str:
        """The folder as an absolute path."""
        return os.path.abspath(self.base_location)

    def url(self, name: str | None) -> str:
        """Raise ValueError: a private file has no address of its own."""
        raise ValueError
