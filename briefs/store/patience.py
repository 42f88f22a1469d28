"""What is said of work that keeps a person waiting."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Tell = Callable[[str], None]
"""How a sentence reaches the person who waits."""

_PATIENCE = 2.0  # seconds


def silently(sentence: str) -> None:
    """Tell nobody."""


@contextmanager
def told_if_slow(tell: Tell, sentence: str) -> Iterator[None]:
    """Tell once what is being done, if it takes more than two seconds."""
    timer = threading.Timer(_PATIENCE, tell, [sentence])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
