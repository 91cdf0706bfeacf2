"""From which addresses a film is shown inside a page, and at which address."""

from __future__ import annotations

import pytest

from courses.video import embed_address

YOUTUBE = "https://www.youtube-nocookie.com/embed/"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://vimeo.com/123456", "https://player.vimeo.com/video/123456"),
        ("https://vimeo.com/123456/abcdef12", "https://player.vimeo.com/video/123456?h=abcdef12"),
        ("https://player.vimeo.com/video/123456", "https://player.vimeo.com/video/123456"),
        ("https://www.youtube.com/watch?v=abc_DEF-123", f"{YOUTUBE}abc_DEF-123"),
        ("https://youtu.be/abc_DEF-123", f"{YOUTUBE}abc_DEF-123"),
        ("https://www.youtube.com/embed/abc_DEF-123", f"{YOUTUBE}abc_DEF-123"),
        ("https://www.youtube.com/watch?v=<script>", None),
        ("https://www.youtube.com/", None),
        ("https://vimeo.com/", None),
        ("http://vimeo.com/123456", None),
        ("https://evil.example/vimeo.com/1", None),
        ("https://notvimeo.com/123456", None),
        ("https://vimeo.com.evil.example/1", None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_only_a_named_film_of_a_trusted_host_is_shown(url: str, shown: str | None) -> None:
    assert embed_address(url) == shown


def test_further_hosts_can_be_trusted(settings) -> None:
    settings.VIDEO_HOSTS = ["video.kommune.example.dk"]
    address = "https://video.kommune.example.dk/film/1"
    assert embed_address(address) == address
    assert embed_address("https://vimeo.com/123456") is None
