"""Quoted words of a draft, and whether they stand in a stored record."""

from __future__ import annotations

from collections.abc import Iterator

from briefs.index.index import Search
from briefs.language.words import words
from briefs.library import Library

_CLOSING = {"“": "”", '"': '"', "‘": "’", "«": "»"}
_LONGEST = 1_500  # characters between two marks
_LEAST_WORDS = 3
_MOST_QUOTED, _MOST_HITS = 40, 60
_MOST_WORDS = 25  # of a quotation that are looked up at once; the whole is then compared
_SAME = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "‑": "-", "\u00a0": " "})


def quotations_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the words between quotation marks stand, of three words and more; omissions (…, [...]) part them."""
    at = 0
    found = 0
    while at < len(text) and found < _MOST_QUOTED:
        closing = _CLOSING.get(text[at])
        if closing is None or (at and text[at - 1].isalnum()):
            at += 1
            continue
        end = _end(text, at + 1, closing)
        if end is None:
            at += 1
            continue
        for start, stop in _pieces(text, at + 1, end):
            if len(text[start:stop].split()) >= _LEAST_WORDS:
                found += 1
                yield start, stop
        at = end + 1


def _end(text: str, start: int, closing: str) -> int | None:
    """Return where a quotation ends: at its closing mark, which no letter follows; None where none comes soon."""
    limit = min(len(text), start + _LONGEST)
    at = text.find(closing, start, limit)
    while at >= 0:
        if at > start and not text[at + 1 : at + 2].isalnum():
            return at
        at = text.find(closing, at + 1, limit)
    return None


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    while at < end:
        cut, resumes = _omission(text, at, end)
        first, last = at, cut
        while first < last and text[first] in " \n\t,.;:":
            first += 1
        while last > first and text[last - 1] in " \n\t,.;:":
            last -= 1
        if last > first:
            yield first, last
        at = resumes


def _omission(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the next words end that were left out of a quotation or put into it, and where it goes on."""
    for at in range(start, end):
        if text[at] == "…":
            return at, at + 1
        if text.startswith("...", at):
            return at, at + 3
        if text[at] == "[":
            close = text.find("]", at, end)
            return at, (close + 1 if close >= 0 else end)
    return end, end


def is_printed(library: Library, quoted: str, *known: str) -> bool:
    """Whether words stand in a text or in a stored record, marks and spaces apart. Raises IndexUnavailable."""
    wanted = _plain(quoted)
    if any(wanted in _plain(text) for text in known):
        return True
    phrase = tuple(word.written for word in words(quoted))[:_MOST_WORDS]
    if not phrase:
        return False
    hits = library.search(Search(groups=((phrase,),)), _MOST_HITS)
    held = library.store.get_many({hit.record_id for hit in hits})
    return any(wanted in _plain(f"{r.title}\n" + "\n".join(p.text for p in r.passages)) for r in held.values())


def _plain(text: str) -> str:
    return " ".join(text.translate(_SAME).casefold().split())
