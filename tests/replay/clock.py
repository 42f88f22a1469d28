"""A clock on which hours pass in a moment: waiting moves it on, and nothing else does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from unittest import mock

from briefs.sync.http.clock import SystemClock

BEGAN = datetime(2031, 5, 20, 22, 0, tzinfo=UTC)


class FakeClock(SystemClock):
    """Begins on the evening of 20 May 2031 unless told otherwise. Threads may share it."""

    def __init__(self, began: datetime = BEGAN) -> None:
        self._began, self._seconds, self._lock = began, 0.0, threading.Lock()
        self.slept: list[float] = []

    def monotonic(self) -> float:
        with self._lock:
            return self._seconds

    def now(self) -> datetime:
        return (self._began + timedelta(seconds=self.monotonic())).replace(microsecond=0)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.advance(seconds)

    def advance(self, seconds: float) -> None:
        """Let time pass: a service that is slow to answer."""
        with self._lock:
            self._seconds += max(0.0, seconds)


@contextmanager
def without_waiting() -> Iterator[None]:
    """Let every pause of this process's own clock pass in a moment, and the clock with it."""
    passed = [0.0]
    monotonic = SystemClock.monotonic

    def sleep(_self: SystemClock, seconds: float) -> None:
        passed[0] += seconds

    with (
        mock.patch.object(SystemClock, "sleep", sleep),
        mock.patch.object(SystemClock, "monotonic", lambda self: monotonic(self) + passed[0]),
    ):
        yield
