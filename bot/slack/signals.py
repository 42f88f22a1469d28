"""The end of a bot: SIGTERM or SIGINT begins it, and when its time is over the process ends, whatever still goes on."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

_LAST_SECONDS = 3.0  # of the time left at the end: for telling people that pqbrief is being restarted
_LEAST_SECONDS = 5.0  # that an end takes where no grace is given
STOPPING = "pqbrief is being restarted: ask again in a minute."
LONGEST_WAIT = 30.0  # for Slack, where it asks to wait; what has to wait longer is not waited for


class Ending:
    """How long a bot still has. ``begun`` is set by a signal, ``last`` when what is in hand has to be left.

    Threads may share it.
    """

    def __init__(self, grace_seconds: float = 0.0) -> None:
        """Take how long the end may take."""
        self._seconds = max(grace_seconds, _LEAST_SECONDS)
        self.over = float("inf")  # when the process ends, on the monotonic clock
        self.begun, self.last = threading.Event(), threading.Event()

    def begin(self) -> None:
        """Begin the end, if it has not begun."""
        if not self.begun.is_set():
            self.over = time.monotonic() + self._seconds
            self.begun.set()

    @property
    def hand_back(self) -> float:
        """When what is in hand has to be left, on the monotonic clock."""
        return self.over - _LAST_SECONDS

    def wait(self, seconds: float) -> bool:
        """Wait as Slack asks, and return True; False, and no longer, where that is too long or the end is near."""
        return seconds <= LONGEST_WAIT and not self.last.wait(seconds)

    @contextmanager
    def by_signals(self, end: Callable[[], None]) -> Iterator[None]:
        """Let SIGTERM or SIGINT begin the end and call ``end``, in a thread of its own; a second one does nothing.

        From then on the process has so long, with exit status 0 at the end. The byte that wakes the thread is written
        when the signal comes, even while the main thread is held by a long call.
        """
        reading, writing = os.pipe()
        os.set_blocking(writing, False)

        def watch() -> None:
            os.read(reading, 1)
            self.begin()
            end()
            self._end_late()

        threading.Thread(target=watch, name="end", daemon=True).start()
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, lambda _number, _frame: None)
        signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
        yield

    def _end_late(self) -> None:
        """End the process when its time is over: its processes end with it."""
        time.sleep(max(0.0, self.over - time.monotonic()))
        logging.getLogger(__name__).warning("the time to end was over: what was left is not finished")
        for stream in (sys.stdout, sys.stderr):
            with suppress(Exception):
                stream.flush()
        os._exit(0)


UNENDING = Ending()
"""For a program that ends otherwise."""
