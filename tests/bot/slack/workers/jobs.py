"""Jobs for the processes that make briefs: one that answers, ones that hold or kill their process."""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path

from bot.slack.workers import tasks as work
from briefs.errors import QueryError


def held() -> int:
    """Return how many records the library of this process holds."""
    return work._open["maker"].library.store.status().records


def hold(mark: Path | None = None) -> None:
    """Match a pattern that never ends: no other thread of the process runs meanwhile."""
    if mark:
        mark.write_text(str(os.getpid()))
    re.match(r"(a|aa)+$", "a" * 200 + "b")


def die(mark: Path, times: int) -> str:
    """Kill the process as often as the lines of a file are fewer than ``times``, then answer."""
    died = len(mark.read_text()) if mark.exists() else 0
    if died < times:
        mark.write_text("x" * (died + 1))
        os.kill(os.getpid(), signal.SIGKILL)
    return "answered"


def refuse() -> None:
    """Raise what a person is told."""
    raise QueryError("Ask for something else.")


class Unreadable(Exception):
    """An error that can be written and not read."""

    def __init__(self, one: int, two: int) -> None:
        super().__init__(f"{one} {two}")


def fail() -> None:
    """Raise what cannot be handed over."""
    raise Unreadable(1, 2)


def slowly(seconds: float, mark: Path) -> None:
    """Add a letter to a file, and take some seconds."""
    with mark.open("a") as file:
        file.write("x")
    time.sleep(seconds)
