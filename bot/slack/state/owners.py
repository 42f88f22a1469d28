"""Which running bots there are on a data folder: each holds a lock that goes with its process, however that ends."""

from __future__ import annotations

import secrets
import sqlite3
from contextlib import suppress
from pathlib import Path

from briefs.errors import StoreError
from briefs.store.database import plain_errors
from briefs.store.private_files import make_private_file, make_private_folder

FOLDER = "bots"
_TRIES = 20


class Owner:
    """This bot, under a name that no other has. It is alive until ``close`` or the end of the process.

    SQLite's lock works alike on every system, and a process that is stopped for a while still holds it.
    """

    def __init__(self, data_folder: Path) -> None:
        """Take the lock of a new name. Raises StoreError where it cannot be had."""
        self._folder = data_folder / FOLDER
        with plain_errors(self._folder / "lock"):
            make_private_folder(self._folder)
            for _ in range(_TRIES):
                self.name = secrets.token_hex(8)
                make_private_file(self._path(self.name))
                lock = _locked(self._path(self.name))
                # Another bot may have tidied it away before the lock was held.
                if lock is not None and self._path(self.name).exists():
                    self._lock = lock
                    return
        raise StoreError(f"{self._folder} cannot be written: check who can write there, or choose another with --db.")

    def is_dead(self, name: str) -> bool:
        """Whether the bot of a name has surely ended."""
        path = self._path(name)
        if name == self.name:
            return False
        if not path.exists():
            return True
        lock = _locked(path)
        if lock is not None:
            lock.close()
        return lock is not None

    def tidy(self) -> None:
        """Remove the locks of bots that have ended: one without a lock counts as ended too."""
        for path in self._folder.glob("*.sqlite3"):
            lock = _locked(path) if path.stem != self.name else None
            if lock is not None:
                with suppress(OSError):
                    path.unlink()
                lock.close()

    def close(self) -> None:
        """Let go of the lock."""
        self._lock.close()
        with suppress(OSError):
            self._path(self.name).unlink()

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.sqlite3"


def _locked(path: Path) -> sqlite3.Connection | None:
    """Return a connection that holds the lock of a file, None where another holds it or it cannot be had."""
    try:
        lock = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=0, isolation_level=None, check_same_thread=False
        )
    except sqlite3.Error:
        return None
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error:
        lock.close()
        return None
    return lock
