"""What the tests of the gate call behind it."""

from __future__ import annotations

import os

from briefs.errors import RefusedInput


def size_of(data: bytes) -> int:
    """Return how many bytes came."""
    return len(data)


def process(_: object = None) -> int:
    """Return the number of the process."""
    return os.getpid()


def hog() -> int:
    """Take memory without end."""
    held = [bytearray(10_000_000)]
    while held:
        held.append(bytearray(10_000_000))
    return 0


def spin() -> int:
    """Take the processor without end."""
    number = 0
    while number >= 0:
        number += 1
    return 0


def abort() -> None:
    """Break down as a library in C does."""
    os.abort()


def refuse() -> None:
    """Refuse with a place."""
    raise RefusedInput("it is upside down", "page 3")


def fail() -> None:
    """Fail as only our own mistakes do."""
    raise KeyError("a mistake of ours")


class Act:
    """Something that would act where it is unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        """Name a function to call."""
        return os.getenv, ("HOME",)


def act() -> Act:
    """Return something that acts."""
    return Act()
