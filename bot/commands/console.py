"""The terminal: how wide it is, whether it takes colours, and where output goes."""

from __future__ import annotations

import io
import os
import re
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any, TextIO, cast

import click

from briefs.errors import PqbriefError

PLAIN_WIDTH = 100
_NARROWEST, _WIDEST = 60, 110
_OWN_NAME = re.compile(r"[\w.-]*\.sqlite3(?:-\w+)?$|errors\.log|(?:sources|aliases|slack)\.toml$|(?:index|cache)\w*$")


def width(stream: TextIO | None = None) -> int:
    """Return the width for text on a stream: the terminal's between 60 and 110 cells, 100 where it is not one."""
    if not _is_terminal(stream or sys.stdout):
        return PLAIN_WIDTH
    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns))


def colour(stream: TextIO | None = None) -> bool:
    """Whether to use colours: on a terminal that is not "dumb", unless NO_COLOR is set (see no-color.org)."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return _is_terminal(stream or sys.stdout)


def _is_terminal(stream: TextIO | None) -> bool:
    """Whether a stream is a person's terminal; a closed one is not, nor one that the program was started without."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def prepare_streams() -> None:
    """Make output UTF-8 where it goes to a program or a file, and never fail on a character a terminal lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if _is_terminal(stream):
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="replace")


def say(message: str) -> None:
    """Tell the person something that is not the answer: one line on stderr, safe for a terminal."""
    from briefs.render.escaping import visible  # noqa: PLC0415 - help needs none of it

    click.echo(visible(message), err=True)


def guard_own_files(path: str, folder: Path) -> None:
    """Refuse to write over what pqbrief keeps in its data folder, by whatever name. Raises PqbriefError.

    Held to be its own are the files that lie there, everything in the folders there, and the names that the database
    and its locks take; a link of either kind to one of them is one of them.
    """
    named, home = Path(os.path.realpath(Path(path).expanduser())), Path(os.path.realpath(folder))
    within = named.parent == home and (named.exists() or _OWN_NAME.match(named.name) is not None)
    if within or home in named.parent.parents or _is_hard_link(named, home):
        raise PqbriefError(f"{path} is a file of the data folder {folder}: name a file elsewhere.")


def _is_hard_link(named: Path, home: Path) -> bool:
    """Whether a file is one of those in the data folder under a second name."""
    try:
        status = named.stat()
        if status.st_nlink < 2 or not named.is_file():
            return False
        return any(path.is_file() and os.path.samefile(path, named) for path in home.rglob("*"))
    except OSError:
        return False


def keep_to_owner() -> None:
    """Let nobody else read the files that this process makes, but those that a person asked for by name."""
    _usual_mask()
    os.umask(0o077)


@cache
def _usual_mask() -> int:
    """Return what new files are kept from, as it was when the process began: it is asked by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


@contextmanager
def output(path: str | None, *, away_from: Path | None = None) -> Iterator[TextIO]:
    """Give a stream to write to: stdout for None or "-", else a file that appears whole or not at all.

    A device or a pipe is written to as it is. Raises PqbriefError where the file cannot be written, or is one of the
    data folder ``away_from``.
    """
    if path is None or path == "-":
        with _standard_output() as stream:
            yield stream
        return
    if away_from is not None:
        guard_own_files(path, away_from)
    named = Path(path).expanduser()
    try:
        if named.exists() and not named.is_file() and not named.is_dir():
            with named.open("w", encoding="utf-8", newline="\n") as stream:
                yield stream
        else:
            with _replacing(Path(os.path.realpath(named))) as stream:
                yield stream
    except BrokenPipeError:
        raise
    except OSError as error:
        raise PqbriefError(f"{path} cannot be written: {error.strerror or error}; name another file.") from error


class _Harmless:
    """A person's terminal, which gets lines, tabs and colours, and no other command."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        from briefs.render.escaping import harmless  # noqa: PLC0415 - help needs none of it

        return self._stream.write(harmless(text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def _standard_output() -> Iterator[TextIO]:
    """Give stdout, and see that all of it was written. Raises PqbriefError where it cannot be."""
    if sys.stdout is None:
        raise PqbriefError("There is nowhere to write: standard output is closed; name a file with -o.")
    try:
        yield cast(TextIO, _Harmless(sys.stdout)) if _is_terminal(sys.stdout) else sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        silence_stdout()
        raise PqbriefError(f"Standard output cannot be written: {error.strerror or error}.") from error


def silence_stdout() -> None:
    """Send what is still to be written nowhere: whoever read it has gone, or it cannot be written."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = None  # no file behind it: Python then writes nothing at exit


@contextmanager
def _replacing(target: Path) -> Iterator[TextIO]:
    """Give a new file beside the target that takes its place once everything is on disk."""
    if target.is_dir():
        raise IsADirectoryError(0, "it is a folder")
    fresh = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with fresh.open("x", encoding="utf-8", newline="\n") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(OSError):
            # Who may read what is there may read what comes; a new file is what a person's own settings make it.
            fresh.chmod(stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_usual_mask())
        fresh.replace(target)
    except BaseException:
        with suppress(OSError):
            fresh.unlink()
        raise
