"""Answers of Parliament's Written Questions API, and the same objects one a line.

The shapes are those of its OpenAPI description (QuestionsViewModelSearchResult, QuestionsViewModelItem): a list
answer ``{totalResults, results: [{value, links}]}``, a detail answer ``{value, links}``, lists of either without
their envelope, and ``value`` objects one a line.
"""

from __future__ import annotations

import re

from briefs.errors import RefusedInput
from briefs.readers.apis.question_row import question
from briefs.readers.common.base import Reading, SourceFile
from briefs.readers.common.json_rows import json_rows
from briefs.readers.precedence import fuller
from briefs.records.model import Record, Refusal

_NO_RESULTS = re.compile(r'\{\s*"totalResults"\s*:\s*\d+\s*,\s*"results"\s*:\s*\[\s*\]')


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
    for place, row in json_rows(source):
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
