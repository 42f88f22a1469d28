"""The means by which the depths of a reader report what they leave out, where no list is at hand.

Most readers put ``Stripped`` pieces into ``Reading.stripped`` themselves. What turns markup into text is called from
everywhere and returns text alone; it calls ``leave_out``, and whoever runs the reader collects.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace

from briefs.readers.common.base import Reading, SourceFile, Stripped

_collected: ContextVar[list[Stripped] | None] = ContextVar("left_out", default=None)


def leave_out(text: str, kind: str) -> None:
    """Report a piece that is left out of what is being read; ``kind`` is one of ``left_out.KINDS``."""
    pieces = _collected.get()
    if pieces is not None:
        pieces.append(Stripped(text, kind))


@contextmanager
def collecting() -> Iterator[list[Stripped]]:
    """Give the list to which ``leave_out`` adds while the block runs."""
    pieces: list[Stripped] = []
    token = _collected.set(pieces)
    try:
        yield pieces
    finally:
        _collected.reset(token)


def reporting(read: Callable[[SourceFile], Reading]) -> Callable[[SourceFile], Reading]:
    """Return a reader whose reading also holds the pieces given to ``leave_out`` while it ran."""

    def read_and_collect(source: SourceFile) -> Reading:
        with collecting() as pieces:
            reading = read(source)
        return replace(reading, stripped=(*reading.stripped, *pieces)) if pieces else reading

    return read_and_collect
