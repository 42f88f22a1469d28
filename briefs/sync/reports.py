"""What a sync is asked to do, what it tells while it does it, and what it says at the end."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Protocol

from briefs.errors import SourceBusy
from briefs.records.model import Refusal
from briefs.sync.base import OfficialSource, Scope
from briefs.sync.http.client import Manners


@dataclass(frozen=True, slots=True)
class Task:
    """One source with what is wanted of it; ``address`` is where its service answers."""

    source: OfficialSource
    scope: Scope
    address: str
    manners: Manners = field(default_factory=Manners)


@dataclass(slots=True)
class Report:
    """What became of one source: counts of records, what was refused, warnings each with how often it came.

    ``error`` is the sentence that stopped it, None where it came to its end; ``paused`` says when it will arrive where
    the time for the run was over first. ``rests`` counts how often it was let rest, ``asked`` requests, ``cached``
    answers that were held already; ``refused`` counts all refusals, of which ``refusals`` keeps the first fifty;
    ``people`` counts the Members in each list that was stored.
    """

    name: str
    title: str
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    people: int = 0
    refused: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    warnings: Counter[str] = field(default_factory=Counter)
    error: str | None = None
    paused: str | None = None
    rests: int = 0
    asked: int = 0
    cached: int = 0
    done: int = 0
    expected: int | None = None
    seconds: float = 0.0

    @property
    def records(self) -> int:
        """How many records came."""
        return self.added + self.updated + self.unchanged


def in_short(error: SourceBusy) -> str:
    """Return what a service did, without the address and without what to do about it."""
    return str(error).partition(", at ")[0].rstrip(".")


class Watcher(Protocol):
    """Is told how the sync goes. The report of a source is the same object from its begin to its end."""

    def began(self, report: Report) -> None:
        """Hear that a source is walked now."""

    def moved(self, report: Report) -> None:
        """Hear that a batch was stored."""

    def rested(self, report: Report, seconds: float, why: str) -> None:
        """Hear that a source is let rest for so many seconds, and why (a sentence without its stop)."""

    def ended(self, report: Report) -> None:
        """Hear that a source is done or was stopped."""
