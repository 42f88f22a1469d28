"""Many requests in one process: lines of JSON in, lines of JSON out, in the same order."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, TextIO

from bot.commands.forms import Answer, request_of, write_answers
from bot.commands.group import unknown_fault
from bot.settings import Settings
from briefs.errors import PqbriefError, QueryError
from briefs.library import Library
from briefs.render.brief.as_json import brief_to_dict, to_json
from briefs.topic.pipeline import make_brief


def answer_lines(library: Library, lines: Iterable[bytes], stream: TextIO, length: str, settings: Settings) -> int:
    """Answer every line that is not blank and return how many could not be.

    ``ms`` is the time, in milliseconds, of that brief alone: from the request to the data that is written.
    """
    places = ((f"line {number}", line) for number, line in enumerate(lines, 1) if line.strip())
    make = partial(make_brief, library, length=length)
    answers = ((place, _answer(line, place, make, settings)) for place, line in places)
    return write_answers(answers, stream, partial(to_json, indent=None))


def _answer(line: bytes, place: str, make: Callable[[str], Any], settings: Settings) -> Answer:
    """Return the answer to one line: the brief, or why there is none."""
    answer: Answer = {"id": None}
    result: Answer
    began = time.perf_counter()
    try:
        request = request_of(line, place, is_one="a request of a few words", form='{"id": …, "query": "…"}')
        answer["id"], query = request.get("id"), request.get("query")
        if not isinstance(query, str):
            raise QueryError('The line has no "query", the words to brief on.')
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
