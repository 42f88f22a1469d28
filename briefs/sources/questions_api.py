"""Answers of Parliament's Written Questions API, and the same objects one a line.

The shapes are those of its OpenAPI description (QuestionsViewModelSearchResult, QuestionsViewModelItem): a list
answer ``{totalResults, results: [{value, links}]}``, a detail answer ``{value, links}``, lists of either without
their envelope, and ``value`` objects one a line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from briefs.errors import RefusedInput
from briefs.records import Reading, Record, Refusal
from briefs.sources.base import SourceFile
from briefs.sources.fuller import fuller
from briefs.sources.question_row import question

_NO_RESULTS = re.compile(r'\{\s*"totalResults"\s*:\s*\d+\s*,\s*"results"\s*:\s*\[\s*\]')
_NOT_JSON = "this is not valid JSON ({why}); fetch it again or mend it"


def detect(source: SourceFile) -> bool:
    """Whether the source holds answers of the Written Questions API, by the fields that every question has."""
    head = source.head.lstrip()
    if not head.startswith(("{", "[")):
        return False
    return ('"questionText"' in head and '"uin"' in head) or _NO_RESULTS.match(head) is not None


def read(source: SourceFile) -> Reading:
    """Return one record for each question; a question given twice is kept once, in its newest and fullest form.

    A line or row that cannot be read becomes a Refusal with its place and the rest is read. Raises RefusedInput where
    the whole cannot be read as JSON or JSON lines.
    """
    records: dict[str, Record] = {}
    refused: list[Refusal] = []
    for place, row in rows(source):
        try:
            if isinstance(row, RefusedInput):
                raise row
            record = question(row, source)
        except RefusedInput as refusal:
            refused.append(Refusal(place=place, reason=refusal.reason))
        else:
            held = records.get(record.record_id)
            records[record.record_id] = fuller(held, record) if held else record
    return Reading(records=tuple(records.values()), refused=tuple(refused))


def rows(source: SourceFile) -> Iterator[tuple[str, dict[str, Any] | RefusedInput]]:
    """Yield (place, a question's object or why there is none); the place is "line N", or "row N" of a list."""
    if not is_json_lines(source):
        yield from _unwrapped(parse_json(source.text), "row")
        return
    for number, line in source.lines():
        place = f"line {number}"
        if isinstance(line, RefusedInput):
            yield place, line
            continue
        try:
            value = parse_json(line)
        except RefusedInput as refusal:
            yield place, refusal
            continue
        for _, row in _unwrapped(value, ""):
            yield place, row


def is_json_lines(source: SourceFile) -> bool:
    """Whether each line is a JSON object of its own: the first and second begin one, or the first is a whole one."""
    lines = [line for _, line in islice(source.lines(), 2)]
    first, second = [*lines, "", ""][:2]
    if isinstance(second, str) and second.lstrip().startswith("{"):
        return not isinstance(first, str) or first.lstrip().startswith("{")
    if not isinstance(first, str) or not second:
        return False
    try:
        parse_json(first)
    except RefusedInput:
        return False
    return True


def parse_json(text: str) -> Any:
    """Return the value of JSON text. Raises RefusedInput saying where it breaks."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"{error.msg} at character {error.pos + 1}"
        raise RefusedInput(_NOT_JSON.format(why=where[0].lower() + where[1:])) from error
    except (ValueError, RecursionError) as error:
        raise RefusedInput(_NOT_JSON.format(why="a number too long or too many brackets")) from error


def _unwrapped(value: Any, unit: str) -> Iterator[tuple[str, dict[str, Any] | RefusedInput]]:
    """Yield the question objects inside an envelope, a list or nothing, numbered from 1."""
    if isinstance(value, dict) and isinstance(value.get("results"), list):
        value = value["results"]
    if not isinstance(value, list):
        value = [value]
    for number, item in enumerate(value, 1):
        row = item.get("value", item) if isinstance(item, dict) else item
        if isinstance(row, dict):
            yield f"{unit} {number}", row
        else:
            yield f"{unit} {number}", RefusedInput("this is not a question's object; every row must be one")
