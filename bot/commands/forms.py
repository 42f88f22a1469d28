"""What ``brief`` and ``pq`` share: the forms they write, and files of requests answered line by line."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import Any, TextIO

import click

from bot.commands.console import output, say
from bot.commands.group import session
from briefs.errors import PqbriefError, RefusedInput
from briefs.library import Library

FORMS = ("text", "markdown", "json", "slack")
PRINTED_ID = "printed"
"""Stands where what Slack shows has its id."""
_SUFFIXES = {".md": "markdown", ".markdown": "markdown", ".json": "json"}
_NOT_WRITTEN = frozenset((".doc", ".docx", ".htm", ".html", ".odt", ".pdf", ".rtf"))
_LONGEST_LINE = 1_000_000  # bytes; a request has at most a few thousand

Answer = dict[str, Any]


def form_of(file: str | None, what: str) -> str:
    """Return the form that a file's name asks for, text where it asks for none.

    A name that asks for a form that is not written is wrong usage: text under it could not be opened. ``what`` is
    "brief" or "note".
    """
    suffix = PurePath(file or "").suffix.lower()
    if suffix in _NOT_WRITTEN:
        raise click.UsageError(f"A {what} is not written as {suffix}: name a .txt, .md or .json file, or add --format.")
    return _SUFFIXES.get(suffix, "text")


def answer_batch(
    batch: str, form: str | None, file: str | None, answers: Callable[[Library, Iterable[bytes], TextIO], int]
) -> None:
    """Answer a file of requests; exit with status 1 where any line was not answered."""
    if form not in (None, "json"):
        raise click.UsageError("--batch writes JSON lines: leave out --format.")
    running = session()
    with (
        _read_lines(batch) as lines,
        running.library() as library,
        output(file, away_from=running.settings.data_folder) as stream,
    ):
        failed = answers(library, lines, stream)
    if failed:
        click.get_current_context().exit(1)


@contextmanager
def _read_lines(name: str) -> Iterator[Iterable[bytes]]:
    """Give the lines of a file, or of stdin for "-". Raises PqbriefError where it cannot be read."""
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = Path(name).expanduser().open("rb")
    except OSError as error:
        raise PqbriefError(f"{name} cannot be read: {error.strerror}; name a file of JSON lines.") from error
    with stream:
        yield stream


def request_of(line: bytes, place: str, *, is_one: str, form: str) -> dict[str, Any]:
    """Return the JSON object of a line. Raises RefusedInput saying what a line is: ``is_one``, and its ``form``."""
    if len(line) > _LONGEST_LINE:
        raise RefusedInput(f"the line is too long; a line is {is_one}", place)
    try:
        request = json.loads(line.decode("utf-8-sig"))
        json.dumps(request, allow_nan=False)  # Python reads NaN and 1e999, which are no JSON
    except (ValueError, RecursionError) as error:
        raise RefusedInput(f"not JSON; a line is {form}", place) from error
    if not isinstance(request, dict):
        raise RefusedInput(f"not an object; a line is {form}", place)
    return request


def write_answers(answers: Iterable[tuple[str, Answer]], stream: TextIO, to_json: Callable[[Answer], str]) -> int:
    """Write (place, answer) a line each, as soon as it is there; return how many are errors, which are told too."""
    failed = 0
    for place, answer in answers:
        if "error" in answer:
            failed += 1
            say(f"pqbrief: {place}: {answer['error'].removeprefix(f'{place}: ')}")
        stream.write(to_json(answer) + "\n")
        stream.flush()
    return failed
