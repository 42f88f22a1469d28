"""How much more work a longer text makes, measured in processor time so that a busy machine changes nothing."""

from __future__ import annotations

import signal
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

STEEPEST = 1.3  # the power of the length above which work grows too fast
SHORT, STEP = 1_200, 4  # characters of the shorter text, and how many times as long the longer one is
QUICK = 0.00004  # seconds: where the shorter text is read in less, quadratic work would have shown
_HOPELESS = 0.1  # seconds that no linear reading of the shorter text takes
_LONGEST = 1.0  # seconds after which a reading is cut short
_NOISE = 1.5  # how much the ratio of two times may be off
_TRIES = 3


class TooSlow(Exception):
    """Raised in the midst of a reading that has used up its time."""


def grows(ask: Callable[[str], Any], text: Callable[[int], str]) -> float | None:
    """Return the seconds that a reading took which grows too fast, None for one that does not.

    ``ask`` reads a text, ``text`` makes one of a length. A reading fails where a text four times as long takes more
    than 4 to the power STEEPEST as long, beyond noise, in each of three tries, and one four times as long again does so
    too (a repeat with a bound levels off); or where the shorter text takes a time that can only be a steep one. Where a
    try passes, the rest are spared.
    """
    took = 0.0
    for _ in range(_TRIES):
        before = _spent(ask, text(SHORT))
        if before < QUICK:
            return None
        if before >= _LONGEST:
            return before  # cut short: no noise makes so much work
        if before >= _HOPELESS:
            took = before
            continue
        took = _spent(ask, text(SHORT * STEP))
        if took < before * STEP**STEEPEST * _NOISE:
            return None
    if took < _HOPELESS and _spent(ask, text(SHORT * STEP**2)) < took * STEP**STEEPEST * _NOISE:
        return None
    return took


def _spent(ask: Callable[[str], Any], text: str) -> float:
    """Return the time of this thread's work on a text, ``_LONGEST`` for a reading that was cut short."""
    start = time.thread_time()
    try:
        with _limited(_LONGEST):
            ask(text)
    except TooSlow:
        return _LONGEST
    return time.thread_time() - start


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raise TooSlow in this process when so much processor time has gone; ``re`` looks for signals."""

    def stop(*_: object) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def every_match(pattern: Any) -> Callable[[Any], object]:
    """Return the reading of a text that finds every match of a pattern."""
    return lambda text: deque(pattern.finditer(text), maxlen=0)


def reading(pattern: Any, way: str) -> Callable[[str], object]:
    """Return the reading of a text that a method of a pattern makes; "finditer" finds every match."""
    ask: Callable[[Any], object] = every_match(pattern) if way == "finditer" else getattr(pattern, way)
    return (lambda text: ask(text.encode())) if isinstance(pattern.pattern, bytes) else ask
