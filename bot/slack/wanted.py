"""What a person wants a brief on, as data: it is kept with the brief and travels between processes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wanted:
    """A request and its length; ``also`` and ``without`` are names to search besides, and not to search."""

    request: str
    length: str = "normal"
    also: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
