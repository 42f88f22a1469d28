"""SIGTERM and SIGINT, by which a bot is told to come to its end."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def ended_by_signals(end: Callable[[], None]) -> Iterator[None]:
    """Let SIGTERM and SIGINT end the listening; a second one during the work that is left ends nothing."""

    def ended(_number: int, _frame: object) -> None:
        for each in signals:
            signal.signal(each, lambda _number, _frame: None)
        end()

    signals = (signal.SIGTERM, signal.SIGINT)
    for each in signals:
        signal.signal(each, ended)
    yield
