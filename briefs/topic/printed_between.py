"""What in an exchange nobody says: the text of motions, clauses and amendments, printed between the speeches."""

from __future__ import annotations

from briefs.records.model import EXCHANGES, Record


def said_by_nobody(record: Record) -> frozenset[int]:
    """Return the passages without a speaker of an exchange that names its speakers."""
    if record.kind not in EXCHANGES:
        return frozenset()
    silent = frozenset(n for n, each in enumerate(record.passages) if not each.speaker and not each.office)
    return silent if len(silent) * 2 < len(record.passages) else frozenset()
