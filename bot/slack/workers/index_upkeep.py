"""The indexes brought in step beside the jobs, which have no time for it: one removed or far behind takes minutes."""

from __future__ import annotations

import logging
import threading

from briefs.errors import PqbriefError
from briefs.index.index import BUILD_WAIT, Index
from briefs.library import Library

_log = logging.getLogger(__name__)
_PATIENCE_SECONDS = 5.0


class Upkeep:
    """Brings the indexes of one library in step with its records."""

    def __init__(self, library: Library) -> None:
        """Take the library."""
        self._library = library
        self._lock = threading.Lock()
        self._busy: dict[type[Index], threading.Thread] = {}

    def ensure(self, index: Index) -> None:
        """Have an index in step before it is searched; it is built from the records where it is gone.

        Raises PqbriefError where that takes more than some seconds; it goes on meanwhile.
        """
        with self._lock:
            busy = self._busy.get(type(index))
            if busy is None or not busy.is_alive():
                if index.is_current():
                    return
                busy = threading.Thread(target=self._catch_up, args=(index,), daemon=True)
                self._busy[type(index)] = busy
                busy.start()
        busy.join(_PATIENCE_SECONDS)
        if busy.is_alive():
            raise PqbriefError("The search index is being rebuilt from the records: ask again in a minute.")

    def _catch_up(self, index: Index) -> None:
        try:
            type(index).open(self._library.folder, self._library.store)  # its folder may be gone
            index.catch_up(BUILD_WAIT)
        except Exception:  # whoever searches it next meets the same, and is told
            _log.warning("an index cannot be brought in step", exc_info=True)
