"""The project's own form: JSON lines, each one record, as ``pqbrief export`` writes them."""

from __future__ import annotations

import re
from typing import Any

from briefs.errors import RefusedInput
from briefs.readers.common.base import Reading, SourceFile
from briefs.readers.common.json_rows import json_values
from briefs.records.exchange import record_from_dict
from briefs.records.model import Record, Refusal

_MARK = re.compile(r'"pqbrief"\s*:\s*\d')


def detect(source: SourceFile) -> bool:
    """Whether the source holds records of our own form, by the mark that each line carries."""
    head = source.head.lstrip()
    return head.startswith("{") and _MARK.search(head) is not None


def read(source: SourceFile) -> Reading:
    """Return the record of each line; a line that cannot be read becomes a Refusal and the rest is read."""
    records: list[Record] = []
    refused: list[Refusal] = []
    for place, value in json_values(source):
        try:
            records.append(record_from_dict(_object(value)))
        except RefusedInput as refusal:
            refused.append(Refusal(place=place, reason=refusal.reason))
    return Reading(records=tuple(records), refused=tuple(refused))


def _object(value: Any) -> dict[str, Any]:
    if isinstance(value, RefusedInput):
        raise value
    if not isinstance(value, dict):
        raise RefusedInput("this is not a record's object; every line must be one")
    return value
