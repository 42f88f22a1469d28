"""A process that makes briefs, seen from inside: it opens the library, then does one job after another.

It ends with the program that started it, however that one ends and whatever this one is doing.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import traceback
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from bot.slack.workers import tasks as work

_PR_SET_PDEATHSIG = 1  # prctl(2)


def run(folder: Path, line: Connection, parent: int) -> None:
    """Open the library, say so, and do the jobs that come over the line until it is closed."""
    for each in (signal.SIGINT, signal.SIGTERM):  # a terminal and systemd send these to every process of a program
        signal.signal(each, signal.SIG_IGN)
    _end_with(parent)
    try:
        _answer(line, _tried(work.prepare, folder))
        while True:
            function, args, kwargs = pickle.loads(line.recv_bytes())  # noqa: S301 - from the program that started it
            _answer(line, _tried(function, *args, **kwargs))
    except (EOFError, OSError):
        return


def _tried(function: Any, *args: Any, **kwargs: Any) -> tuple[bool, Any]:
    """Return whether a function gave something, with what it gave or raised."""
    try:
        return True, function(*args, **kwargs)
    except Exception as error:
        error.add_note(traceback.format_exc())
        return False, error


def _answer(line: Connection, made: tuple[bool, Any]) -> None:
    try:
        body = pickle.dumps(made)
        if not made[0]:
            pickle.loads(body)  # noqa: S301 - not every error that can be written can be read
    except Exception as error:
        body = pickle.dumps((False, RuntimeError(f"what a job gave cannot be handed over: {error!r}, {made[1]!r}")))
    line.send_bytes(body)


def _end_with(parent: int) -> None:
    """Let this process end when the one that started it does.

    The kernel sees to it where it can (prctl(2): it kills the process when the *thread* that started it ends), as no
    thread of this process runs during a long call of a library. Elsewhere a thread watches.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it ended before that
            os._exit(1)
    threading.Thread(target=_watch_parent, daemon=True).start()


def _watch_parent() -> None:
    started_by = multiprocessing.parent_process()
    if started_by is not None:
        started_by.join()
        os._exit(1)
