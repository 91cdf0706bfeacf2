"""From which hosts films are shown, and at which address such a host shows one inside another page."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from django.conf import settings

VIMEO_NUMBER = re.compile(r"/(?:video/)?(\d+)(?:/([0-9a-f]+))?/?")
YOUTUBE_KEY = re.compile(r"[\w-]{6,20}")


def video_hosts() -> list[str]:
    """Return the hosts that are trusted with showing films, as the environment names them."""
    return list(settings.VIDEO_HOSTS)


def is_embeddable(url: str) -> bool:
    """Whether the film of the address can be shown inside a page."""
    return embed_address(url) is not None


def embed_address(url: str) -> str | None:
    """Return the https address that shows the film alone; None where its host is not trusted or the film not named."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    trusted = next((one for one in video_hosts() if host == one or host.endswith(f".{one}")), None)
    if parts.scheme != "https" or trusted is None:
        return None
    if trusted in {"youtube.com", "youtu.be"}:
        return _youtube(host, parts.path, parts.query)
    if trusted == "vimeo.com":
        found = VIMEO_NUMBER.fullmatch(parts.path)
        secret = f"?h={found[2]}" if found and found[2] else ""
        return f"https://player.vimeo.com/video/{found[1]}{secret}" if found else None
    return url


def _youtube(host: str, path: str, query: str) -> str | None:
    key = path.strip("/") if host == "youtu.be" else parse_qs(query).get("v", [""])[0] or path.rpartition("/")[2]
    return f"https://www.youtube-nocookie.com/embed/{key}" if YOUTUBE_KEY.fullmatch(key) else None
