"""Questions handed in as a text of many lines: UINs, links and pasted questions, mixed as they come.

What cannot be read is refused by the number of its line, and the rest is listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from briefs.errors import PqbriefError, QueryError
from briefs.question.input import LONGEST, Given, UinChoice, by_number, plain, read_input
from briefs.question.parse.numbers import Numbers, numbers_in
from briefs.records.citations import long_date
from briefs.records.model import House
from briefs.store.store import Store

MOST_LINES, MOST_CHARACTERS = 5_000, 1_000_000
_TO_ASK = re.compile(r"\bto ask\b", re.IGNORECASE)
_ITEM = re.compile(r"(?<!\s)\s*+(?:\d{1,3}[.)]\s+|[•▪●*–-]\s+)(?=\S)")
_CELL = re.compile(r'\s*"?(?P<uin>(?:HL\s?)?\d{1,7})"?[^\S\t]*+[\t;,|]\s*+(?=[^\d\s])', re.IGNORECASE)
_CELL_LINK = re.compile(r"https?://[^\s\"<>|;,]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line that could not be read: its number from 1, its words, and why."""

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class ListEntry:
    """A question that was read, and the number of its line."""

    line: int
    given: Given


def read_entries(store: Store, text: str, today: date, house: House | None = None) -> Iterator[ListEntry | RefusedLine]:
    """Yield each question of a text, or why a line is none, in order. Raises QueryError for a text too long to read."""
    if len(text) > MOST_CHARACTERS or text.count("\n") > MOST_LINES:
        raise QueryError(f"That is too long to be a list of questions: hand in at most {MOST_LINES:,} lines at a time.")
    for first, lines in _blocks(text):
        for line, entry in _parted(first, lines, today):
            yield from _read(store, line, entry, today, house)


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the runs of lines that are not blank, each with the number of its first line."""
    held: list[str] = []
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            held.append(line)
        elif held:
            yield number - len(held), held
            held = []


def _parted(first: int, lines: Sequence[str], today: date) -> Iterator[tuple[int, str]]:
    """Yield the entries of a block: each line alone, but a pasted question with the lines on which it goes on.

    A name before "To ask" belongs to the question below it.
    """
    held: list[str] = []
    began = first
    for number, line in enumerate(lines, first):
        asks = _TO_ASK.search(line) is not None
        alone = _is_alone(line, today)
        starts = asks and any(_TO_ASK.search(each) for each in held)
        ended = bool(held) and any(_TO_ASK.search(each) for each in held) and held[-1].rstrip().endswith((".", "?"))
        if held and (alone or starts or (ended and not _hangs(line))):
            yield began, "\n".join(held)
            held = []
        if not held:
            began = number
        held.append(line)
        if alone:
            yield began, line
            held = []
    if held:
        yield began, "\n".join(held)


def _is_alone(line: str, today: date) -> bool:
    """Whether a line is an entry by itself: numbers or links, and no words of a question."""
    if _TO_ASK.search(line):
        return False
    return _CELL_LINK.search(line) is not None or _CELL.match(line) is not None or _is_numbers(line, today)


def _is_numbers(line: str, today: date) -> bool:
    try:
        return numbers_in(plain(_ITEM.sub("", line, count=1)), today) is not None
    except QueryError:
        return True


def _hangs(line: str) -> bool:
    """Whether a line stands behind the question before it: "[HL101]", "(UIN 101)", a party."""
    return line.strip()[:1] in ("[", "(")


def _read(store: Store, line: int, typed: str, today: date, house: House | None) -> Iterator[ListEntry | RefusedLine]:
    try:
        for given in _questions(store, typed, today, house):
            yield ListEntry(line, given) if isinstance(given, Given) else RefusedLine(line, _shown(typed), given)
    except PqbriefError as error:
        yield RefusedLine(line, _shown(typed), str(error))


def _questions(store: Store, typed: str, today: date, house: House | None) -> Iterator[Given | str]:
    """Yield the questions of an entry, and for each number that is none a sentence. Raises PqbriefError."""
    if len(typed) > LONGEST:
        raise QueryError("The line is too long to be a question.")
    if _TO_ASK.search(typed):
        yield from _chosen(read_input(store, typed, today, house))
        return
    bare = plain(_ITEM.sub("", typed, count=1))
    links = _CELL_LINK.findall(bare)
    if links:
        for link in links:
            yield from _each(store, link, today, house)
        return
    cell = _CELL.match(bare)
    numbers = numbers_in(bare, today) or (Numbers((cell["uin"].replace(" ", "").upper(),)) if cell else None)
    if numbers is None:
        raise QueryError("No question, UIN or link is in this line.")
    for uin in numbers.uins:
        try:
            found = by_number(store, uin, numbers, house)
        except PqbriefError as error:
            yield str(error)
        else:
            yield from _chosen(found)


def _each(store: Store, link: str, today: date, house: House | None) -> Iterator[Given | str]:
    try:
        yield from _chosen(read_input(store, link, today, house))
    except PqbriefError as error:
        yield str(error)


def _chosen(found: tuple[Given, ...] | Given | UinChoice) -> Iterator[Given | str]:
    if isinstance(found, UinChoice):
        days = [long_date(r.dates.tabled) for r in found.records if r.dates.tabled]
        yield (
            f"{found.uin} is the number of {len(found.records)} stored questions: give the day too, such as UIN"
            f" {found.uin} tabled {days[0] if days else '7 January 2025'}."
        )
    elif isinstance(found, Given):
        yield found
    else:
        yield from found


def _shown(typed: str) -> str:
    words = " ".join(typed.split())
    return words if len(words) <= 80 else words[:79] + "…"
