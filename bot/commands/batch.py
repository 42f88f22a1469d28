"""Many requests in one process: lines of JSON in, lines of JSON out, in the same order."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from bot.commands.console import say
from bot.commands.group import unknown_fault
from bot.settings import Settings
from briefs.errors import PqbriefError, QueryError, RefusedInput
from briefs.render.brief.as_json import brief_to_dict, to_json
from briefs.topic.pipeline import make_brief

if TYPE_CHECKING:
    from briefs.library import Library

_LONGEST_LINE = 1_000_000  # bytes; a request has at most a few thousand


@contextmanager
def read_lines(name: str) -> Iterator[Iterable[bytes]]:
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


def answer_lines(library: Library, lines: Iterable[bytes], stream: TextIO, length: str, settings: Settings) -> int:
    """Answer every line that is not blank and return how many could not be.

    ``ms`` is the time, in milliseconds, of that brief alone: from the request to the data that is written.
    """
    failed = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        answer = _answer(line, f"line {number}", lambda query: make_brief(library, query, length=length), settings)
        if "error" in answer:
            failed += 1
            say(f"pqbrief: line {number}: {answer['error'].removeprefix(f'line {number}: ')}")
        stream.write(to_json(answer, indent=None) + "\n")
        stream.flush()
    return failed


def _answer(line: bytes, place: str, make: Callable[[str], Any], settings: Settings) -> dict[str, Any]:
    """Return the answer to one line: the brief, or why there is none."""
    answer: dict[str, Any] = {"id": None}
    result: dict[str, Any]
    began = time.perf_counter()
    try:
        answer["id"], query = _request(line, place, answer)
        began = time.perf_counter()
        result = {"brief": brief_to_dict(make(query))}
    except PqbriefError as error:
        result = {"error": str(error)}
    except Exception as error:
        if settings.debug:
            raise
        result = {"error": unknown_fault(error, settings)}
    answer["ms"] = round((time.perf_counter() - began) * 1000, 3)
    return {**answer, **result}


def _request(line: bytes, place: str, answer: dict[str, Any]) -> tuple[Any, str]:
    """Return the id and the query of a line; the id is put into ``answer`` even where the query is missing."""
    if len(line) > _LONGEST_LINE:
        raise RefusedInput("the line is too long; a line is a request of a few words", place)
    try:
        request = json.loads(line.decode("utf-8-sig"))
        json.dumps(request, allow_nan=False)  # Python reads NaN and 1e999, which are no JSON
    except (ValueError, RecursionError) as error:
        raise RefusedInput('not JSON; a line is {"id": …, "query": "…"}', place) from error
    if not isinstance(request, dict):
        raise RefusedInput('not an object; a line is {"id": …, "query": "…"}', place)
    answer["id"] = request.get("id")
    query = request.get("query")
    if not isinstance(query, str):
        raise QueryError('The line has no "query", the words to brief on.')
    return answer["id"], query
