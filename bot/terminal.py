"""The terminal: how wide it is, whether it takes colours, and where output goes."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

import click

from briefs.errors import PqbriefError

PLAIN_WIDTH = 100
_NARROWEST, _WIDEST = 60, 110


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


def _is_terminal(stream: TextIO) -> bool:
    """Whether a stream is a person's terminal; a closed one is not."""
    try:
        return stream.isatty()
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


@contextmanager
def output(path: str | None) -> Iterator[TextIO]:
    """Give a stream to write to: stdout for None or "-", else a file that appears whole or not at all.

    A device or a pipe is written to as it is. Raises PqbriefError where the file cannot be written.
    """
    if path is None or path == "-":
        yield sys.stdout
        sys.stdout.flush()
        return
    target = Path(os.path.realpath(Path(path).expanduser()))
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            with target.open("w", encoding="utf-8", newline="\n") as stream:
                yield stream
        else:
            with _replacing(target) as stream:
                yield stream
    except OSError as error:
        raise PqbriefError(f"{path} cannot be written: {error.strerror or error}; name another file.") from error


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
        fresh.replace(target)
    except BaseException:
        with suppress(OSError):
            fresh.unlink()
        raise
