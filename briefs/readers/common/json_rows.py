"""Rows out of an API's JSON answer, and their fields, each checked for its type.

The envelopes are those of Parliament's and GOV.UK's interfaces: ``{results: [...]}``, ``{items: [...]}``, a list, one
object, or one object a line; a row may itself stand in ``{value, links}``. A field that is missing or null is None or
empty; one of another type than the source's specification gives is refused by name where the record needs it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from briefs.errors import RefusedInput
from briefs.readers.common.base import Reading, SourceFile
from briefs.readers.common.decoding import visible
from briefs.readers.common.london_days import london_day
from briefs.records.model import House, Record, Refusal

Row = dict[str, Any]
_ENVELOPES = ("results", "items")
_HOUSES = {house.value: house for house in House}
# The largest whole number that JSON readers agree on.
_LARGEST = 2**53
# Of a text whose whole is no JSON, how many lines are looked at to tell whether each is a value of its own.
_LOOKED_AT = 12
# Not strict, for a line end of another script within a string has become a plain one by now.
_DECODER = json.JSONDecoder(strict=False)
_NOT_JSON = "this is not valid JSON ({why}); fetch it again or correct it"
_NOT_AN_OBJECT = "this row is not a JSON object; every row must be one"


def json_rows(source: SourceFile) -> Iterator[tuple[str, Row | RefusedInput]]:
    """Yield (place, a row or why there is none); the place is "line N", "row N", or empty for a single object.

    Raises RefusedInput where the whole is no JSON.
    """
    for place, value in json_values(source):
        if isinstance(value, RefusedInput):
            yield place, value
        elif place:
            yield from ((place, row) for _, row in _unwrapped(value, place))
        else:
            yield from _unwrapped(value, "")


def json_values(source: SourceFile) -> Iterator[tuple[str, Any]]:
    """Yield (place, a value or the RefusedInput that says why there is none) of JSON text or JSON lines.

    The place is "line N" of JSON lines, empty for a single value, in whatever layout it is printed. No text is parsed
    as a whole and by its lines too, but for a first line and, where the whole is broken, a few more. Raises
    RefusedInput where the whole is no JSON.
    """
    lines = [line for _, line in islice(source.lines(), _LOOKED_AT)]
    if len(lines) > 1 and _is_value(lines[0]):
        yield from _each_line(source)
        return
    try:
        value = parse_json(source.text)
    except RefusedInput:
        if not _are_json_lines(lines):
            raise
        yield from _each_line(source)
    else:
        yield "", value


def _each_line(source: SourceFile) -> Iterator[tuple[str, Any]]:
    for number, line in source.lines():
        place = f"line {number}"
        if isinstance(line, RefusedInput):
            yield place, line
            continue
        try:
            yield place, parse_json(line)
        except RefusedInput as refusal:
            yield place, refusal


def _are_json_lines(lines: list[str | RefusedInput]) -> bool:
    """Whether lines, of which the first is broken, are JSON lines: most of the others are values of their own."""
    first, others = lines[0] if lines else "", lines[1:]
    begins = isinstance(first, RefusedInput) or first.lstrip().startswith("{")
    return begins and 2 * sum(map(_is_value, others)) > len(others)


def _is_value(line: str | RefusedInput) -> bool:
    """Whether a line is a whole JSON object or list."""
    if isinstance(line, RefusedInput) or not line.lstrip().startswith(("{", "[")):
        return False
    try:
        parse_json(line)
    except RefusedInput:
        return False
    return True


def parse_json(text: str) -> Any:
    """Return the value of JSON text. Raises RefusedInput saying where it breaks."""
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        line = f"line {error.lineno}, " if "\n" in text.strip() else ""
        where = f"{error.msg} at {line}character {error.colno}"
        raise RefusedInput(_NOT_JSON.format(why=where[0].lower() + where[1:])) from error
    except (ValueError, RecursionError) as error:
        raise RefusedInput(_NOT_JSON.format(why="a number too long or too many brackets")) from error


def reading_of(rows: Iterable[tuple[str, Row | RefusedInput]], record_of: Callable[[Row], Record]) -> Reading:
    """Return the records of rows, the last of each id, with a Refusal for each row that is none.

    Raises RefusedInput where a single object, which has no place of its own, is refused.
    """
    records: dict[str, Record] = {}
    refused: list[Refusal] = []
    for place, row in rows:
        try:
            if isinstance(row, RefusedInput):
                raise row
            record = record_of(row)
        except RefusedInput as refusal:
            if not place:
                raise
            refused.append(Refusal(place, refusal.reason))
        else:
            records[record.record_id] = record
    return Reading(tuple(records.values()), refused=tuple(refused))


def text_of(row: Row, key: str) -> str:
    """Return a field as one line of text, empty where it is missing or no text."""
    raw = row.get(key)
    return " ".join(visible(raw).split()) if isinstance(raw, str) else ""


def markup_of(row: Row, key: str) -> str:
    """Return a field that holds HTML as it stands, empty where it is missing or no text."""
    raw = row.get(key)
    return raw if isinstance(raw, str) else ""


def number_of(row: Row, key: str) -> int | None:
    """Return a whole number that is not negative, or None."""
    raw = row.get(key)
    return raw if type(raw) is int and 0 <= raw < _LARGEST else None


def object_of(row: Row, key: str) -> Row:
    """Return the object in a field, an empty one where there is none."""
    raw = row.get(key)
    return raw if isinstance(raw, dict) else {}


def objects_of(row: Row, key: str) -> list[Row]:
    """Return the objects of a list in a field; anything else in it is passed over."""
    raw = row.get(key)
    return [item for item in raw if isinstance(item, dict)] if isinstance(raw, list) else []


def day_of(row: Row, key: str) -> date | None:
    """Return the day of an ISO date and time in London (``briefs.readers.common.london_days``), None where it is null.

    Raises RefusedInput where the field is no date.
    """
    raw = row.get(key)
    if raw is None or raw == "":
        return None
    day = london_day(raw) if isinstance(raw, str) else None
    if day is None:
        raise RefusedInput(f'the field "{key}" is not a date such as 2025-01-07T00:00:00')
    return day


def needed_day(row: Row, key: str) -> date:
    """Return the day in a field. Raises RefusedInput where it is missing or no date."""
    day = day_of(row, key)
    if day is None:
        raise RefusedInput(f'the field "{key}" is missing')
    return day


def house_of(row: Row, key: str = "house") -> House | None:
    """Return the House that a field names, None for neither."""
    return _HOUSES.get(text_of(row, key).lower())


def needed_house(row: Row, key: str = "house") -> House:
    """Return the House that a field names. Raises RefusedInput where it names neither."""
    house = house_of(row, key)
    if house is None:
        raise RefusedInput(f'the field "{key}" is neither "Commons" nor "Lords"')
    return house


def _unwrapped(value: Any, place: str) -> Iterator[tuple[str, Row | RefusedInput]]:
    """Yield the rows inside an envelope, a list or nothing; those of a list are numbered from 1."""
    if isinstance(value, dict):
        value = next((value[key] for key in _ENVELOPES if isinstance(value.get(key), list)), value)
    single = not isinstance(value, list)
    for number, item in enumerate([value] if single else value, 1):
        row = item["value"] if isinstance(item, dict) and isinstance(item.get("value"), dict) else item
        where = place if single else f"row {number}"
        yield where, row if isinstance(row, dict) else RefusedInput(_NOT_AN_OBJECT)
