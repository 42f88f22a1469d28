"""The project's own form: JSON lines, each one record, as ``pqbrief export`` writes them."""

from __future__ import annotations

import re
from typing import Any

from briefs.errors import RefusedInput
from briefs.exchange import record_from_dict
from briefs.records import Reading, Record, Refusal
from briefs.sources.base import SourceFile
from briefs.sources.json_rows import parse_json

_MARK = re.compile(r'"pqbrief"\s*:\s*\d')


def detect(source: SourceFile) -> bool:
    """Whether the source holds records of our own form, by the mark that each line carries."""
    head = source.head.lstrip()
    return head.startswith("{") and _MARK.search(head) is not None


def read(source: SourceFile) -> Reading:
    """Return the record of each line; a line that cannot be read becomes a Refusal and the rest is read."""
    records: list[Record] = []
    refused: list[Refusal] = []
    for number, line in source.lines():
        try:
            if isinstance(line, RefusedInput):
                raise line
            records.append(record_from_dict(_object(line)))
        except RefusedInput as refusal:
            refused.append(Refusal(place=f"line {number}", reason=refusal.reason))
    return Reading(records=tuple(records), refused=tuple(refused))


def _object(line: str) -> dict[str, Any]:
    value = parse_json(line)
    if not isinstance(value, dict):
        raise RefusedInput("this is not a record's object; every line must be one")
    return value
