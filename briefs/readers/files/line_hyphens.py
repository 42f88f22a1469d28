"""Words broken at the end of a line: joined where they are one word, with their hyphen where it is the word's own.

A hyphen too many is a blemish; one too few makes a word that nobody wrote ("longterm"). So the hyphen stays unless the
document writes the word without it, or the joined word is a common one, or what follows is no word by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

import Stemmer

from briefs.index.stem_codes import COMMON, COMMONEST

LINE_END_HYPHEN = "\ufffe"
"""The sign for a hyphen at a line's end, as PDFium has it where it joins the two lines itself."""

_ENDING = re.compile(
    r"(?:[bcdfglmnprstv]?(?:ed|er|ers|ing|ings|ly|es|est)|m?ents?|(?:[aeiou]?[csgtx]?)?ions?|[a-z]{0,3}ations?|[aeiou]?tional(?:ly)?|[ai]bl[ey]"
    r"|[ai]bility|[ai]nc(?:e|es|y|ies)|[aei]nt|ness(?:es)?|less|ful(?:ly)?|is[em]|is(?:ed|es|ing|ation)|ists?|ous(?:ly)?"
    r"|iv(?:e|ely|ity)|[aou]ry|[aeio]ries|ity|[a-z]?ities|ties|tur(?:e|es|al)|ic(?:al|ally|s)?|ial(?:ly)?|ence|al|y|s|e|n|t|d)"
)
_SYLLABLES = frozenset(
    "ab ac ad af al am an ap ar as at be com con cor de dis ef em en es ex im in inter ir mis ob oc of op or para per "
    "pre pro re se sub suc suf sup sur tele trans un".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN = re.compile(rf"(?:(?<![\w’'-])[\w’'-]++)?{LINE_END_HYPHEN}\s*+[\w’'-]*+|(?<!\w)\w++-$")
_stem = Stemmer.Stemmer("english").stemWord
_KNOWN_STEMS = frozenset((*COMMON, *COMMONEST))


def words_of(lines: list[str]) -> Counter[str]:
    """Return how often a document writes each word, in small letters, hyphens kept and broken words left out."""
    return Counter(word for line in lines for word in _WORD.findall(_BROKEN.sub(" ", line.casefold())))


def mended(first: str, second: str, words: Counter[str]) -> str:
    """Return a word broken between ``first`` and ``second``; ``words`` is how often the document writes each."""
    joined, hyphened = first + second, f"{first}-{second}"
    return joined if _is_one_word(first.casefold(), second, words) else hyphened


def _is_one_word(first: str, second: str, words: Counter[str]) -> bool:
    without, with_ = words[first + second], words[f"{first}-{second}"]
    if not second or not second[0].islower() or not first[-1:].isalpha() or with_ > without:
        return False
    if without or _is_common(first + second) or _ENDING.fullmatch(second):
        return True
    known = words[second] > 0 or _is_common(second)
    if first in _SYLLABLES:
        return not known
    return not known and not words[first] and not _is_common(first)


@lru_cache(maxsize=4096)
def _is_common(word: str) -> bool:
    return len(word) > 1 and _stem(word) in _KNOWN_STEMS
