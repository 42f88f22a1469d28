"""What is said of a name of several meanings: the one that was taken, and those that were not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settled:
    """A name of several meanings: the one that the records hold, and the others, none where they spell out one."""

    typed: str
    meaning: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OtherSenses:
    """A word that also stands for another thing: the longer names, or the headings of records, where it does."""

    typed: str
    places: tuple[str, ...]
