"""What an acronym stands for, as a text itself says it: "Dockside Lighting Act 2016 (DLA)".

The letters are found from the right to the left in the words before the bracket, the first at the beginning of a word
(the method of Schwartz and Hearst, 2003), so that the time taken grows with the length of the text alone.
"""

from __future__ import annotations

import re

_ACRONYM = re.compile(r"[A-Z][A-Za-z0-9&-]{1,9}")
_END_OF_WORDS = re.compile(r"[.;:!?()\[\]\n“”\"]\s|[()\[\]\n“”\"]")
_WORD = re.compile(r"[^\W_]+(?:[&'’./-][^\W_]+)*,?")
_LEADING = re.compile(r"(?:(?:the|a|an|of|to|in|on|by|for|and|under|with|from|as)\s+)+", re.IGNORECASE)
FEWEST_WORDS = 2
FEWEST_CAPITALS = 2


def is_acronym(word: str) -> bool:
    """Whether a word is written as an acronym is: two capitals or more, and no longer than ten characters."""
    return bool(_ACRONYM.fullmatch(word)) and sum(c.isupper() for c in word) >= FEWEST_CAPITALS


def meanings_in(text: str, acronym: str) -> tuple[str, ...]:
    """Return what a text says that an acronym stands for, as printed, each once and in the order of the text.

    Both "Long Name (LN)" and "LN (Long Name)" are read.
    """
    found: list[str] = []
    start = text.find(acronym)
    while start >= 0:
        end = start + len(acronym)
        if text[:start].endswith("("):
            found.append(_before(text[: start - 1], acronym))
        elif text[end : end + 2] == " (":
            found.append(_whole(text[end + 2 :].partition(")")[0], acronym))
        start = text.find(acronym, end)
    return tuple(dict.fromkeys(meaning for meaning in found if meaning))


def _before(text: str, acronym: str) -> str:
    """Return the words at the end of a text that an acronym stands for, empty where they do not give its letters."""
    letters = _letters(acronym)
    last = text[-20 * (len(letters) + 5) :]
    ends = [place.end() for place in _END_OF_WORDS.finditer(last.rstrip())]
    last = last[ends[-1] :] if ends else last
    words = [word.start() for word in _WORD.finditer(last)]
    most = min(len(letters) + 5, 2 * len(letters))
    first = _first_letter(last, letters, words[-most] if len(words) > most else 0)
    return _tidy(last[first:]) if first is not None else ""


def _whole(text: str, acronym: str) -> str:
    """Return the words in brackets after an acronym, empty where they do not give its letters."""
    tidy = _tidy(text)
    return tidy if tidy and _before(tidy, acronym) == tidy else ""


def _first_letter(text: str, letters: str, least: int) -> int | None:
    """Return where in a text the first of the letters stands, all found from the right, None where one is missing."""
    place, lower = len(text), text.lower()
    for number in range(len(letters) - 1, -1, -1):
        place -= 1
        while place >= least and not (lower[place] == letters[number] and (number or _begins_word(text, place))):
            place -= 1
        if place < least:
            return None
    return place


def _begins_word(text: str, place: int) -> bool:
    return place == 0 or not text[place - 1].isalnum()


def _letters(acronym: str) -> str:
    """Return the letters that a long form must give: small, without the s of a plural."""
    bare = acronym[:-1] if acronym.endswith("s") and acronym[:-1].isupper() else acronym
    return "".join(c for c in bare.lower() if c.isalnum())


def _tidy(text: str) -> str:
    """Return a long form without small words before it, empty where it is one word or not worth being one."""
    bare = (
        _LEADING.sub("", text.strip(" ,-–—"), count=1) if _LEADING.match(text.strip(" ,-–—")) else text.strip(" ,-–—")
    )
    return bare if len(_WORD.findall(bare)) >= FEWEST_WORDS else ""
