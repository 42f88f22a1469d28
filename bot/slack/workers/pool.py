"""The processes that make briefs: as many as the settings say, each with the library open, so that every core works.

Each process does one job at a time. One that takes too long is killed and replaced, and so is one that dies: its job
is done once more, and refused where that one dies too. While jobs take long, as many processes again help out, so that
other people do not wait for them. With no processes at all the work is done in this one, for as long as it takes.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import pickle
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from bot.slack.signals import STOPPING
from bot.slack.workers import tasks as work
from bot.slack.workers import worker
from briefs.errors import PqbriefError

_log = logging.getLogger(__name__)
_P = ParamSpec("_P")
_T = TypeVar("_T")
JOB_SECONDS = 20.0
_STARTS = 20  # tries to start a process before a job is refused: something may kill them as they start
_START_SECONDS = 900.0  # the first start after an upgrade may build the index
_LONG_SECONDS = 3.0  # a job that takes longer lets another process help out
_IDLE_SECONDS = 1.0  # between two looks at whether an idle process is still there
_HELPER_SECONDS = 60.0  # for which a process that helped out is kept
_DIED_TWICE = "pqbrief tried twice and could not answer that: ask in other words."
_TOO_LONG = "That took longer than {:g} seconds and was stopped: ask for less, or use other words."
_NO_START = "pqbrief cannot make briefs now: ask the team that runs it to run “pqbrief doctor”."


class Makers:
    """Runs functions of ``bot.slack.workers.tasks`` where a library is open."""

    def __init__(self, folder: Path, workers: int, seconds: float = JOB_SECONDS) -> None:
        """Take a data folder, how many processes to use and how long a job may take; ``start`` starts them."""
        self._folder = folder
        self._jobs = _Jobs(workers)
        self._seats = [_Seat(number, self._jobs, folder, seconds) for number in range(2 * workers)]

    def start(self) -> None:
        """Open the library everywhere and wait until it is. Raises PqbriefError where it cannot be opened."""
        if not self._seats:
            work.prepare(self._folder)
        for seat in self._seats:
            seat.start()
        for seat in self._seats[: len(self._seats) // 2]:
            seat.opened.result()

    def run(self, function: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Return what a function of ``workers.tasks`` gives. Raises what that raises, and PqbriefError if stopped."""
        if not self._seats:
            return function(*args, **kwargs)
        job = _Job(pickle.dumps((function, args, kwargs)))
        self._jobs.put(job)
        made: _T = job.made.result()
        return made

    def give_up(self) -> None:
        """Stop what the processes make, with a sentence for whoever waits for it."""
        self._jobs.close()
        for seat in self._seats:
            seat.kill()

    def stop(self) -> None:
        """Let go of everything: to be called when nothing is waited for any more."""
        self.give_up()
        for seat in self._seats:
            if seat.is_alive():
                seat.join(1)
        if not self._seats:
            work.close()


@dataclass(eq=False)
class _Job:
    """A call written out, and what becomes of it."""

    body: bytes
    made: Future[Any] = field(default_factory=Future)
    died: bool = False  # a process did over it

    def refuse(self, sentence: str) -> None:
        self.made.set_exception(PqbriefError(sentence))


class _Jobs:
    """What waits to be done. ``closed`` says that nothing is begun any more."""

    def __init__(self, workers: int) -> None:
        self._changed = threading.Condition()
        self._waiting: deque[_Job] = deque()
        self._since: dict[int, float] = {}  # when each process began what it does, by the number of its seat
        self._workers = workers
        self.closed = False

    def put(self, job: _Job) -> None:
        with self._changed:
            if self.closed:
                raise PqbriefError(STOPPING)
            self._waiting.append(job)
            self._changed.notify_all()

    def put_back(self, job: _Job) -> None:
        """Let a job be done next."""
        with self._changed:
            if not self.closed:
                self._waiting.appendleft(job)
                self._changed.notify_all()
                return
        job.refuse(STOPPING)

    def is_helper(self, seat: int) -> bool:
        return seat >= self._workers

    def next(self, seat: int) -> _Job | None:
        """Return what a seat is to do now, None where there has been nothing for it for a while."""
        with self._changed:
            self._since.pop(seat, None)
            self._changed.wait_for(lambda: self._due(seat) or self.closed, _IDLE_SECONDS)
            if self.closed or not self._due(seat):
                return None
            self._since[seat] = time.monotonic()
            return self._waiting.popleft()

    def _due(self, seat: int) -> bool:
        """Whether a seat is to take what waits: one that helps out only for a process that is held by a long job."""
        if not self.is_helper(seat):
            return bool(self._waiting)
        before = time.monotonic() - _LONG_SECONDS
        held = sum(since < before for other, since in self._since.items() if not self.is_helper(other))
        return bool(self._waiting) and seat - self._workers < held

    def close(self) -> None:
        with self._changed:
            self.closed = True
            refused = list(self._waiting)
            self._waiting.clear()
            self._changed.notify_all()
        for job in refused:
            job.refuse(STOPPING)


class _Seat(threading.Thread):
    """Keeps one process, and does jobs in it one after another. Those past the first ``workers`` help out.

    It lives as long as this program: the kernel ends a process with the thread that started it.
    """

    def __init__(self, number: int, jobs: _Jobs, folder: Path, seconds: float) -> None:
        super().__init__(name=f"maker-{number}", daemon=True)
        self.opened: Future[None] = Future()
        self._number, self._jobs, self._folder, self._seconds = number, jobs, folder, seconds
        self._helps = jobs.is_helper(number)
        self._process: _Process | None = None

    def run(self) -> None:
        """Do what there is to do until nothing is begun any more."""
        used = time.monotonic()
        while not self._jobs.closed:
            if not self._helps:
                self._keep_open()
            job = self._jobs.next(self._number)
            if job is not None:
                self._do(job)
                used = time.monotonic()
            elif self._helps and self._process and time.monotonic() - used > _HELPER_SECONDS:
                self.kill()
                self._process = None
        self.kill()

    def kill(self) -> None:
        """End the process, whatever it does."""
        process = self._process
        if process is not None:
            process.kill()

    def _keep_open(self) -> None:
        """Have the process there before a job is taken; ``opened`` tells what came of the first time."""
        try:
            self._open()
            if not self.opened.done():
                self.opened.set_result(None)
        except Exception as error:
            if self._jobs.closed and self.opened.done():
                return  # the bot ends
            if self.opened.done():
                _log.warning("a process that makes briefs does not start", exc_info=error)
            else:
                self.opened.set_exception(error)

    def _open(self) -> _Process:
        """Return the process, started where there is none. Raises PqbriefError where it does not open the library."""
        for _ in range(_STARTS):
            if self._process is not None and self._process.is_alive():
                return self._process
            if self._process is not None:
                _log.warning("a process that makes briefs died and is replaced")
                self._process.kill()
            self._process = _Process(self._folder)
            if self._jobs.closed:
                self._process.kill()
                raise PqbriefError(STOPPING)
            try:
                done, said = self._process.call(None, _START_SECONDS)
            except _Gone:
                continue
            if not done:
                raise said
        raise PqbriefError(_NO_START)

    def _do(self, job: _Job) -> None:
        """Do a job; where the process dies over it, it is put back once."""
        try:
            done, made = self._open().call(job.body, self._seconds)
        except _Gone as gone:
            self.kill()
            self._died(job, late=gone.late)
        except Exception as error:
            job.made.set_exception(error)
        else:
            if done:
                job.made.set_result(made)
            else:
                job.made.set_exception(made)

    def _died(self, job: _Job, *, late: bool) -> None:
        if late:
            _log.warning("a job took longer than %g seconds and was stopped", self._seconds)
            job.refuse(_TOO_LONG.format(self._seconds))
        elif job.died:
            _log.warning("two processes that make briefs died over one job")
            job.refuse(_DIED_TWICE)
        else:
            job.died = True
            self._jobs.put_back(job)


class _Gone(Exception):
    """A process is gone; ``late`` says that it was killed because it took too long."""

    def __init__(self, *, late: bool) -> None:
        super().__init__()
        self.late = late


class _Process:
    """A process with the library open, and the line to it."""

    def __init__(self, folder: Path) -> None:
        # Spawned, not forked: this process has threads, and an index that maps files.
        context = multiprocessing.get_context("spawn")
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=worker.run, args=(folder, theirs, os.getpid()), daemon=True)
        self._process.start()
        theirs.close()

    def is_alive(self) -> bool:
        return not wait([self._process.sentinel], 0)

    def call(self, body: bytes | None, seconds: float) -> tuple[bool, Any]:
        """Hand over a job, if any, and return whether it was done, with what it gave or raised.

        The process is killed where that takes longer than so many seconds. Raises _Gone where the process is gone.
        """
        late = threading.Event()
        clock = threading.Timer(seconds, self._end_late, (late,))
        clock.daemon = True
        clock.start()
        try:
            if body is not None:
                self._line.send_bytes(body)
            answered: tuple[bool, Any] = pickle.loads(self._line.recv_bytes())  # noqa: S301 - from a process of ours
        except (EOFError, OSError):
            raise _Gone(late=late.is_set()) from None
        finally:
            clock.cancel()
        return answered

    def kill(self) -> None:
        """End the process at once. Any thread may call it, and more than once."""
        self._process.kill()
        self._process.join(1)

    def _end_late(self, late: threading.Event) -> None:
        late.set()
        self._process.kill()
