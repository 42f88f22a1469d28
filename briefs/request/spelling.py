"""Misspelt words of a topic: put right where the records leave one word that was surely meant, else offered.

American spellings are put right by rule; everything else by the words of the records and of the alias table: a word
that none of them has in any form, one or two slips from a word that they have.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefs.language.forms import forms
from briefs.names.aliases import WORD
from briefs.request.asking_words import FILLERS
from briefs.request.filters import FilterParser
from briefs.request.stop_words import is_empty_word
from briefs.request.vocabulary import Vocabulary

SHORTEST = 4  # letters of a word that may be misspelt
TWO_SLIPS = 8  # letters from which on two slips are allowed
MUCH_COMMONER = 8  # times as common as the next best: then it was surely meant
MOST_OFFERED = 3
ENOUGH = 20  # records that have a short word; with fewer, another short word near it may be meant that none has

_AMERICAN = {
    "program": "programme", "programs": "programmes", "labor": "labour", "defense": "defence", "offense": "offence",
    "center": "centre", "centers": "centres", "color": "colour", "behavior": "behaviour", "behaviors": "behaviours",
    "neighbor": "neighbour", "neighbors": "neighbours", "neighborhood": "neighbourhood", "harbor": "harbour",
    "harbors": "harbours", "honor": "honour", "rumor": "rumour", "tumor": "tumour", "tumors": "tumours",
    "favor": "favour", "license": "licence", "licenses": "licences", "traveler": "traveller", "travelers": "travellers",
    "fueled": "fuelled", "labeling": "labelling", "counseling": "counselling", "counselor": "counsellor",
    "enrollment": "enrolment", "fulfillment": "fulfilment", "aging": "ageing", "airplane": "aeroplane",
    "aluminum": "aluminium", "pediatric": "paediatric", "maneuver": "manoeuvre", "catalog": "catalogue",
    "dialog": "dialogue", "gray": "grey", "jewelry": "jewellery", "pajamas": "pyjamas", "plow": "plough",
    "tire": "tyre", "tires": "tyres", "meter": "metre", "meters": "metres", "liter": "litre", "fiber": "fibre",
    "theater": "theatre", "theaters": "theatres", "check": "check", "esophageal": "oesophageal", "anemia": "anaemia",
    "leukemia": "leukaemia", "hemophilia": "haemophilia", "fetal": "foetal", "diarrhea": "diarrhoea",
    "estrogen": "oestrogen", "orthopedic": "orthopaedic", "gynecology": "gynaecology", "anesthetic": "anaesthetic",
}  # fmt: skip
_KEPT = frozenset(("check", "meter", "meters", "tire", "license"))  # British words too: "smart meter", "to license"
_IZE = re.compile(r"(?P<stem>[a-z]{3,20}?)(?:iz(?P<iz>e|ed|es|ing|er|ers|ation|ations)|yz(?P<yz>e|ed|es|ing))")
_ALWAYS_Z = frozenset("size sized sizes sizing prize prized prizes seize seized seizing seizes capsize resize".split())


@dataclass(frozen=True, slots=True)
class Corrections:
    """The words put right, each with its place in the request, and those that may be misspelt with what they may be."""

    sure: tuple[tuple[int, int, str], ...] = ()
    unsure: tuple[tuple[str, tuple[str, ...]], ...] = ()


def british(word: str) -> str | None:
    """Return the British spelling of an American one in small letters, None for any other word."""
    if word in _AMERICAN and word not in _KEPT:
        return _AMERICAN[word]
    found = _IZE.fullmatch(word)
    if found is None or word in _ALWAYS_Z:
        return None
    return f"{found['stem']}is{found['iz']}" if found["iz"] else f"{found['stem']}ys{found['yz']}"


def put_right(parser: FilterParser, vocabulary: Vocabulary) -> Corrections:
    """Return which words of what is left of a request are misspelt."""
    text = parser.text
    known = [(match.start, match.end) for match in parser.aliases.match(text)]
    words = list(WORD.finditer(text))
    for index, word in enumerate(words):
        person = parser.people.longest_at(text, words, index)
        if person is not None:
            known.append((word.start(), person[0]))
    sure: list[tuple[int, int, str]] = []
    unsure: dict[str, tuple[str, ...]] = {}
    for word in words:
        within_a_name = any(start <= word.start() < end for start, end in known)
        if word.group() in unsure or within_a_name or not _may_be_misspelt(word.group(), text):
            continue
        right = _from_american(parser, word, vocabulary) or _nearest(parser, word, vocabulary)
        if isinstance(right, str):
            sure.append((word.start(), word.end(), _as_typed(right, word.group())))
        else:
            unsure[word.group()] = right
    return Corrections(tuple(sure), tuple((word, near) for word, near in unsure.items() if near))


def _may_be_misspelt(word: str, text: str) -> bool:
    """Whether a word is made of letters, and no stop word, name or acronym by its capitals."""
    plain = word.islower() or (text.isupper() and len(text.split()) > 1) or word.istitle()
    empty = is_empty_word(word) or word.casefold() in FILLERS
    return word.isalpha() and word.isascii() and len(word) >= SHORTEST and plain and not empty


def _as_typed(right: str, typed: str) -> str:
    return right.upper() if typed.isupper() else right.title() if typed.istitle() else right


def _from_american(parser: FilterParser, typed: re.Match[str], vocabulary: Vocabulary) -> str | None:
    """Return the British spelling of an American one, None where the records have the word typed.

    A word that they have in hundreds of records the British way may stand in a few the other way, as a name does:
    only where it stands beside the same word is it kept then.
    """
    word = typed.group()
    right = british(word)
    if right is None or not (held := vocabulary.count(word)):
        return right
    much_rarer = vocabulary.count(right) >= MUCH_COMMONER * held
    return right if much_rarer and not _stands_beside(parser, typed, word, vocabulary) else None


def _nearest(parser: FilterParser, typed: re.Match[str], vocabulary: Vocabulary) -> str | tuple[str, ...]:
    """Return the word that was surely meant, else those that may have been, none where the word is known."""
    word = typed.group().casefold()
    if vocabulary.knows(word) and not _is_half_a_plural(word):
        return ()
    from rapidfuzz import process  # noqa: PLC0415 - only a word that nothing knows comes here
    from rapidfuzz.distance import DamerauLevenshtein  # noqa: PLC0415

    slips = 2 if len(word) >= TWO_SLIPS else 1
    near = process.extract(
        word, list(vocabulary.beginning(word[0])), scorer=DamerauLevenshtein.distance, score_cutoff=2, limit=40
    )
    letters = sorted(word)  # letters in another order are one slip
    near = [(each, 1 if sorted(each) == letters else distance, at) for each, distance, at in near]
    near = [each for each in near if each[1] <= slips]
    near = [each for each in near if each[0] != word]
    if not near or typed.group().istitle():
        return tuple(each for each, _, _ in near[:MOST_OFFERED]) if near and typed.group().islower() else ()
    fewest = min(distance for _, distance, _ in near)
    counts = {each: vocabulary.count(each) for each, distance, _ in near if distance == fewest}
    ranked = sorted(counts, key=lambda each: (-counts[each], each))
    named = [each for each in ranked if _makes_a_name(parser, typed, each)]
    if len(named) == 1:
        return named[0]
    ranked = [each for each in ranked if each[-1] == word[-1]] or ranked
    beside = [each for each in ranked if _stands_beside(parser, typed, each, vocabulary)]
    if len(beside) == 1:
        return beside[0]
    best, others = ranked[0], ranked[1:]
    enough = counts[best] >= (1 if slips > 1 else ENOUGH)
    # "chess" may be a word that no record has, and not "chest"
    another = len(best) == len(word) < TWO_SLIPS - 1 and sorted(best) != letters and best not in named
    if (
        fewest == 1
        and enough
        and not another
        and len(word) > SHORTEST
        and all(counts[best] >= MUCH_COMMONER * counts[each] for each in others)
    ):
        return best
    return tuple(ranked[:MOST_OFFERED])


def _is_half_a_plural(word: str) -> bool:
    """Whether a word is the plural of one in -f or -fe without its -s, which no word is: "knive"."""
    return word.endswith("ve") and not {f"{word[:-2]}f", f"{word[:-2]}fe"}.isdisjoint(forms(f"{word}s"))


def _stands_beside(parser: FilterParser, typed: re.Match[str], right: str, vocabulary: Vocabulary) -> bool:
    """Whether the records have a word put right side by side with the word before it, or else the word behind it."""
    before = parser.text[: typed.start()].split()[-1:]
    behind = parser.text[typed.end() :].split()[:1]
    pairs = [f"{word} {right}" for word in before if word.isalpha() and not is_empty_word(word)]
    pairs = pairs or [f"{right} {word}" for word in behind if word.isalpha() and not is_empty_word(word)]
    return any(vocabulary.has(pair) for pair in pairs)


def _makes_a_name(parser: FilterParser, typed: re.Match[str], right: str) -> bool:
    """Whether with a word put right the text has a name of the alias table that it did not have."""
    text = parser.text[: typed.start()] + right + parser.text[typed.end() :]
    return any(
        match.start <= typed.start() < match.end and len(match.typed.split()) > 1
        for match in parser.aliases.match(text)
    )
