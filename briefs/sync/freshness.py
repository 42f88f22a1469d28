"""How fresh what is held is: each source's last walk, and what is held of each kind by year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from briefs.store.store import Store
from briefs.sync.registry import ENTRIES, SourceEntry
from briefs.sync.sources_file import SourceWishes
from briefs.sync.walk.clipped import SOURCE, Outstanding, outstanding
from briefs.sync.walk.cursors import Cursors, Walk
from briefs.sync.walk.learned import Advance, Learned
from briefs.sync.walk.reach import Reach, forecast, reach

NOTHING = Outstanding(0, None)
UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Freshness:
    """One source: whether a plain sync fetches it, and how its walks went (None: never walked); times in UTC.

    ``advance`` is how far its last run came on, ``clipped`` what is held clipped of its answers.
    """

    entry: SourceEntry
    enabled: bool
    walk: Walk | None
    advance: Advance | None = None
    clipped: Outstanding = NOTHING

    @property
    def newest(self) -> date | None:
        """The latest day of a record that it brought."""
        return self.walk.newest if self.walk else None

    @property
    def succeeded(self) -> datetime | None:
        """When a walk last came to its end."""
        return self.walk.succeeded if self.walk else None

    @property
    def error(self) -> str | None:
        """The sentence that stopped the last walk, None where it came to its end."""
        return self.walk.error if self.walk else None

    @property
    def unfinished(self) -> bool:
        """Whether the last walk was cut off from outside, or goes on now."""
        if self.walk is None or self.walk.tried is None or self.walk.error is not None:
            return False
        return self.walk.succeeded is None or self.walk.succeeded < self.walk.tried

    def reach(self, today: date) -> Reach | None:
        """Return how far the record reaches, None where it was never walked or does not go by days."""
        if self.walk is None or self.walk.since is None:
            return None
        return reach(self.entry.name, self.walk.cursor, self.walk.since, today)

    def outlook(self, today: date) -> str | None:
        """Return by which command or date what is missing will be had, as a sentence; None where nothing is missing."""
        command = f"run “pqbrief sync {self.entry.name}”"
        reached = self.reach(today)
        if reached is not None and reached.missing:
            if self.unfinished and self.advance is not None and self.advance.days > 0:
                told = forecast(self.entry.name, reached, self.advance.days, today)
                return f"{command} every night: {told}."
            return f"{command}: it continues from there."
        if reached is not None and reached.gaps:
            return f"{command}: it asks for the gaps again for three weeks after they were found."
        if self.clipped.number:
            runs = f"the next {self.clipped.runs:,} runs fetch" if self.clipped.runs > 1 else "the next run fetches"
            return f"{command}: {runs} the clipped answers whole."
        return None

    def lag(self, today: date) -> int | None:
        """Return how many days old the newest record is, None where there is none."""
        return max(0, (today - self.newest).days) if self.newest else None


def freshness(store: Store, wanted: Mapping[str, SourceWishes]) -> tuple[Freshness, ...]:
    """Return every source in the order in which they are synced."""
    walks, advances = Cursors(store).all(), Learned(store).advances()
    clipped = {SOURCE: outstanding(store)}
    return tuple(
        Freshness(
            entry,
            entry.name in wanted and wanted[entry.name].runs,
            walks.get(entry.name),
            advances.get(entry.name),
            clipped.get(entry.name, NOTHING),
        )
        for entry in ENTRIES
    )


def held_by_year(store: Store) -> dict[str, dict[str, int]]:
    """Return how many records are held of each kind and year, oldest year first; those without a day last."""
    with store.held() as connection:
        rows = connection.execute(
            "SELECT kind, ifnull(substr(day, 1, 4), ?) AS year, count(*) FROM records GROUP BY kind, year"
            " ORDER BY kind, year",
            [UNDATED],
        ).fetchall()
    held: dict[str, dict[str, int]] = {}
    for kind, year, number in rows:
        held.setdefault(kind, {})[year] = number
    return held
