"""Words of a text with their places, and the stems by which they are compared.

The stems are Snowball's English ones, the same that the index uses, so that what is found can also be matched.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

WORD = re.compile(r"[^\W_]+(?:['’\u0300-\u036f][^\W_]+)*")  # accents that follow their letter do not end a word
HYPHENS = "-\u2010\u2011"
_COMPOUND = re.compile(rf"(?<![^\W_])[^\W_]+(?:['’\u0300-\u036f][^\W_]+|[{HYPHENS}][^\W_]+)*")
_HYPHEN = re.compile(f"[{HYPHENS}]")
_OF_TWO_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ß": "ss"}
    | {"Æ": "AE", "Œ": "OE", "Ø": "O", "Ł": "L", "Đ": "D", "Ð": "D", "Þ": "TH", "Ħ": "H", "ẞ": "SS"}
)
POSSESSIVE = re.compile(r"['’]s$|['’]$", re.IGNORECASE)

STOP_WORDS = frozenset(
    """a about above after again against all also am an and any are as at be because been before being below between
    both but by can could did do does doing down during each few for from further had has have having he her here hers
    him his how i if in into is it its itself just may me might more most must my no nor not now of off on once only or
    other our out over own per same shall she should so some such than that the their them then there these they this
    those through to too under until up upon us very was we were what when where which while who whom whose why will
    with within without would you your""".split()
)

# What is printed before a word with a hyphen, joined to it, or apart: "e-mail", "email".
SPLIT_PREFIXES = tuple("co e re pre non anti multi inter semi sub mid counter cyber micro".split())

_NO_STEM = frozenset({""})
_stemmer = Stemmer.Stemmer("english", 0)  # without a cache of its own: ``stem`` has one


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its stem, how it is written, and where it stands (offsets in characters, end exclusive)."""

    stem: str
    written: str
    start: int
    end: int


def plain_letters(text: str) -> str:
    """Return a text with its letters as people type them without accents: "Ynys Môn" gives "Ynys Mon"."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", text.translate(_OF_TWO_LETTERS))
    return "".join(c for c in parts if not unicodedata.combining(c))


def without_hyphens(text: str) -> str:
    """Return a text with each hyphen taken out, its halves joined: "co-operative" gives "cooperative"."""
    return _HYPHEN.sub("", text)


def has_hyphen(text: str) -> bool:
    """Whether a text has a hyphen of any kind."""
    return "-" in text or (not text.isascii() and _HYPHEN.search(text) is not None)


def compounds(text: str) -> list[tuple[str, int, int]]:
    """Return every word with where it stands, those that hyphens join as one word without them, in order."""
    return [(without_hyphens(m[0]), m.start(), m.end()) for m in _COMPOUND.finditer(text)]


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return the stem of one word, case, accents and a possessive ending aside."""
    plain = POSSESSIVE.sub("", word.replace("’", "'").replace("ʼ", "'")).casefold()
    return str(_stemmer.stemWord(plain_letters(plain)))


def words(text: str) -> list[Word]:
    """Return the words of a text in order."""
    return [Word(stem(m[0]), m[0], m.start(), m.end()) for m in WORD.finditer(text)]


def content_stems(text: str) -> frozenset[str]:
    """Return the stems of a text's words, stop words left out."""
    return stems_of(WORD.findall(text))


def stems_of(written: Iterable[str]) -> frozenset[str]:
    """Return the stems of words as they are written, stop words left out."""
    return frozenset(map(_content_stem, written)) - _NO_STEM


@lru_cache(maxsize=65_536)
def _content_stem(word: str) -> str:
    """Return the stem of one word, empty for a stop word."""
    return "" if word.casefold() in STOP_WORDS else stem(word)
