"""Where the answer to a form goes: remembered here while the form is open, under an id that the form carries.

A submitted form has no place of its own to answer at; the gesture that opened it had.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict

from bot.slack.asked import Asked

_KEPT_SECONDS = 25 * 60.0  # a response_url lives for half an hour
_MOST = 2_000


class Places:
    """Gestures by id, until their address is too old. Threads may share it."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lock = threading.Lock()
        self._held: OrderedDict[str, tuple[float, Asked, str]] = OrderedDict()

    def remember(self, asked: Asked, brief_id: str = "") -> str:
        """Keep a gesture that opens a form, with the brief it is about, and return the id for the form to carry."""
        place = secrets.token_urlsafe(12)
        with self._lock:
            self._held[place] = time.monotonic(), asked, brief_id
            while len(self._held) > _MOST:
                self._held.popitem(last=False)
        return place

    def find(self, place: str, person: str) -> tuple[Asked, str] | None:
        """Return the gesture of this person, and the brief, under an id; None where it is not held any more."""
        with self._lock:
            found = self._held.get(place)
        if found is None or time.monotonic() - found[0] > _KEPT_SECONDS or found[1].person != person:
            return None
        return found[1], found[2]
