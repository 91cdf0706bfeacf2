"""What a browser calls itself, in words that its owner knows it by."""

from __future__ import annotations

from django.utils.translation import gettext as _

# The first that is found decides: Edge and Opera also say Chrome, and Chrome also says Safari.
BROWSERS = {"Edg": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS": "Mac",
    "CrOS": "Chromebook",
    "Linux": "Linux",
}


def browser_name(user_agent: str) -> str:
    """Return browser and system of a User-Agent header, such as "Firefox on Windows"."""
    browser = next((name for mark, name in BROWSERS.items() if mark in user_agent), _("Unknown browser"))
    system = next((name for mark, name in SYSTEMS.items() if mark in user_agent), "")
    return _("%(browser)s on %(system)s") % {"browser": browser, "system": system} if system else browser
