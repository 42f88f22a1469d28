"""Words that a correction puts right, wherever the record that first gave them is held: they may not be quoted.

A correction keeps of each sentence that was wrong only a hash of its words, so that no wrong words are stored as
words. Which sentences of the other records of that House and day these are is worked out whenever such a record is
read, so it makes no difference which of the two came first.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from briefs.language.sentences import sentence_spans
from briefs.records.model import Part, Passage, Record

_WORDS = re.compile(r"[£$€]?\w+%?")
SupersededWords = tuple[str, str | None, str]
"""The ISO day and the House of the records that give a sentence wrongly, and the hash of its words."""

_FEWEST = 3  # words: "I agree." is said by others too, who were right


class RecordsHeld(Protocol):
    """What keeps the tables: the store."""

    def held(self) -> AbstractContextManager[Any]:
        """Give the connection, alone."""
        ...


@dataclass(frozen=True, slots=True)
class _Wrong:
    record_id: str
    house: str | None
    words: str


def superseded_words(wrong: Iterable[str], right: Iterable[str]) -> tuple[str, ...]:
    """Return the hashes of the sentences of wrong paragraphs that the right ones do not give again, sorted."""
    return tuple(sorted(_hashes(wrong) - _hashes(right)))


def superseded_by(record: Record) -> tuple[SupersededWords, ...]:
    """Return what a correction supersedes: day and House of the other records, and a hash of each sentence."""
    if not (record.supersedes and record.day):
        return ()
    house = record.house.value if record.house else None
    return tuple((record.day.isoformat(), house, words) for words in record.supersedes)


def note_superseded(
    connection: sqlite3.Connection, record_id: str, wrong: Sequence[SupersededWords], *, again: bool
) -> None:
    """Write what a record supersedes, inside the caller's transaction; ``again`` where it was held before."""
    if again:
        connection.execute("DELETE FROM superseded WHERE record_id = ?", [record_id])
    if wrong:
        connection.executemany(
            "INSERT INTO superseded (day, house, words, record_id) VALUES (?, ?, ?, ?)",
            [(*each, record_id) for each in wrong],
        )


def marked(store: RecordsHeld, records: Sequence[Record]) -> list[Record]:
    """Return records with the sentences marked that a correction held supersedes. Raises StoreError."""
    days = {day.isoformat() for record in records for day in _days(record)}
    if not days:
        return list(records)
    with store.held() as connection:
        rows = connection.execute(
            "SELECT day, house, words, record_id FROM superseded WHERE day IN (SELECT value FROM json_each(?))",
            [json.dumps(sorted(days))],
        ).fetchall()
    if not rows:
        return list(records)
    by_day: dict[str, list[_Wrong]] = {}
    for day, house, words, record_id in rows:
        by_day.setdefault(day, []).append(_Wrong(record_id, house, words))
    return [_marked(record, by_day) for record in records]


def is_superseded(passage: Passage, start: int, end: int) -> bool:
    """Whether a span of a passage holds words that were corrected later."""
    return any(start < stop and begin < end for begin, stop in passage.superseded)


def spans_in_force(passage: Passage) -> list[tuple[int, int]]:
    """Return the spans of a passage, white space around them left out, between the words that were corrected later."""
    edges = [0, *(edge for span in passage.superseded for edge in span), len(passage.text)]
    pieces = zip(edges[::2], edges[1::2], strict=True)
    return [trimmed for start, end in pieces if (trimmed := _trimmed(passage.text, start, end))]


def number_superseded(records: Iterable[Record]) -> int:
    """Return how many sentences of the records were corrected later."""
    return sum(len(passage.superseded) for record in records for passage in record.passages)


def _marked(record: Record, by_day: Mapping[str, Sequence[_Wrong]]) -> Record:
    house = record.house.value if record.house else None
    wrong = {
        each.words
        for day in _days(record)
        for each in by_day.get(day.isoformat(), ())
        if each.record_id != record.record_id and (each.house == house or None in (each.house, house))
    }
    return replace(record, passages=tuple(_with_spans(p, wrong) for p in record.passages)) if wrong else record


def _with_spans(passage: Passage, wrong: Collection[str]) -> Passage:
    if passage.part is Part.QUESTION:
        return passage
    cut = sentence_spans(passage.text)
    spans = tuple((start, end) for start, end in cut if hash_of_words(passage.text[start:end]) in wrong)
    return replace(passage, superseded=spans) if spans else passage


def _days(record: Record) -> set[date]:
    return {day for day in (record.day, record.dates.answered) if day}


def _hashes(paragraphs: Iterable[str]) -> set[str]:
    sentences = (text[start:end] for text in paragraphs for start, end in sentence_spans(text))
    return {hashed for sentence in sentences if (hashed := hash_of_words(sentence))}


def hash_of_words(sentence: str) -> str:
    """Return a hash of a sentence's words, whatever their capitals and the marks between; empty for the shortest."""
    words = _WORDS.findall(sentence.casefold())
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:32] if len(words) >= _FEWEST else ""


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    kept = piece.strip()
    begin = start + len(piece) - len(piece.lstrip())
    return (begin, begin + len(kept)) if kept else None
