"""The words around a topic, applied to a request: what the grammar finds is set as filters and leaves the topic."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefs.names.aliases import WORD
from briefs.names.office_holders import has_held_office, office_named
from briefs.names.people import COURTESY, PEERAGE
from briefs.request.asking_words import (
    ASKED_OF_GOVERNMENT,
    FILLERS,
    IN_PARTS,
    IN_WORDS,
    NEEDED_TODAY,
    OPENERS,
    SHORT_WORDS,
)
from briefs.request.combining import COMPARE, sides
from briefs.request.filters import FilterParser, looks_like_a_person, names_of
from briefs.request.grammar import Grammar, HeadOrTail, NamedAtWord
from briefs.request.lexicon import POSITION, Narrowing, longest_rule, party_phrase
from briefs.request.places import known_place, place_at_end
from briefs.request.stop_words import GIVEN_NAMES

_PRIME_MINISTERS_QUESTIONS = re.compile(r"\bpmqs?\b|prime minister['’]?s['’]? questions", re.IGNORECASE)
_GOVERNING = frozenset(("uk government", "government", "govt", "ministers", "hmg"))
_AS_OFFICE = re.compile(
    r"\s(?:as|while|when) (?:the |(?:he|she) was (?:the )?)?(?P<office>[a-z ]{2,50}?)[ .?!]*$", re.I
)
_PEER = re.compile(
    r"\b(?:lord|lady|baroness|viscount|viscountess|earl)(?: of)? (?!(?:chancellor|speaker|mayor|advocate|lieutenant|"
    r"privy|president|high|chief|justice|in|to|and|or|has|have|on|about)\b)[a-z][a-z'-]{2,20}"
    r"(?= (?:on|about|said|say|says|asked|asks|ask|has|spoke|speaking|raised)\b)"
)
_GIVEN = frozenset(GIVEN_NAMES)


class NamesInText:
    """The names of the tables, for reading heads and tails; see ``briefs.request.grammar.Names``."""

    def __init__(self, parser: FilterParser) -> None:
        """Take the request that is being understood."""
        self._parser = parser

    def person_or_body(self, text: str, words: Sequence[re.Match[str]], index: int) -> NamedAtWord | None:
        """Return the person or the department whose name begins at a word."""
        parser, run = self._parser, list(words)
        match = parser.aliases.longest_at(text, run, index)
        if match is not None:
            answering = tuple(e for e in match.entries if e.role == "minister" or e.answering_body_id)
            if answering:
                names, choice = parser.body_names(replace(match, entries=answering), "from")
                return NamedAtWord(_index_behind(run, index, match.end), "from", names, choice)
        known = parser.people.longest_at(text, run, index, speaking=True)
        if known is not None:
            return NamedAtWord(_index_behind(run, index, known[0]), "by", *names_of(known[1], "by"))
        word = run[index].group()
        if word[0].isupper() and len(word) > 2 and match is None and not self._has_meaning(word):
            person = parser.people.named(word)
            if person is not None:
                return NamedAtWord(index + 1, "by", *names_of(person, "by"))
        return None

    def _has_meaning(self, word: str) -> bool:
        low = word.casefold()
        return low in FILLERS or party_phrase([word]) is not None or longest_rule([low], 0) is not None

    def other_name(self, text: str, words: Sequence[re.Match[str]], index: int) -> int:
        """Return the index behind the longest other name of the tables that begins at a word, else the index."""
        run = list(words)
        match = self._parser.aliases.longest_at(text, run, index)
        return _index_behind(run, index, match.end) if match is not None else index

    def unknown_person(
        self, text: str, words: Sequence[re.Match[str]], index: int, *, surely: bool
    ) -> NamedAtWord | None:
        """Return the name of somebody whom no table knows; ``surely`` says that a name must stand there."""
        run = self._parser.capitalised(list(words[index : index + 8]))
        if not run:
            return None
        typed = text[run[0].start() : run[-1].end()]
        titled = (COURTESY.match(typed + " ") or PEERAGE.match(typed)) is not None
        words_known = self._parser.vocabulary
        if has_held_office(typed):
            return NamedAtWord(index + len(run), "by", (typed,))
        named = run[0].group() in _GIVEN or self._near(typed) or (words_known and not words_known.has(typed))
        likely = looks_like_a_person(run, typed) and bool(titled or named) and known_place(typed) is None
        if not likely and not (surely and (looks_like_a_person(run, typed) or len(run) == 1)):
            return None
        return NamedAtWord(index + len(run), "by", (typed,))

    def _near(self, typed: str) -> bool:
        return any(len(name.split()) > 1 for name in self._parser.near_names(typed))


def _index_behind(words: Sequence[re.Match[str]], index: int, end: int) -> int:
    """Return the index of the first word that begins behind a place."""
    return next((at for at in range(index, len(words)) if words[at].start() >= end), len(words))


def with_capitals(text: str) -> str:
    """Return a text with the names of peers as they are printed: "lord example on" with "Lord Example"."""
    return _PEER.sub(lambda found: found[0].title().replace(" Of ", " of "), text)


def read_head(parser: FilterParser, quoted: Sequence[int]) -> None:
    """Take the head out of a request and set what it narrows to."""
    for _ in range(3):
        opener = OPENERS.match(parser.text)
        if opener is None or not opener.group().strip():
            break
        parser.remove(*opener.span())
    start = compared.end() if (compared := COMPARE.match(parser.text)) is not None else 0
    grammar = Grammar(" " * start + parser.text[start:], NamesInText(parser))
    if not quoted and grammar.is_empty():
        parser.remove(0, len(parser.text))
        return
    head = grammar.head(quoted)
    if head is not None:
        _apply(parser, replace(head, start=max(start, head.start)))
        return
    asked = ASKED_OF_GOVERNMENT.match(parser.text)
    if asked is not None and WORD.search(parser.text, asked.end()):
        if (asked["who"] or "").casefold() in _GOVERNING:
            parser.asked |= Narrowing(first=POSITION)
        parser.remove(*asked.span())


def read_as_office(parser: FilterParser) -> None:
    """Take "as Home Secretary" behind a person out of the text, and keep to the days on which the person held it."""
    found = _AS_OFFICE.search(parser.text)
    office = office_named(found["office"].split()) if found is not None and parser.by else None
    if found is None or office is None:
        return
    held = [each for each in office.held if each.name in parser.by]
    if held:
        parser.since = max(filter(None, (parser.since, held[0].first)))
        parser.until = min(filter(None, (parser.until, held[-1].last)))
    parser.take(found.start(), found.end())


def read_tail(parser: FilterParser, quoted: Sequence[int], *, closings: bool = False) -> None:
    """Take the tails out of a request and set what they narrow to; ``closings`` asks for courtesies alone."""
    if closings and (needed := NEEDED_TODAY.match(parser.text)) is not None:
        parser.remove(needed.start("when"), len(parser.text))
    if (length := IN_WORDS.search(parser.text)) is not None:
        parser.asked |= Narrowing(length="short" if int(length["number"]) <= SHORT_WORDS else "normal")
        parser.take(length.start(), len(parser.text))
    if (parts := IN_PARTS.search(parser.text)) is not None and parser.text[: parts.start()].strip():
        parser.asked |= Narrowing(length="short")
        parser.take(parts.start(), len(parser.text))
    for _ in range(4):
        tail = Grammar(parser.text, NamesInText(parser)).tail(
            closings=closings, quoted=quoted, by_somebody=bool(parser.by or parser.bodies)
        )
        if tail is None:
            return
        _apply(parser, tail)


def _apply(parser: FilterParser, span: HeadOrTail) -> None:
    """Set what the items of a head or tail narrow to, and take its place out of the text."""
    for item in span.items:
        parser.asked |= item.narrows
        if item.named is not None:
            _set(parser, item.named)
    taken = parser.text[span.start : span.end]
    if _PRIME_MINISTERS_QUESTIONS.search(taken) and (office := office_named(("prime", "minister"))) is not None:
        parser.asked |= Narrowing(offices=(office,))
    for start, end in span.phrases:
        parser.understood.append((start, parser.request[start:end].strip(" ,;")))
    at = span.start
    for start, end in (*span.kept, (span.end, span.end)):
        parser.remove(at, start)
        at = end


def _set(parser: FilterParser, named: NamedAtWord) -> None:
    """Set the filter of a person or department; somebody whom no table knows is noted as such."""
    names = named.names
    if named.key == "by" and named.choice is None and all(parser.people.speaking(name) is None for name in names):
        names = (parser.stranger(names[0]),)
    parser.set(named.key, (0, names, named.choice))


def read_place(parser: FilterParser) -> None:
    """Take the place that narrows a topic out of the text and set it as a filter."""
    found = place_at_end(parser.text)
    compared = sides(parser.text)
    if found is None or (compared is not None and compared.compared):
        return
    start, end, places = found
    name = places[0]
    words = list(WORD.finditer(parser.text))
    inside = next((at for at, word in enumerate(words) if parser.text[word.start() : end].startswith(name)), None)
    match = parser.aliases.longest_at(parser.text, words, inside) if inside is not None else None
    if any(each.start < start < each.end for each in parser.aliases.match(parser.text)):
        return
    if match is not None and known_place(name) is None:
        return  # "in Universal Credit" is no place
    parser.places.extend(places)
    parser.take(start, end)
