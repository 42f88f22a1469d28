"""Figures, dates and names in a sentence, each with its place and in a form in which two can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefs.language.words import stem
from briefs.question.draft.model import DraftPoint

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_YEAR = r"(?:19|20)\d{2}"
_DATE = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<dmonth>{_MONTHS})(?:,?\s+(?P<dyear>{_YEAR}))?\b"
    rf"|\b(?P<month>{_MONTHS})\s+(?P<myear>{_YEAR})\b"
    rf"|\b(?P<season>spring|summer|autumn|winter)\s+(?:of\s+)?(?P<syear>{_YEAR})\b"
    rf"|\b(?P<first>{_YEAR})\s?[-–/]\s?(?P<last>(?:20)?\d{{2}})\b(?!\d)"
    rf"|(?<![\d£.,/-])\b(?P<year>{_YEAR})\b(?![\d,.]\d|\s?%)",
    re.IGNORECASE,
)
_WORDS = {
    word: number
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(), 2
    )
}
_FIGURE = re.compile(
    r"(?<![\w.,/-])(?P<sign>[£$€])?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,12}(?:\.\d+)?)"
    r"(?:\s?(?P<scale>million|billion|trillion|thousand|bn|m|k)\b)?(?P<share>\s?%|\s+per\s?cent\b)?(?![\d/]|\.\d|[A-Za-z])"
    rf"|\b(?P<word>{'|'.join(_WORDS)})\b",
    re.IGNORECASE,
)
_SCALES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12}
_REFERENCE = re.compile(
    r"\b(?:questions?|PQs?|UINs?|HL|HC|column|col\.|volume|vol\.?|section|paragraph|article|page|clause|part|schedule)\s*"
    r"(?:no\.?\s*)?$",
    re.IGNORECASE,
)
_NEXT_WORD = re.compile(r"[\s,]*([A-Za-z][\w’'-]*)")
_CAPITAL = r"(?:[A-Z][\w’'&-]*)"
_NAME = re.compile(rf"(?<![\w’'&-]){_CAPITAL}(?:\s+(?:(?:of|for|and|the|on|in|de)\s+){{0,2}}{_CAPITAL}){{1,6}}")
_OPENERS = frozenset(
    "the a an in on at for this these those we our it its as of and however since from to by there i he she they "
    "his her while when where under following".split()
)
_NO_NAME = re.compile(rf"^(?:{_MONTHS}|hon|rt|right|noble|Member|Friend|House|Question)\b", re.IGNORECASE)
_TITLES = frozenset("Mr Mrs Ms Miss Dr Sir Dame Lord Lady Baroness Viscount Earl Professor Minister".split())


@dataclass(frozen=True, slots=True)
class StatedFact:
    """A figure, date or name: its place in the text, its ``sort`` (only facts of one sort compare) and its ``value``.

    ``of`` is the stem of the word after a figure, which tells what is counted.
    """

    what: DraftPoint
    start: int
    end: int
    sort: str
    value: str
    of: str = ""


def facts_in(text: str) -> tuple[StatedFact, ...]:
    """Return the figures, dates and names of a text, in order; none lies within another."""
    dates = list(_dates(text))
    taken = [(fact.start, fact.end) for fact in dates]
    names = [fact for fact in _names(text) if not _within(fact, taken)]
    taken += [(fact.start, fact.end) for fact in names]
    figures = [fact for fact in _figures(text) if not _within(fact, taken)]
    return tuple(sorted((*dates, *names, *figures), key=lambda fact: fact.start))


def _within(fact: StatedFact, taken: list[tuple[int, int]]) -> bool:
    return any(start < fact.end and fact.start < end for start, end in taken)


def _dates(text: str) -> Iterator[StatedFact]:
    for match in _DATE.finditer(text):
        sort, value = _date(match)
        yield StatedFact(DraftPoint.DATE, match.start(), match.end(), sort, value.casefold())


def _date(match: re.Match[str]) -> tuple[str, str]:
    if match["day"]:
        return "day", f"{int(match['day'])} {match['dmonth']} {match['dyear'] or ''}".strip()
    if match["month"]:
        return "month", f"{match['month']} {match['myear']}"
    if match["season"]:
        return "month", f"{match['season']} {match['syear']}"
    if match["first"]:
        return "years", f"{match['first']}-{match['last'][-2:]}"
    return "year", match["year"]


def _figures(text: str) -> Iterator[StatedFact]:
    for match in _FIGURE.finditer(text):
        if _REFERENCE.search(text[max(0, match.start() - 20) : match.start()]):
            continue
        after = _NEXT_WORD.match(text, match.end())
        of = stem(after[1]) if after else ""
        if match["word"]:
            yield StatedFact(
                DraftPoint.FIGURE, match.start(), match.end(), "", f"{_WORDS[match['word'].casefold()]:g}", of
            )
            continue
        scale = (match["scale"] or "").casefold()
        if len(scale) == 1 and not match["sign"]:  # "18m" without a currency is a length
            scale, of = "", scale
        number = float(match["number"].replace(",", "")) * _SCALES.get(scale, 1.0)
        sort = match["sign"] or ("%" if match["share"] else "")
        yield StatedFact(DraftPoint.FIGURE, match.start(), match.end(), sort, f"{number:.10g}", of)


def _names(text: str) -> Iterator[StatedFact]:
    for match in _NAME.finditer(text):
        start, words = match.start(), match[0]
        first, _, rest = words.partition(" ")
        if first.casefold() in _OPENERS:  # the first word of a sentence has a capital for that
            start, words = match.end() - len(rest.lstrip()), rest.lstrip()
        while words.partition(" ")[0] in ("of", "for", "and", "the", "on", "in", "de"):
            words = words.partition(" ")[2].lstrip()
            start = match.end() - len(words)
        if " " in words and not _NO_NAME.match(words) and not words.endswith(" of State"):
            sort = "person" if words.partition(" ")[0] in _TITLES else "name"
            yield StatedFact(
                DraftPoint.NAME, start, match.end(), sort, " ".join(words.casefold().replace("’", "'").split())
            )


def agrees(one: StatedFact, other: StatedFact) -> bool:
    """Whether two facts are the same: a day without its year agrees with that day of any year."""
    if one.what is not other.what or (one.what is DraftPoint.FIGURE and one.sort != other.sort):
        return False
    if one.value == other.value:
        return True
    if one.what is DraftPoint.NAME:
        return one.value in other.value or other.value in one.value
    if one.what is DraftPoint.DATE:
        return _within_date(one.value, other.value) or _within_date(other.value, one.value)
    return False


def _within_date(wide: str, narrow: str) -> bool:
    """Whether a date says no more than another: "March 2025" and "3 March 2025", "2025" and "March 2025"."""
    return wide == narrow or narrow.endswith(f" {wide}") or narrow.startswith(f"{wide} ")


def compare(one: StatedFact, other: StatedFact) -> bool:
    """Whether two facts can differ: figures of one unit, dates, and names that have a word in common."""
    if one.what is not other.what:
        return False
    if one.what is DraftPoint.FIGURE:
        return one.sort == other.sort
    if one.what is DraftPoint.DATE:
        return True
    words, others = one.value.split(), other.value.split()
    return one.sort == other.sort == "person" or words[-1] == others[-1] or words[0] == others[0]
