"""How fresh what is held is: each source's last walk, and what is held of each kind by year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from briefs.store import Store
from briefs.sync.cursors import Cursors, Walk
from briefs.sync.registry import ENTRIES, Entry
from briefs.sync.sources_file import Wanted

UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Freshness:
    """One source: whether a plain sync fetches it, and how its walks went (None: never walked); times in UTC."""

    entry: Entry
    enabled: bool
    walk: Walk | None

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

    def lag(self, today: date) -> int | None:
        """Return how many days old the newest record is, None where there is none."""
        return max(0, (today - self.newest).days) if self.newest else None


def freshness(store: Store, wanted: Mapping[str, Wanted]) -> tuple[Freshness, ...]:
    """Return every source in the order in which they are synced."""
    walks = Cursors(store).all()
    return tuple(
        Freshness(entry, entry.name in wanted and wanted[entry.name].runs, walks.get(entry.name)) for entry in ENTRIES
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
