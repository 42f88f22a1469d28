"""Numbers of questions as officials write them: "UIN 101", "PQ101 Home Office", "HL1234 Lords", "101, 102".

A text is read as numbers only where every word of it tells which question is meant: a label, a House, a day, the
answering body. Anything else is the text of a question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from briefs.errors import QueryError
from briefs.question.references.patterns import days_in
from briefs.records.model import House

_LONGEST = 300  # characters: more is a pasted question
_MOST_WORDS = 7  # of an answering body
_LABELS = frozenset(
    "written parliamentary question questions pq pqs wpq wpqs wq wqs q qs uin uins no nos number numbers hc hl ref "
    "reference w".split()
)
_WORDS_BESIDE = frozenset(
    "answer answers reply replies response to please see show me my our tabled asked answered due dated on of from in "
    "by the for and or house commons lords deadline needed wanted urgent mon tues wednes thurs fri satur "
    "sun monday tuesday wednesday thursday friday saturday sunday".split()
)
_SMALL_WORDS = frozenset(("of", "for", "and", "the"))
_ISO = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
_TOKEN = re.compile(r"\d{1,2},\d{3}(?![\d,])|\d+|[^\W\d_]+|[^\w\s]|_")
_MARKS = frozenset(",.;:?!()[]#&*\"'“”‘’–—-/")
_IN_A_FIGURE = re.compile(r"[£$€%]|\d\.\d")
_RUN = re.compile(
    r"(?<![\d/–—-])(?P<first>\d{1,9})\s?(?P<mark>[/–—-])\s?(?P<again>HL\s?)?(?P<last>\d{1,9})", re.IGNORECASE
)
_LORDS = re.compile(r"HL\s?\Z", re.IGNORECASE)
_FURTHER = re.compile(r"\s?[/–—-]\s?\d")
_DUE = re.compile(r"\b(?:due|by)\s?(?:on|by|for)?\s?$", re.IGNORECASE)
_MOST_OF_A_RUN = 25
_YEARS = range(1900, 2200)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The UINs of a text in order, with the House, the day and the answering body that stand beside them."""

    uins: tuple[str, ...]
    house: House | None = None
    day: date | None = None
    body: str = ""
    tabled: bool = False
    """Whether the day is said to be that of tabling."""


def numbers_in(text: str, today: date) -> Numbers | None:
    """Return the numbers of a text that is numbers and nothing but what tells which, else None.

    Raises QueryError where such a text has figures that can be read in two ways, such as "101/2024".
    """
    if len(text) > _LONGEST:
        return None
    rest, day = _without_days(text, today)
    if _IN_A_FIGURE.search(rest):
        return None
    unclear = next((run for run in _RUN.finditer(rest) if _numbers_of(run) is None), None)
    rest = _RUN.sub(lambda run: ", ".join(_numbers_of(run) or run.group("first", "last")), rest)
    uins: list[str] = []
    others: list[str] = []
    labelled, before = False, ""
    for mark in _TOKEN.findall(rest):
        word = mark.casefold()
        if mark[0].isdecimal():
            figures = mark.replace(",", "").lstrip("0")
            if not figures or not figures.isascii() or len(figures) > 9:
                return None
            labelled |= before in _LABELS
            uins.append(f"HL{figures}" if before == "hl" else figures)
        elif word in _LABELS or word in _WORDS_BESIDE:
            if others and word in _SMALL_WORDS:
                others.append(mark)
        elif mark[0].isalpha():
            others.append(mark)
        elif mark not in _MARKS:
            return None
        before = word if mark[0].isalnum() or mark == "#" else before
    body = _body(others)
    if not uins or (others and not (labelled and body)):
        return None
    if unclear is not None:
        raise QueryError(
            f"“{unclear[0]}” can mean more than one thing: write numbers as UIN 101, 102 and a day as 5 March 2024."
        )
    tabled = day is not None and "tabled" in rest.casefold()
    return Numbers(tuple(dict.fromkeys(uins)), _house_named(rest), day, body, tabled)


def _house_named(rest: str) -> House | None:
    plain = rest.casefold()
    named = {word for word in ("commons", "lords") if word in plain.split() or f"({word})" in plain}
    return House.LORDS if "lords" in named else House.COMMONS if named else None


def _numbers_of(run: re.Match[str]) -> tuple[str, ...] | None:
    """Return the numbers of "101/102" or "HL101-104", None where the second may be a year or a part of a number."""
    first, last = int(run["first"]), int(run["last"])
    lords = _LORDS.search(run.string[: run.start()]) is not None
    if _FURTHER.match(run.string, run.end()):
        return None
    prefix = "HL" if lords or run["again"] else ""
    if run["mark"] == "/":
        is_number = len(run["last"]) >= len(run["first"]) and last not in _YEARS
        return (run["first"], f"{prefix}{last}") if is_number or run["again"] else None
    if not first < last < first + _MOST_OF_A_RUN or (run["again"] and not lords):
        return None
    return (run["first"], *(f"{prefix}{number}" for number in range(first + 1, last + 1)))


def _without_days(text: str, today: date) -> tuple[str, date | None]:
    """Return a text without the days in it, and the first of them that is not the day by which an answer is due."""
    days = days_in(text, today)
    found = [day.day for day in days if not _DUE.search(text[: day.start])]
    for day in reversed(days):
        text = f"{text[: day.start]} {text[day.end :]}"
    for iso in _ISO.findall(text):
        try:
            found.append(date.fromisoformat(iso))
        except ValueError:
            continue
        text = text.replace(iso, " ")
    return text, found[0] if found else None


def _body(words: list[str]) -> str:
    """Return the words as the name of a body, empty where they cannot be one."""
    while words and words[-1].casefold() in _SMALL_WORDS:
        words = words[:-1]
    fits = all(word[0].isupper() or word.casefold() in _SMALL_WORDS for word in words)
    named = any(len(word) > 1 and word[1:].isalpha() for word in words)
    return " ".join(words) if fits and named and len(words) <= _MOST_WORDS else ""


def names_body(words: str, body: str) -> bool:
    """Whether words such as "Home Office", "Transport" or "DfT" name an answering body."""
    plain = body.casefold().replace(",", "").split()
    wanted = [
        word for word in words.casefold().split() if word not in ("the", "department", "ministry", "for", "of", "and")
    ]
    initials = {"".join(word[0] for word in plain if keep or word not in _SMALL_WORDS) for keep in (True, False)}
    return words.casefold() in initials or all(word in plain for word in wanted or words.casefold().split())
