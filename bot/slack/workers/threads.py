"""Threads that do what people asked for, each person's a few at a time, so that nobody holds up everybody."""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable

_log = logging.getLogger(__name__)


class Threads:
    """Does calls in up to ``most`` threads, and of one person no more than ``each`` at once, the first asked first.

    The threads do not keep the program from ending: ``wait`` for them.
    """

    def __init__(self, name: str, most: int, each: int) -> None:
        """Begin without a thread: they are started as they are needed."""
        self._name, self._most, self._each = name, most, each
        lock = threading.Lock()
        self._more, self._idle = threading.Condition(lock), threading.Condition(lock)
        self._waiting: list[tuple[str, Callable[[], None]]] = []
        self._doing: Counter[str] = Counter()
        self._started = 0

    def submit(self, person: str, call: Callable[[], None]) -> None:
        """Have a call done for a person; it must not raise."""
        with self._more:
            self._waiting.append((person, call))
            if self._started < self._most and self._started < self._doing.total() + len(self._waiting):
                self._started += 1
                threading.Thread(target=self._work, name=f"{self._name}-{self._started}", daemon=True).start()
            self._more.notify()  # one is enough: a thread that is done looks itself what its person still wants

    def wait(self, until: float) -> bool:
        """Wait until all is done, at most until a moment of the monotonic clock, and return whether it is."""
        with self._idle:
            return self._idle.wait_for(self._is_idle, max(0.0, until - time.monotonic()))

    def _is_idle(self) -> bool:
        return not self._waiting and not self._doing.total()

    def _work(self) -> None:
        while True:
            person, call = self._next()
            try:
                call()
            except Exception:
                _log.exception("a thread met a fault")
            finally:
                with self._idle:
                    self._doing[person] -= 1
                    if not self._doing[person]:
                        del self._doing[person]
                    if self._is_idle():
                        self._idle.notify_all()

    def _next(self) -> tuple[str, Callable[[], None]]:
        with self._more:
            while True:
                for place, (person, call) in enumerate(self._waiting):
                    if self._doing[person] < self._each:
                        del self._waiting[place]
                        self._doing[person] += 1
                        return person, call
                self._more.wait()
