"""One grammar for the ways to ask: what stands before a topic and behind it, and what that narrows the brief to.

    what have Labour MPs said in the Lords about | bus fares | PQs only, please
    └───────────────── head ───────────────────┘   └ topic ┘  └───── tail ────┘

A head is a run of known words that ends in "on" or "about": fillers ("what has been said"), phrases of the lexicon
("written questions", "peers"), parties, offices, departments and people. The longest such run is taken, and only where
a topic is left behind it. A tail is such a run at the end, of phrases that mean the same without "on". What is no
part of a head or tail stays in the topic: the grammar knows no topics.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from briefs.names.aliases import WORD
from briefs.names.concepts import Choice
from briefs.names.office_holders import longest_office
from briefs.request.asking_words import ABOUT, ABOUT_AFTER, FILLERS, TAKES_TOPIC, TOPICS_TOO, closes
from briefs.request.lexicon import NEWEST, POSITION, Narrowing, longest_rule, party_phrase

_POSSESSIVE = re.compile(r"['’]s\b|(?<=s)['’](?=\W)", re.IGNORECASE)
_POSITION = Narrowing(first=POSITION)
_LONGEST_TAIL = 14  # words
_LONGEST_HEAD = 60
_GREETINGS = frozenset(
    "hi hello hey hiya yo help thanks thank you cheers ok okay please test testing pls ta bye".split()
)
_SAYING = frozenset(
    "say said says saying think thinks thought ask asked asks raise raised raises told promise promised announce "
    "announced speak spoken spoke mention mentioned views view speech speeches questions question answers statements "
    "position comment comments commented argued argue written".split()
)
_BEFORE_NAME = frozenset("did does do has have had by from according what's whats what’s".split())
_IN = frozenset(("in", "from", "by", "at", "to"))
_ASKS = frozenset(
    "what whats any anything is are can could has have do does who where show tell give need thanks".split()
)
_ASKED_WHETHER = frozenset("when has have had was were is are did how".split())
_DONE = frozenset("been last ever debated discussed mentioned raised".split())
_ENOUGH_TOPIC = 2  # words before "questions" at the end: "exam questions" is a topic
_PLAIN_KINDS = frozenset(("debates", "debate"))


@dataclass(frozen=True, slots=True)
class NamedAtWord:
    """A person or department found at a word: before which word it ends, its filter ("by" or "from") and its names."""

    end: int
    key: str
    names: tuple[str, ...]
    choice: Choice | None = None


class NameTables(Protocol):
    """The names by which a head is read; offsets are those of the text."""

    def person_or_body(self, text: str, words: Sequence[re.Match[str]], index: int) -> NamedAtWord | None:
        """Return the person or the department whose name begins at a word."""
        ...

    def other_name(self, text: str, words: Sequence[re.Match[str]], index: int) -> int:
        """Return the index behind the longest other name of the tables that begins at a word, else the index."""
        ...

    def unknown_person(
        self, text: str, words: Sequence[re.Match[str]], index: int, *, surely: bool
    ) -> NamedAtWord | None:
        """Return the name of somebody whom no table knows; ``surely`` says that a name must stand there."""
        ...


@dataclass(frozen=True, slots=True)
class RequestPart:
    """One part of a head or tail, from one word to before another."""

    start: int
    end: int
    narrows: Narrowing = field(default_factory=Narrowing)
    named: NamedAtWord | None = None
    alone: bool = False
    kept: bool = False  # a name that stays in the topic: "what did the Met police say about bees"

    @property
    def says(self) -> bool:
        """Whether it narrows the brief."""
        return self.named is not None or self.narrows != Narrowing()


@dataclass(frozen=True, slots=True)
class HeadOrTail:
    """A head or tail: its place in the text and its items."""

    start: int
    end: int
    items: tuple[RequestPart, ...]
    phrases: tuple[tuple[int, int], ...]
    kept: tuple[tuple[int, int], ...] = ()


class Grammar:
    """The words of one request, read from both ends."""

    def __init__(self, text: str, names: NameTables) -> None:
        """Take what is left of a request; places already understood are blank in it."""
        self._text = _POSSESSIVE.sub(lambda found: " " * len(found[0]), text)
        self._names = names
        self._words = list(WORD.finditer(self._text))
        self._topic_before_questions = _ENOUGH_TOPIC
        self._low = [word.group().casefold() for word in self._words]

    def head(self, quoted: Sequence[int] = ()) -> HeadOrTail | None:
        """Return the longest head, None where none is there; ``quoted`` are places of quoted topics."""
        items: list[RequestPart] = []
        best: tuple[int, int] | None = None  # words, items
        at = 0
        while at < min(len(self._words), _LONGEST_HEAD):
            if self._is_about(at):
                at += 1
                weak = len(items) == 1 and self._low[0] in TOPICS_TOO and at > 1
                if self._content_behind(at, quoted) and not weak:
                    best = at, len(items)
                continue
            item = self._item(at, items)
            if item is None:
                break
            items.append(item)
            at = item.end
            if self._ends_head(item, items) and self._content_behind(at, quoted):
                best = at, len(items)
            members = len(items) > 1 and items[-2].narrows.party and item.narrows.house  # "DUP MPs"
            if (
                (item.alone or members)
                and not self._is_title(at)
                and self._content_behind(at, quoted)
                and not self._is_about(at)
            ):
                best = at, len(items)
        if best is None:
            return None
        words, number = best
        return self._span(0, words, items[:number])

    def is_empty(self) -> bool:
        """Whether the words are a way of asking with no topic behind it: "brief me on"."""
        if self._low and all(word in _GREETINGS for word in self._low):
            return True
        asks = bool(self._low) and self._low[-1] in ABOUT
        return asks and all(word in FILLERS or word in ABOUT for word in self._low)

    def tail(
        self, *, closings: bool = False, quoted: Sequence[int] = (), by_somebody: bool = False
    ) -> HeadOrTail | None:
        """Return the longest tail, None where none is there; with ``closings``, courtesies and deadlines alone.

        ``by_somebody`` says that a person or department was read behind it: "buses questions by Ann Example".
        """
        self._topic_before_questions = 1 if by_somebody else _ENOUGH_TOPIC
        number = len(self._words)
        least = 0 if quoted else 1
        for start in range(max(least, number - _LONGEST_TAIL), number):
            if closes(self._low[start:]):
                return self._span(start, number, [])
            items = None if closings else self._tail_items(start)
            if items is not None:
                return self._span(start, number, items)
        return None

    def _span(self, first: int, last: int, items: list[RequestPart]) -> HeadOrTail:
        """Return the place of a run of words, with the punctuation around it."""
        start = self._words[first - 1].end() if first else 0
        end = self._words[last - 1].end() if last < len(self._words) else len(self._text)
        places = [(self._words[item.start].start(), self._words[item.end - 1].end()) for item in items]
        said = [place for item, place in zip(items, places, strict=True) if item.says and item.narrows != _POSITION]
        kept = [place for item, place in zip(items, places, strict=True) if item.kept]
        return HeadOrTail(start, end, tuple(items), tuple(said), tuple(kept))

    def _is_about(self, at: int) -> bool:
        """Whether a word stands for "about", by itself or behind the word before it."""
        if at >= len(self._words):
            return False
        word, before = self._low[at], self._low[at - 1] if at else ""
        if word == "in" and self._low[at + 1 : at + 2] != ["the"]:
            return False
        return word in ABOUT or before in ABOUT_AFTER.get(word, ())

    def _ends_head(self, item: RequestPart, items: list[RequestPart]) -> bool:
        """Whether a topic follows at once: "mentioned bus fares", "Home Office: bus fares", "according to X, buses"."""
        last = self._low[item.end - 1]
        if last in TAKES_TOPIC or (last == "debate" and "did" in self._low[: item.start]):
            return len(items) > 1
        gap = self._text[self._words[item.end - 1].end() :][:2]
        according = any(self._low[each.start] == "according" for each in items)
        colon = gap.startswith(":") and not self._is_title(item.end)
        if gap.startswith(":") and len(items) > 1 and set(self._low[: item.end]) <= FILLERS:
            return True  # "need to know: buses"
        return item.says and (colon or (according and item.named is not None and gap.startswith(",")))

    def _is_title(self, at: int) -> bool:
        """Whether the rest is the end of a record's title: "Ministers: Aviation", "Clean Beaches - Question"."""
        if not 0 < at < len(self._words):
            return False
        gap = self._text[self._words[at - 1].end() : self._words[at].start()]
        if ":" in gap:
            return self._words[at].group()[0].isupper()
        dash = any(mark in gap for mark in (" - ", "–", "—"))
        long = [[word.group() for word in words if word.end() - word.start() > 3] for words in self._parts(at)]
        return (
            dash
            and bool(long[1])
            and all(word[0].isupper() for word in long[0])
            and all(word.istitle() for word in long[1])
        )

    def _parts(self, at: int) -> tuple[list[re.Match[str]], list[re.Match[str]]]:
        return self._words[:at], self._words[at:]

    def _content_behind(self, at: int, quoted: Sequence[int]) -> bool:
        """Whether a word that may be a topic stands behind a place."""
        end = self._words[at - 1].end() if at else 0
        return any(word not in ABOUT for word in self._low[at:]) or any(place >= end for place in quoted)

    def _item(self, at: int, before: Sequence[RequestPart]) -> RequestPart | None:
        """Return the part of a head that begins at a word: of several readings the one of most words."""
        if self._low[at] == "the":
            return RequestPart(at, at + 1)
        if self._low[at] == "last" and (rule := longest_rule(self._low, at + 1)) and rule[1].means.kinds:
            return RequestPart(at, at + 1, Narrowing(order=NEWEST))
        found: list[RequestPart] = []
        if office := longest_office(self._low, at):
            found.append(RequestPart(at, office[0], Narrowing(offices=(office[1],))))
        if (party := party_phrase([word.group() for word in self._words[at : at + 5]])) is not None:
            found.append(RequestPart(at, at + party[0], Narrowing(party=party[1])))
        if (rule := longest_rule(self._low, at)) and not (self._low[at] == "mps" and self._words[at].group() == "MPS"):
            found.append(RequestPart(at, rule[0], rule[1].means, alone=rule[1].alone))
        if (named := self._names.person_or_body(self._text, self._words, at)) is not None:
            found.append(RequestPart(at, named.end, named=named))
        item = max(found, key=lambda each: each.end, default=None)
        other = self._names.other_name(self._text, self._words, at)
        if other > (item.end if item else at + 1) or (other > at and item is None and self._low[at] not in FILLERS):
            said = other < len(self._low) and self._low[other] in _SAYING and bool(before)
            return RequestPart(at, other, kept=True) if said and (item is None or not item.says) else None
        if item is not None:
            return item
        if self._low[at] in FILLERS or self._low[at] in TAKES_TOPIC or self._low[at] == "according":
            return RequestPart(at, at + 1)
        return self._stranger(at, before)

    def _stranger(self, at: int, before: Sequence[RequestPart]) -> RequestPart | None:
        """Return the name of somebody whom no table knows, where the words around it show that one stands there."""
        asked = bool(before) and self._low[at - 1] in _BEFORE_NAME
        named = self._names.unknown_person(self._text, self._words, at, surely=asked)
        if named is None:
            return None
        following = self._low[named.end] if named.end < len(self._low) else ""
        if following in _SAYING or (following in ABOUT and (asked or at == 0 or bool(before))):
            return RequestPart(at, named.end, named=named)
        return None

    def _tail_items(self, start: int) -> list[RequestPart] | None:
        """Return the parts of a tail that begins at a word, None where the words from there on are none."""
        items: list[RequestPart] = []
        at = start
        while at < len(self._words):
            if closes(self._low[at:]):
                break
            item = self._item(at, items)
            only = self._low[at] in ("only", "and", "or", "first")
            if item is None and not only:
                return None
            items.append(item or RequestPart(at, at + 1))
            at = items[-1].end
        saying = [item for item in items if item.says or item.alone]
        if not saying:
            return items if self._sets_off(start) and self._low[start] in _ASKS and len(items) > 1 else None
        if any(item.named for item in saying) or not self._starts_tail(start, items):
            return None
        return items

    def _starts_tail(self, start: int, items: list[RequestPart]) -> bool:
        """Whether a tail may begin so: in brackets, behind a comma, "in the Lords", "PQs", "debates only"."""
        if any(self._is_title(at) for at in range(1, start + 1)):
            return False
        saying = [item for item in items if item.says or item.alone]
        only = "only" in self._low[start:]
        set_off = self._sets_off(start)
        in_house = self._low[start] in _IN and any(item.narrows.house for item in saying)
        first = items[0]
        strong = (first.says or first.alone) and (
            first.alone or self._low[first.start] in _PLAIN_KINDS or bool(first.narrows.house and len(items) > 1)
        )
        strong = strong or bool(first.narrows.kinds and any(item.narrows.house for item in saying))
        kinds = any(item.alone or item.narrows.kinds for item in saying)
        asked = self._low[0] in _ASKED_WHETHER and self._low[start] in _DONE
        topic_before = (
            start == len(self._words) - 1 >= self._topic_before_questions and self._words[start].group() == "questions"
        )
        in_brief = bool(first.narrows.length) and self._low[start] in ("in", "at")
        by_order = in_brief or (
            first.narrows.order != "" and self._low[first.start] in ("recently", "lately", "newest", "latest")
        )
        return (
            asked
            or topic_before
            or (only and first.says)
            or set_off
            or in_house
            or (strong and (kinds or only))
            or by_order
        )

    def _sets_off(self, start: int) -> bool:
        """Whether a bracket, comma or dash stands before a word."""
        gap = self._text[self._words[start - 1].end() : self._words[start].start()] if start else ""
        return any(mark in gap for mark in "(,;:.?–—") or " - " in gap
