"""Tests of programs that run as one: none outlives the others, and none is left behind."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from lms.processes import Program, Together

FOREVER = "import time; time.sleep(60)"
WITH_A_CHILD = """
import os, pathlib, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
pathlib.Path(sys.argv[1]).write_text(f"{os.getpid()} {child.pid}")
time.sleep(60)
"""


def program(name: str, code: str, *arguments: str) -> Program:
    return Program(name, (sys.executable, "-c", code, *arguments))


def lives(process_id: int) -> bool:
    """Whether the process runs; one that has ended may wait for its parent to take note of it."""
    try:
        state = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def all_gone(process_ids: list[int]) -> bool:
    """Whether the system ends them within two seconds."""
    until = time.monotonic() + 2
    while any(map(lives, process_ids)) and time.monotonic() < until:
        time.sleep(0.01)
    return not any(map(lives, process_ids))


def written(path: Path) -> list[int]:
    while not (path.exists() and " " in path.read_text()):
        time.sleep(0.01)
    return [int(number) for number in path.read_text().split()]


def test_a_program_that_ends_is_named_and_the_others_are_stopped(tmp_path: Path) -> None:
    note = tmp_path / "note"
    with Together([program("worker", WITH_A_CHILD, str(note)), program("web server", "")], os.environ) as programs:
        assert programs.wait() == "web server"
        running = written(note)
    assert all_gone(running)
    assert not programs.asked_to_stop


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_all_programs_and_what_they_have_started(tmp_path: Path, number: int) -> None:
    note = tmp_path / "note"
    handler = signal.getsignal(number)
    with Together([program("worker", WITH_A_CHILD, str(note)), program("web", FOREVER)], os.environ) as programs:
        running = written(note)
        threading.Timer(0.1, os.kill, (os.getpid(), number)).start()
        assert programs.wait() is None
        assert programs.asked_to_stop
    assert all_gone(running)
    assert signal.getsignal(number) == handler


def test_waiting_ends_when_the_condition_holds() -> None:
    with Together([program("web", FOREVER)], os.environ) as programs:
        assert programs.wait(lambda: True) is None
        assert not programs.asked_to_stop


def test_the_demo_says_which_port_is_taken(live_port: int, english: None) -> None:
    with pytest.raises(
        CommandError, match=rf"^Port {live_port} cannot be used .*Take another one: PORT=8001 make demo\.$"
    ):
        call_command("run_demo", port=live_port)


@pytest.fixture
def live_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]
