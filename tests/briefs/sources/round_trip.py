"""Whether a reading keeps every visible word of its source but those that it reports as left out."""

from __future__ import annotations

import json
import re
from collections import Counter

from briefs.records import Reading
from briefs.sources.base import SourceFile
from briefs.sources.registry import reader_for


def words(text: str) -> Counter[str]:
    """Return the words of a text, counted."""
    return Counter(re.findall(r"\w+", text))


def kept(reading: Reading) -> Counter[str]:
    """Return the words of a reading's passages and of what it left out."""
    return words(" ".join([p.text for r in reading.records for p in r.passages] + [s.text for s in reading.stripped]))


def read_as(form: str, data: bytes | object, name: str = "x") -> Reading:
    """Return what the reader of a form makes of bytes, or of a value as JSON; the form must be found by content."""
    source = SourceFile(name, data if isinstance(data, bytes) else json.dumps(data).encode())
    found = reader_for(source)
    assert found.name == form
    return found.read(source)
