"""Finds the Chromium that drives the browser tests; run as a script, it installs Debian's where it may."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = (
    "The browser tests need Chromium, which is not on this machine and cannot be installed from here.\n"
    "On Debian or Ubuntu, as root: apt-get install chromium\n"
    "Elsewhere: install Chromium or Chrome and name it by CHROMIUM=/path/to/chromium."
)


def chromium_path() -> str | None:
    """Return the path of Chromium: the one that CHROMIUM names, else the first on the path, else None."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    return next(filter(None, map(shutil.which, NAMES)), None)


def main() -> None:
    """Install Chromium unless it is there; say exactly what to install where that is not possible."""
    named = os.environ.get("CHROMIUM")
    if chromium_path():
        return
    if named:
        sys.exit(f"CHROMIUM names {named}, which is no program on this machine.")
    install = _install_command()
    if install is None:
        sys.exit(MISSING)
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        subprocess.run([*install, *arguments], env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, check=False)
    if not chromium_path():
        sys.exit(MISSING)


def _install_command() -> list[str] | None:
    """Return apt-get as root or through sudo without a password; None where neither is possible."""
    apt_get, sudo = shutil.which("apt-get"), shutil.which("sudo")
    if not apt_get:
        return None
    if os.geteuid() == 0:
        return [apt_get]
    if sudo and not subprocess.run([sudo, "--non-interactive", "true"], capture_output=True, check=False).returncode:
        return [sudo, "--non-interactive", apt_get]
    return None


if __name__ == "__main__":
    main()
