#!/usr/bin/env python
"""The command line: every management command of the product starts here."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command named on the command line; a faulty environment ends in one sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings")
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        settings.INSTALLED_APPS  # noqa: B018 - reading one setting loads the module and so checks the environment
    except ImproperlyConfigured as fault:
        sys.exit(str(fault))
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
