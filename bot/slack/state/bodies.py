"""The departments and other bodies that a form offers: those that answered a record held and can be named."""

from __future__ import annotations

import threading
import time
from functools import cached_property

from bot.slack.blocks.modals import filter_value
from briefs.library import CACHE, OWN_ALIASES
from briefs.names.alias_file import load_aliases
from briefs.names.aliases import Aliases
from briefs.store.store import Store

_KEPT_SECONDS = 60.0  # while records come all the time, they are not read again for every form


class Bodies:
    """Their names, in alphabetical order. Threads may share it."""

    def __init__(self, reading: Store) -> None:
        """Take the store to read them from."""
        self._reading = reading
        self._lock = threading.Lock()
        self._offered: tuple[str, ...] = ()
        self._seq, self._read = -1, 0.0

    def offered(self) -> tuple[str, ...]:
        """Return the bodies; one that no request can name, such as a heading of old Hansard, is left out."""
        with self._lock:
            latest, now = self._reading.last_seq(), time.monotonic()
            if self._seq != latest and (self._seq < 0 or now - self._read > _KEPT_SECONDS):
                self._offered = tuple(name for name in self._answering() if self._can_be_named(name))
                self._seq, self._read = latest, now
            return self._offered

    @cached_property
    def _aliases(self) -> Aliases:
        folder = self._reading.path.parent
        return load_aliases(folder / OWN_ALIASES, folder / CACHE)

    def _answering(self) -> list[str]:
        with self._reading.held() as connection:
            rows = connection.execute(
                "SELECT DISTINCT answering_body FROM records WHERE answering_body IS NOT NULL ORDER BY 1"
            ).fetchall()
        return [str(row[0]) for row in rows]

    def _can_be_named(self, name: str) -> bool:
        """Whether ``from:"NAME"`` is understood, as a form writes it."""
        return any(entry.kind == "body" for entry in self._aliases.meanings(filter_value(name), at_start=True))
