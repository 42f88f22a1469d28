"""Where the answer to a form goes: remembered here while the form is open, under an id that the form carries.

A submitted form has no place of its own to answer at; the gesture that opened it had. The form carries the id of the
brief as well, so that another process, or this one begun anew, can do what was asked and answer by direct message.
"""

from __future__ import annotations

import re
import secrets
import threading
import time
from collections import OrderedDict
from dataclasses import replace

from bot.slack.gesture import Gesture

_KEPT_SECONDS = 25 * 60.0  # a response_url lives for half an hour
_MOST = 2_000
_CARRIED = re.compile(r"(?P<place>[\w-]{1,64})(?::(?P<brief>[\w-]{1,64}))?")


class Places:
    """Gestures by id, until their address is too old. Threads may share it."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lock = threading.Lock()
        self._held: OrderedDict[str, tuple[float, Gesture]] = OrderedDict()

    def remember(self, asked: Gesture, brief_id: str = "") -> str:
        """Keep a gesture that opens a form, and return what the form carries: ids, of the gesture and of the brief."""
        place = secrets.token_urlsafe(12)
        with self._lock:
            self._held[place] = time.monotonic(), replace(asked, payload="")
            while len(self._held) > _MOST:
                self._held.popitem(last=False)
        return f"{place}:{brief_id}" if brief_id else place

    def find(self, carried: str, asked: Gesture) -> tuple[Gesture, str]:
        """Return the gesture that opened a submitted form, and the id of the brief that it is about, if any.

        ``asked`` is the submission: it stands for the gesture, under whose name it is done, where that is not held any
        more or was another person's. Whether the person may see the brief is for the caller to find out.
        """
        read = _CARRIED.fullmatch(carried)
        if read is None:
            return asked, ""
        with self._lock:
            moment, opened = self._held.get(read["place"], (0.0, asked))
        held = opened.person == asked.person and time.monotonic() - moment <= _KEPT_SECONDS
        return replace(opened if held else asked, gesture=asked.gesture), read["brief"] or ""
