"""The processes that make briefs: as many as the settings say, each with the library open, so that every core works.

A process that dies is replaced and its request made once more. With no processes at all the work is done in this one.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import ParamSpec, TypeVar

from bot.slack import work
from briefs.errors import PqbriefError

_log = logging.getLogger(__name__)
_P = ParamSpec("_P")
_T = TypeVar("_T")


class Makers:
    """Runs functions of ``bot.slack.work`` where a library is open."""

    def __init__(self, folder: Path, workers: int) -> None:
        """Take a data folder and how many processes to use; ``start`` starts them."""
        self._folder = folder
        self._workers = workers
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None

    def start(self) -> None:
        """Open the library everywhere and wait until it is. Raises PqbriefError where it cannot be opened."""
        if not self._workers:
            work.prepare(self._folder)
            return
        self._pool = self._fresh()
        ready: list[Future[None]] = [self._pool.submit(_ready) for _ in range(self._workers)]
        try:
            for each in ready:
                each.result()
        except BrokenProcessPool as error:
            raise PqbriefError(
                "The processes that make briefs do not start: run “pqbrief status” to see what is wrong."
            ) from error

    def run(self, function: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Return what a function of ``bot.slack.work`` gives. Raises what it raises."""
        if not self._workers:
            return function(*args, **kwargs)
        pool = self._pool
        if pool is None:
            raise PqbriefError("pqbrief is stopping: ask again in a minute.")
        try:
            return pool.submit(function, *args, **kwargs).result()
        except BrokenProcessPool:
            _log.warning("a process that makes briefs died and is replaced")
            return self._replaced(pool).submit(function, *args, **kwargs).result()

    def stop(self) -> None:
        """Finish what was begun and let go of everything."""
        if not self._workers:
            work.close()
            return
        with self._lock:
            pool, self._pool = self._pool, None
        if pool:
            pool.shutdown(wait=True)

    def _replaced(self, broken: ProcessPoolExecutor) -> ProcessPoolExecutor:
        """Return a sound pool in the place of a broken one, which several threads may find at once."""
        with self._lock:
            if self._pool is broken:
                self._pool = self._fresh()
                broken.shutdown(wait=False)
            if self._pool is None:
                raise PqbriefError("pqbrief is stopping: ask again in a minute.")
            return self._pool

    def _fresh(self) -> ProcessPoolExecutor:
        # Spawned, not forked: this process has threads, and an index that maps files.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._workers, mp_context=context, initializer=_begin, initargs=(self._folder,))


def _begin(folder: Path) -> None:
    """Open the library in a new process, which ends with its parent and leaves signals to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    work.prepare(folder)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _ready() -> None:
    """Say that a process is there."""
