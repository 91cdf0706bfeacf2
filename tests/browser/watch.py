"""Watches every browser of a test: what it complains of, and where its requests go."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

REFUSED = re.compile(r"Failed to load resource: the server responded with a status of (\d+) ")
INSIDE_THE_BROWSER = {"data", "blob", "about"}


class Watch:
    """Collects faults: complaints of the browser, and requests that leave the own host.

    Chromium complains of every error status; those that a test expects are no faults.
    """

    def __init__(self, host: str) -> None:
        self.host = host
        self.status = 0
        self._faults: list[str] = []
        self._expected: set[int] = set()

    def follow(self, context: BrowserContext) -> None:
        """Watch all pages of the context."""
        context.on("request", self._hear_request)
        context.on("response", self._hear_response)
        context.on("console", self._hear_message)
        context.on("weberror", self._hear_error)

    def expect(self, *statuses: int) -> None:
        """Let pages answer with these error statuses from now on, and with no others."""
        self._expected = set(statuses)

    def take(self) -> list[str]:
        """Return the faults since the last time."""
        faults, self._faults = self._faults, []
        return faults

    def _hear_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in INSIDE_THE_BROWSER and address.netloc != self.host:
            self._faults.append(f"a request to {request.url}")

    def _hear_response(self, response: Response) -> None:
        # The status of the page that was opened last, by a link, a form or an address.
        if response.request.is_navigation_request() and response.frame.parent_frame is None:
            self.status = response.status

    def _hear_message(self, message: ConsoleMessage) -> None:
        refused = REFUSED.match(message.text)
        if message.type == "error" and not (refused and int(refused[1]) in self._expected):
            self._faults.append(f"{message.text} ({message.location['url']})")

    def _hear_error(self, error: WebError) -> None:
        self._faults.append(str(error.error))
