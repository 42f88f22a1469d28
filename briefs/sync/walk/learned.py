"""What is remembered of a source from one run to the next: its habits, and how fast its walk came on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from briefs.store.database import transaction
from briefs.store.store import Store
from briefs.sync.http.habits import Habits


@dataclass(frozen=True, slots=True)
class Advance:
    """How many days of a source's lists, all together, its run of ``day`` came on."""

    day: date
    days: int


class Learned:
    """What one database remembers."""

    def __init__(self, store: Store) -> None:
        """Take the store in whose file it lies."""
        self._store = store

    def habits(self, source: str, least: float, timeout: float) -> Habits:
        """Return how a source is best asked; ``least`` is the interval and ``timeout`` the time that it is given."""
        with self._store.held() as connection:
            row = connection.execute("SELECT take, interval FROM habits WHERE source = ?", [source]).fetchone()
        return Habits(least, timeout, take=row[0], interval=row[1]) if row else Habits(least, timeout)

    def keep(self, source: str, habits: Habits, advance: Advance) -> None:
        """Remember how a source was best asked, and how far its walk came on."""
        with self._store.held() as connection, transaction(connection):
            connection.execute(
                "INSERT OR REPLACE INTO habits (source, take, interval, day, advanced) VALUES (?, ?, ?, ?, ?)",
                [source, habits.take, habits.interval, advance.day.isoformat(), advance.days],
            )

    def advances(self) -> dict[str, Advance]:
        """Return how far each source's last run came on, under its name."""
        with self._store.held() as connection:
            rows = connection.execute("SELECT source, day, advanced FROM habits").fetchall()
        return {source: Advance(date.fromisoformat(day), days) for source, day, days in rows}
