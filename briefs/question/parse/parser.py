"""A written question taken apart: who is asked, what is asked for, in which parts, about which period and place.

Every part of it is an exact span of the question; nothing is said that its words do not show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from briefs.question.parse import wording as forms
from briefs.question.parse.wording import Request
from briefs.question.references.model import Pointer
from briefs.question.references.references import find_pointers
from briefs.records.model import House

_ROMAN = re.compile(r"[ivx]+")
_JOINS_ON = re.compile(r"(?<![\s,;])[\s,;]+(?:and|or|and\s+of|and\s+in)$")
_WORD = re.compile(r"\S+")
_SMALL_WORDS = frozenset("in of the for on by to from and at each".split())
_EDGES = " \t\n,;:."


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the question: ``text`` is exactly question[start:end], in characters, end exclusive."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class LetteredPart:
    """One lettered part of a request, such as (a), with those lettered under it, such as (i)."""

    label: str
    span: Span
    parts: tuple[LetteredPart, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """One request of a question: its kind, the words that show it, its subject (what follows them) and its parts."""

    kind: Request
    span: Span
    cue: Span | None
    subject: Span | None
    parts: tuple[LetteredPart, ...] = ()


@dataclass(frozen=True, slots=True)
class Anatomy:
    """A question taken apart. ``asked`` is who is asked, by title; ``references`` is what it is pursuant to."""

    text: str
    house: House
    asked: Span | None
    asks: tuple[Ask, ...]
    references: tuple[Span, ...] = ()
    pointers: tuple[Pointer, ...] = ()
    periods: tuple[Span, ...] = ()
    places: tuple[Span, ...] = ()

    def spans(self) -> Iterator[Span]:
        """Yield every span of the question that is shown."""
        yield from (span for span in (self.asked,) if span)
        for ask in self.asks:
            yield from (span for span in (ask.span, ask.cue, ask.subject) if span)
            yield from (part.span for part in every_part(ask.parts))
        yield from (*self.references, *self.periods, *self.places)


def every_part(parts: Sequence[LetteredPart]) -> Iterator[LetteredPart]:
    """Yield parts and the parts under them, in order."""
    for part in parts:
        yield part
        yield from every_part(part.parts)


def take_apart(text: str, today: date, house: House | None = None) -> Anatomy:
    """Return the anatomy of a question; ``house`` is the one its record gives, else its wording shows it."""
    match = forms.ASKED.search(text)
    asked = _trimmed(text, match.start("who"), match.end("who")) if match else None
    body = asked.end if asked else 0
    references, request = _references(text, body, len(text))
    asks = []
    for start, end in _requests(text, request):
        behind, begin = _references(text, start, end) if start != request else ((), start)
        references += behind
        asks.append(_ask(text, begin, end))
    if house is None:
        house = House.LORDS if asked and forms.LORDS.search(asked.text) else House.COMMONS
    outside = [(span.start, span.end) for span in references]
    return Anatomy(
        text=text,
        house=house,
        asked=asked,
        asks=tuple(asks),
        references=references,
        pointers=find_pointers(text, today),
        periods=_found(text, request, forms.PERIOD, outside),
        places=_places(text, request, outside),
    )


def _before_small_words(text: str, start: int, end: int) -> int:
    """Return where a stretch of the text ends without the small words at its end."""
    words = list(_WORD.finditer(text, start, end))
    kept = len(words)
    while kept and words[kept - 1][0] in _SMALL_WORDS and words[kept - 1].start() > start:
        kept -= 1
    if kept == len(words):
        return end
    return words[kept - 1].end() if kept else start


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """Return a span without the spaces and stops at its edges, None where nothing is left."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return Span(start, end, text[start:end]) if end > start else None


def _references(text: str, start: int, stop: int) -> tuple[tuple[Span, ...], int]:
    """Return what a request is pursuant to, where it says so before it, and where the request itself begins."""
    opening = re.compile(r"[\s,]*").match(text, start)
    at = opening.end() if opening else start
    if not forms.REFERENCE.match(text, at):
        return (), at
    request = forms.REQUEST.search(text, at, stop)
    end = request.start() if request else stop
    span = _trimmed(text, at, end)
    return ((span,) if span else ()), end


def _requests(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Yield the span of each request from ``start`` on; a list with semicolons inside one is one."""
    begin = start
    for cut in forms.NEXT_REQUEST.finditer(text, start):
        if text[cut.start()] == ";" and not _opens(text, cut.end()):
            continue
        if text[begin : cut.start()].strip(_EDGES):
            yield begin, cut.start()
        begin = cut.end()
    if text[begin:].strip(_EDGES):
        yield begin, len(text)


def _opens(text: str, at: int) -> bool:
    behind = forms.REFERENCE.match(text, at)
    if behind:
        return forms.REQUEST.search(text, behind.end()) is not None
    return any(pattern.match(text, at) for _, pattern in forms.KINDS) or forms.REQUEST.match(text, at) is not None


def _ask(text: str, start: int, end: int) -> Ask:
    span = _trimmed(text, start, end) or Span(start, end, text[start:end])
    kind, cue = Request.OTHER, None
    for known, pattern in forms.KINDS:
        if match := pattern.match(text, span.start, span.end):
            kind, cue = known, _trimmed(text, match.start(), match.end())
            break
    return Ask(kind, span, cue, _trimmed(text, cue.end if cue else span.start, span.end), _parts(text, span))


def _parts(text: str, span: Span) -> tuple[LetteredPart, ...]:
    """Return the lettered parts of a request; (i), (ii) after (a), (b) are under the last letter before them."""
    labels = list(forms.LABEL.finditer(text, span.start, span.end))
    runs = _runs([label["label"] for label in labels])
    if not runs:
        return ()
    places = [(label.start(), label.end(), label["label"]) for label in labels]
    flat: list[tuple[int, LetteredPart]] = []
    for run_number, (first, last, depth) in enumerate(runs):
        after = places[last + 1][0] if last + 1 < len(places) else span.end
        follows = run_number + 1 < len(runs)
        flat += [(depth, part) for part in _run(text, places[first : last + 1], after, follows)]
    return _nested(flat)


def _runs(labels: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return (first, last, depth) of each series of labels that count up: letters and figures lie at 0, romans at 1."""
    runs: list[tuple[int, int, int]] = []
    for number, label in enumerate(labels):
        before = labels[number - 1] if number else ""
        depth = 1 if _is_roman(label, before) else 0
        starts = label in {"a", "i", "1"} and before != "h"
        if runs and runs[-1][2] == depth and not starts:
            runs[-1] = (runs[-1][0], number, depth)
        else:
            runs.append((number, number, depth))
    return runs


def _is_roman(label: str, before: str) -> bool:
    """Whether a label is a roman figure: an i that follows h is a letter, and so is a lone v or x after u or w."""
    if not _ROMAN.fullmatch(label):
        return False
    return not (len(label) == 1 and before and not _ROMAN.fullmatch(before) and ord(label) - ord(before[-1]) == 1)


def _run(text: str, places: Sequence[tuple[int, int, str]], after: int, follows: bool) -> Iterator[LetteredPart]:
    """Yield the parts of one series; the last ends where the words that all of them share go on."""
    texts: list[str] = []
    for number, (_, begin, label) in enumerate(places):
        end = places[number + 1][0] if number + 1 < len(places) else after
        if number + 1 == len(places) and len(places) > 1 and not any(forms.SHARED.search(t + " ") for t in texts):
            shared = forms.SHARED.search(text, begin + 1, end)
            end = shared.start() if shared else end
            of = text.find(" of ", begin, end)
            if of > begin + 1 and all(len(t.split()) <= 2 and " of " not in t for t in texts):
                end = of
        elif number + 1 == len(places) and follows:
            end = _before_small_words(text, begin, end)
        span = _trimmed(text, begin, end)
        if span and (tail := _JOINS_ON.search(span.text)):
            span = _trimmed(text, span.start, span.start + tail.start())
        span = span or Span(places[number][0], begin, text[places[number][0] : begin])  # "(a) (i)": a letter alone
        texts.append(span.text)
        yield LetteredPart(label, span)


def _nested(flat: Sequence[tuple[int, LetteredPart]]) -> tuple[LetteredPart, ...]:
    """Return the parts as a tree; a second series of the same depth stands beside the first.

    "(a) lamps and (b) buoys in (i) Wick and (ii) Thurso": figures after the last of several letters, of which no other
    has any, go with all of them, and stand beside them.
    """
    top: list[LetteredPart] = []
    bare = False  # romans that no letter stands above
    for depth, part in flat:
        bare = bool(depth) and (bare or not top)
        if depth and top and not bare:
            last = top[-1]
            top[-1] = LetteredPart(last.label, last.span, (*last.parts, part))
        else:
            top.append(part)
    if len(top) > 1 and top[-1].parts and not any(part.parts for part in top[:-1]):
        *others, last = top
        top = [*others, LetteredPart(last.label, last.span), *last.parts]
    return tuple(top)


def _found(text: str, start: int, pattern: re.Pattern[str], outside: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    spans = (_trimmed(text, m.start(), m.end()) for m in pattern.finditer(text, start))
    return tuple(s for s in spans if s and not any(a <= s.start < b for a, b in outside))


def _places(text: str, start: int, outside: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(place for place in places_in(text, start) if not any(a <= place.start < b for a, b in outside))


def places_in(text: str, start: int = 0) -> tuple[Span, ...]:
    """Return the places that a text names, in order: nations, constituencies, names after "in", "across" and so on."""
    found: dict[int, Span] = {}
    lists = forms.PLACES_LISTED.finditer(text, start)
    listed = (match for run in lists for match in forms.PLACE_LISTED.finditer(text, *run.span()))
    for match in (*forms.PLACE.finditer(text, start), *forms.SEAT.finditer(text, start), *listed):
        at, end = match.span("place")
        clear = not any(s.start < end and at < s.end for s in found.values())
        if clear and not forms.NOT_A_PLACE.search(match["place"]):
            found[at] = Span(at, end, match["place"])
    for match in forms.NATIONS.finditer(text, start):
        if not any(s.start <= match.start() < s.end for s in found.values()):
            found[match.start()] = Span(match.start(), match.end(), match[0])
    return tuple(found[at] for at in sorted(found))
