"""What reads files from outside, in a process of its own with limits of memory and time.

    shared().call("briefs.readers.reading:read_file", path, size=path.stat().st_size)

One process serves one call after the other; where a call breaks it or the limits end it, the next call gets a new one.
Where no process can be started, calls run here, without limits.
"""

from __future__ import annotations

import atexit
import gc
import io
import logging
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from briefs.errors import RefusedInput
from briefs.readers.common.base import SourceFile
from briefs.readers.sandbox_process import Died, Reply, Returned, run

MEGABYTE = 1_000_000
# A page of text costs some twenty times its size to read, and so much that any small file may need it.
_MEMORY, _MEMORY_FOR_EACH_BYTE = 700 * MEGABYTE, 24
# Seconds of the processor. A megabyte of questions takes 0.4, of debates in XML 0.3.
_SECONDS, _SECONDS_FOR_EACH_MEGABYTE = 20.0, 1.0
_WAIT = 6.0  # times as long by the clock as by the processor: other programs want it, too
_HEAD = 8
_log = logging.getLogger(__name__)

TOO_LONG = "reading it takes far longer than a file of its size should; split it, or save it in another form"
TOO_LARGE = "reading it needs far more memory than a file of its size should; split it, or save it in another form"
BROKE = "it needs too much memory or breaks the program that reads its form; fetch it again, or save it in another form"


class FaultInside(Exception):
    """An error of ours while a call ran; ``str`` is the traceback."""


@dataclass(frozen=True, slots=True)
class Job:
    """One call: the function as ``module:name``, what it is given, and the size in bytes of what it reads.

    It may take the time that a file of the size may, unless ``most`` gives the seconds.
    """

    function: str
    given: tuple[Any, ...]
    size: int
    most: float | None = None

    @property
    def seconds(self) -> float:
        """The seconds of the processor that the call may take."""
        return _SECONDS + _SECONDS_FOR_EACH_MEGABYTE * self.size / MEGABYTE if self.most is None else self.most


@dataclass(frozen=True, slots=True)
class Done:
    """What a call came to: what it returned, or the error that it raised."""

    value: Any = None
    error: Exception | None = None

    def get(self) -> Any:
        """Return the value, or raise the error."""
        if self.error is not None:
            raise self.error
        return self.value


class Gate:
    """Calls functions in a process of their own. Threads may share it; they take turns."""

    def __init__(self) -> None:
        """Begin without a process; the first call, or ``warm``, starts it."""
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = os.getpid()
        self._turn = threading.RLock()

    def warm(self) -> None:
        """Start the process now, so that the first call finds it ready."""
        with self._turn:
            self._ready()

    def close(self) -> None:
        """End the process."""
        with self._turn:
            process, self._process = self._process, None
            if process is None or self._owner != os.getpid():
                return  # a process that was forked has no business with its parent's
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with suppress(OSError):  # what it was not given goes nowhere
                        pipe.close()

    def call(self, function: str, *given: Any, size: int, most: float | None = None) -> Any:
        """Return what a function returns. Raises what it raises of our own errors, RefusedInput at the limits,
        and FaultInside for an error of ours."""
        return next(self.calls([Job(function, given, size, most)])).get()

    def calls(self, jobs: Iterable[Job | Done]) -> Iterator[Done]:
        """Yield what each call came to, in order; the next one runs while the caller is busy with the last.

        A Done in the place of a call is given back in its turn.
        """
        running: Job | None = None
        with self._turn:
            try:
                for job in jobs:
                    last, running = running, None
                    done = self._receive(last) if last else None
                    running = job if isinstance(job, Job) and self._send(job) else None
                    if done is not None:
                        yield done
                    if running is None:
                        yield here(job) if isinstance(job, Job) else job
                if running is not None:
                    last, running = running, None
                    yield self._receive(last)
            finally:
                if running is not None:  # nobody waits for the answer, which must not be taken for another's
                    self.close()

    def _ready(self) -> subprocess.Popen[bytes] | None:
        if self._owner != os.getpid():
            self._process, self._owner = None, os.getpid()
        if self._process is None and sys.executable:
            begin = f"import sys; sys.path[:] = {sys.path!r}; from briefs.readers.sandbox_process import main; main()"
            try:
                self._process = subprocess.Popen(  # noqa: S603 - our own module
                    [sys.executable, "-I", "-c", begin],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
            except OSError:
                _log.warning("files are read without limits: no process can be started for them", exc_info=True)
        return self._process

    def _send(self, job: Job) -> bool:
        """Give the process its next call, and return whether there is one to give it to."""
        data = pickle.dumps((job.function, job.given, _memory(job.size), job.seconds), pickle.HIGHEST_PROTOCOL)
        for _ in range(2):  # one that has died since its last call is replaced
            process = self._ready()
            if process is None:
                return False
            try:
                assert process.stdin is not None
                process.stdin.write(len(data).to_bytes(_HEAD, "big") + data)
                process.stdin.flush()
                return True
            except OSError:
                self.close()
        return False

    def _receive(self, job: Job) -> Done:
        """Wait for what the call that runs comes to."""
        process = self._process
        assert process is not None
        assert process.stdout is not None
        watch = threading.Timer(job.seconds * _WAIT, process.kill)
        watch.daemon = True
        watch.start()
        try:
            head = process.stdout.read(_HEAD)
            data = process.stdout.read(int.from_bytes(head, "big")) if len(head) == _HEAD else b""
        except BaseException:
            self.close()  # what it says next would be taken for another's answer
            raise
        finally:
            late = watch.finished.is_set()
            watch.cancel()
        if not data:
            status = process.wait()
            self.close()
            is_late = late or status == -getattr(signal, "SIGXCPU", 0)
            return Done(error=RefusedInput(TOO_LONG if is_late else BROKE))
        reply = _unpickled(data)
        if isinstance(reply, Died) or reply.grown:
            self.close()
        return _done(reply)


def _done(reply: Reply) -> Done:
    if isinstance(reply, Returned):
        return Done(reply.value)
    if isinstance(reply, Died):
        return Done(error=RefusedInput(TOO_LARGE))
    return Done(error=reply.error or FaultInside(reply.traceback))


def here(job: Job) -> Done:
    """Run a call in this process, without limits."""
    return _done(run(job.function, job.given))


def _memory(size: int) -> int:
    return _MEMORY + _MEMORY_FOR_EACH_BYTE * size


class _Unpickler(pickle.Unpickler):
    """Takes records and days from the process, and nothing that could act."""

    def find_class(self, module: str, name: str) -> Any:
        if module == "datetime" or (module.startswith("briefs.") and "." not in name):
            found = super().find_class(module, name)
            if isinstance(found, type):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no record")


def _unpickled(data: bytes) -> Reply:
    """Return a reply; a hundred thousand records are made without a look for rubbish in between."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        reply: Reply = _Unpickler(io.BytesIO(data)).load()
        return reply
    finally:
        if was_on:
            gc.enable()


_shared = Gate()
atexit.register(_shared.close)


def shared() -> Gate:
    """Return the gate that everything in this process reads through."""
    return _shared


def read_apart(function: str, source: SourceFile) -> Any:
    """Return what a reader, named ``module:name``, makes of a source, behind the gate. Raises what ``call`` raises."""
    plain = replace(source)  # without the text that was made of it since
    return shared().call(function, plain, size=len(plain.data))
