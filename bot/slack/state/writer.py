"""One thread that writes to a small database: what several threads have for it at once goes to the disk together."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from bot.slack.signals import STOPPING
from briefs.errors import StoreError
from briefs.store.database import BUSY_SECONDS, empty_log, plain_errors

_T = TypeVar("_T")
_MOST = 256
_VACUUM_SECONDS = 10.0
_Job = tuple[Callable[[sqlite3.Connection], Any], "Future[Any]", bool]


class Writer:
    """Runs functions over a database, each as a whole or not at all. Threads may share it."""

    def __init__(self, path: Path, tables: str) -> None:
        """Open the database and make its tables where there are none. Raises StoreError."""
        self.path = path
        with plain_errors(path):
            self._connection = sqlite3.connect(path, BUSY_SECONDS, isolation_level=None, check_same_thread=False)
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA secure_delete = ON")
            self._connection.executescript(tables)
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._closed = False
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._work, name="outbox-writer", daemon=True)
        self._thread.start()

    def run(self, function: Callable[[sqlite3.Connection], _T], *, durable: bool = False) -> _T:
        """Return what a function gives that reads or writes in a transaction. Raises StoreError.

        ``durable`` waits until it is on the disk, so that it outlives a loss of power too.
        """
        done: Future[_T] = Future()
        with self._lock:
            if self._closed:
                raise StoreError(STOPPING)
            self._jobs.put((function, done, durable))
        with plain_errors(self.path):
            return done.result()

    def empty_log(self) -> bool:
        """Write the file anew without what was deleted, and return whether no other reader or writer was in the way."""
        with plain_errors(self.path), closing(sqlite3.connect(self.path, _VACUUM_SECONDS)) as connection:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("VACUUM")  # it is small; pages that were split hold copies of what was deleted
            return empty_log(connection)

    def close(self) -> None:
        """Finish what was handed in, and let go of the file."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self._jobs.put(None)
        self._thread.join()
        self._connection.close()

    def _work(self) -> None:
        while (first := self._jobs.get()) is not None:
            batch, ending = [first], False
            while len(batch) < _MOST:
                try:
                    more = self._jobs.get_nowait()
                except Empty:
                    break
                if more is None:
                    ending = True
                    break
                batch.append(more)
            self._write(batch)
            if ending:
                return

    def _write(self, batch: list[_Job]) -> None:
        results: list[Any] = []
        connection = self._connection
        try:
            connection.execute(f"PRAGMA synchronous = {'FULL' if any(job[2] for job in batch) else 'NORMAL'}")
            connection.execute("BEGIN IMMEDIATE")
            results.extend(function(connection) for function, _, _ in batch)
            connection.execute("COMMIT")
        except BaseException as error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            for _, done, _ in batch:
                done.set_exception(error)
            return
        for (_, done, _), result in zip(batch, results, strict=True):
            done.set_result(result)
