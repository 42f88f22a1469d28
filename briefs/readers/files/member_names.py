"""A list of names by Parliament's id, ``{"172": {"name": ..., "twfy_id": ...}}``: no dates, nothing but names."""

from __future__ import annotations

import re

from briefs.errors import RefusedInput
from briefs.members.facts import Entry, IdLink, Listing
from briefs.readers.common.base import Reading, SourceFile
from briefs.readers.common.json_rows import parse_json, text_of
from briefs.records.model import Refusal

_OPENING = re.compile(r'\{\s*"\d{1,9}"\s*:\s*\{\s*"name"\s*:')
_ID = re.compile(r"[0-9]{1,9}")


def detect(source: SourceFile) -> bool:
    """Whether the source opens with an id and a name under it."""
    return _OPENING.match(source.head.lstrip()) is not None


def read(source: SourceFile) -> Reading:
    """Return the names. Raises RefusedInput where the whole is no JSON object."""
    value = parse_json(source.text)
    if not isinstance(value, dict):
        raise RefusedInput("this is not a list of names by id")
    entries: list[Entry] = []
    refused: list[Refusal] = []
    for key, row in value.items():
        name = text_of(row, "name") if isinstance(row, dict) else ""
        if not _ID.fullmatch(key) or not name:
            refused.append(Refusal(f"entry {key[:20]}", "it has no id or no name"))
            continue
        entries.append(Listing(int(key), name))
        if _ID.fullmatch(person := text_of(row, "twfy_id")):
            entries.append(IdLink(int(person), int(key)))
    return Reading((), refused=tuple(refused), people=tuple(entries))
