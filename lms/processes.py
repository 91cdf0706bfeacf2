"""Runs several programs as one: when one of them ends, or when a person presses Ctrl-C, all of them end."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import FrameType

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
TICK_SECONDS = 0.1
PATIENCE_SECONDS = 15


@dataclass(frozen=True, slots=True)
class Program:
    """A program with the name that people know it by."""

    name: str
    command: Sequence[str]


class Together:
    """The running programs; as a context manager it leaves none of them behind."""

    def __init__(self, programs: Sequence[Program], environment: Mapping[str, str]) -> None:
        self._programs = programs
        self._environment = environment
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._asked_to_stop = False

    def __enter__(self) -> Together:
        """Start the programs and take over the signals that stop them."""
        self._before = {number: signal.signal(number, self._note) for number in STOPPING}
        for program in self._programs:
            # In a session of its own a program does not get the terminal's Ctrl-C a second time.
            self._running[program.name] = subprocess.Popen(  # noqa: S603 - the commands are the caller's own
                program.command, env=self._environment, stdin=subprocess.DEVNULL, start_new_session=True
            )
        return self

    def __exit__(self, *fault: object) -> None:
        """Ask every program to end, wait for it, and end by force what does not."""
        for process in self._running.values():
            process.terminate()
        until = time.monotonic() + PATIENCE_SECONDS
        for process in self._running.values():
            _end(process, until)
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def wait(self, until: Callable[[], bool] = lambda: False) -> str | None:
        """Wait until the condition holds or a person stops (None), or one of the programs ends (its name)."""
        while not self._asked_to_stop:
            for name, process in self._running.items():
                if process.poll() is not None:
                    return name
            if until():
                return None
            time.sleep(TICK_SECONDS)
        return None

    @property
    def asked_to_stop(self) -> bool:
        """Whether a person, or the system, has asked to stop."""
        return self._asked_to_stop

    def _note(self, number: int, frame: FrameType | None) -> None:
        self._asked_to_stop = True


def _end(process: subprocess.Popen[bytes], until: float) -> None:
    with suppress(subprocess.TimeoutExpired):
        process.wait(max(0.1, until - time.monotonic()))
    # The program's session holds what it started itself; nothing of that may stay.
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
