"""Briefs asked for by several people at once are made once: who comes while one is being made waits for the same.

What was made is remembered until a record comes or the day ends, for the last ones asked for.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from concurrent.futures import Future
from datetime import date

from bot.london_time import today
from bot.slack.request import BriefRequest
from bot.slack.workers import tasks as work
from bot.slack.workers.pool import Makers
from bot.slack.workers.tasks import KeptBrief
from briefs.store.store import Store

_KEPT = 64

_Key = tuple[BriefRequest, bool, date, int]


class Sharing:
    """Gives the answer to what is wanted, made for the first who asks. Threads may share it."""

    def __init__(self, makers: Makers, reading: Store) -> None:
        """Take what makes briefs, and the store that tells whether a record has come."""
        self._makers = makers
        self._reading = reading
        self._lock = threading.Lock()
        self._made: OrderedDict[_Key, Future[KeptBrief]] = OrderedDict()

    def answer(self, wanted: BriefRequest, *, private: bool) -> KeptBrief:
        """Return a brief with its messages. Raises PqbriefError, to everybody who waits for it."""
        key = wanted, private, today(), self._reading.last_seq()
        with self._lock:
            made = self._made.get(key)
            mine = made is None
            if made is None:
                made = self._made[key] = Future()
                while len(self._made) > _KEPT:
                    self._made.popitem(last=False)
        if mine:
            self._make(key, made)
        return made.result()

    def _make(self, key: _Key, made: Future[KeptBrief]) -> None:
        wanted, private, *_ = key
        try:
            made.set_result(self._makers.run(work.answer, wanted, private=private))
        except BaseException as error:
            with self._lock:
                if self._made.get(key) is made:
                    del self._made[key]
            made.set_exception(error)
