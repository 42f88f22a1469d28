"""The process behind ``readers.sandbox``: runs one call after the other within limits, until its parent is gone."""

from __future__ import annotations

import gc
import math
import os
import pickle
import signal
import sys
import threading
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from typing import Any, BinaryIO

from briefs.errors import PqbriefError

try:
    import resource
except ImportError:  # Windows: the parent's watch on time is all there is
    resource = None  # type: ignore[assignment]

_HEAD = 8
_GROWN = 400_000_000  # bytes beyond its beginning with which a process is not used again
_WATCH_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Returned:
    """What a call returned; ``grown`` says that the process should not be used again."""

    value: Any
    grown: bool = False


@dataclass(frozen=True, slots=True)
class Faulted:
    """What a call raised: an error of our own tree, or the traceback of any other."""

    error: PqbriefError | None
    traceback: str = ""
    grown: bool = False


@dataclass(frozen=True, slots=True)
class Died:
    """A call that ran out of memory."""

    grown: bool = True


Reply = Returned | Faulted | Died


def run(function: str, given: tuple[Any, ...]) -> Reply:
    """Call ``module:name`` and return what it comes to."""
    module, _, name = function.partition(":")
    try:
        return Returned(getattr(import_module(module), name)(*given))
    except PqbriefError as error:
        return Faulted(error.with_traceback(None))
    except MemoryError:
        return Died()
    except Exception:
        return Faulted(None, traceback.format_exc())


def main() -> None:
    """Answer calls from standard input on standard output."""
    for name in ("SIGINT", "SIGTERM"):  # the parent hears these, and its end is ours
        if name == "SIGINT" or os.name != "posix":
            with suppress(ValueError, AttributeError):
                signal.signal(getattr(signal, name), signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)  # what a library prints is no answer
    import_module("briefs.readers.reading")  # while the parent finds its first file
    gc.freeze()
    limits = _Limits()
    calls = sys.stdin.buffer
    while (call := _read(calls)) is not None:
        function, given, memory, seconds = call
        limits.begin(memory, seconds)
        reply = run(function, given)
        limits.end()
        _write(answers, reply, grown=limits.has_grown())


def _read(calls: BinaryIO) -> Any:
    head = calls.read(_HEAD)
    if len(head) < _HEAD:
        return None
    return pickle.loads(calls.read(int.from_bytes(head, "big")))  # noqa: S301 - our parent's own words


def _write(answers: BinaryIO, reply: Reply, *, grown: bool) -> None:
    if grown and isinstance(reply, Returned):
        reply = Returned(reply.value, grown=True)
    try:
        data = pickle.dumps(reply, pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        data = pickle.dumps(Died())
    answers.write(len(data).to_bytes(_HEAD, "big") + data)
    answers.flush()


class _Limits:
    """The limits of this process: by the system where it has them, else by a watch."""

    def __init__(self) -> None:
        self._first = _size()
        self._most: float = math.inf
        if resource is None:
            return
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform != "linux":
            threading.Thread(target=self._watch, daemon=True).start()

    def begin(self, memory: int, seconds: float) -> None:
        """Let the next call take this much: bytes, and seconds of the processor."""
        if resource is None:
            return
        self._most = self._first + memory
        if sys.platform == "linux":
            _limit(resource.RLIMIT_AS, self._most)
        used = resource.getrusage(resource.RUSAGE_SELF)
        _limit(resource.RLIMIT_CPU, math.ceil(used.ru_utime + used.ru_stime + seconds))

    def end(self) -> None:
        """Let what follows a call, such as its answer, take what it needs."""
        self._most = math.inf
        if resource is not None:
            _limit(resource.RLIMIT_AS, None)
            _limit(resource.RLIMIT_CPU, None)

    def has_grown(self) -> bool:
        """Whether this process has become so large that a new one should take its place."""
        return _size() - self._first > _GROWN

    def _watch(self) -> None:
        while True:
            time.sleep(_WATCH_SECONDS)
            if _size() > self._most:
                os._exit(1)


def _limit(which: int, most: float | None) -> None:
    """Set a limit as far as the system lets us, None for as much as it lets us have."""
    hard = resource.getrlimit(which)[1]
    wanted = hard if most is None else int(most)
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    with suppress(ValueError, OSError):
        resource.setrlimit(which, (wanted, hard))


def _size() -> int:
    """Return the bytes of address space that this process has; elsewhere than on Linux the most it ever held."""
    with suppress(OSError, ValueError), open("/proc/self/statm", "rb") as file:
        return int(file.read().split()[0]) * resource.getpagesize()
    if resource is None:
        return 0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(most) * (1 if sys.platform == "darwin" else 1024)
