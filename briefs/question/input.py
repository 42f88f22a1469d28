"""What a person hands the desk: pasted questions, a UIN, or a link; and which record that means.

Pasted text comes out of Slack, mail and order papers: with quote marks, numbers, smart quotes, the Member's name before
it or a party after it. Only what stands around a question is taken off; its own words are left as they are.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher

from briefs.errors import NotFound, QueryError
from briefs.question.parse.numbers import Numbers, names_body, numbers_in
from briefs.question.parse.text import question_text
from briefs.question.references.patterns import LINK
from briefs.records.citations import long_date
from briefs.records.identity import question_id
from briefs.records.model import House, Kind, Record
from briefs.store.store import Store

LONGEST = 20_000  # characters; a page of questions has some thousands
_MOST_QUESTIONS = 25
_SAME_WORDS = 0.9

_TWFY = re.compile(
    r"theyworkforyou\.com/(?P<what>wrans|lordswrans|wransfront)/?\?(?:[^\s#]{0,300}&)?id=(?P<day>\d{4}-\d{2}-\d{2})[a-z]?\.(?P<uin>(?:HL)?\d{1,7})\.",
    re.IGNORECASE,
)
_OLDER_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_SLACK_LINK = re.compile(r"<(?:https?://|mailto:)[^|<>]*\|([^>]{0,500})>|<((?:https?://|mailto:)[^|<>]*)>")
_QUOTE_MARK = re.compile(r"^[ \t]*(?:>+[ \t]*)+", re.MULTILINE)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_TO_ASK = re.compile(r"\b[tT]o\s+ask\s+(?=the\b|Her\b|His\b|her\b|his\b|the\s|[A-Z])")
_LEADING = re.compile(r"^\W*(?:(?:Q?\d{1,3}[.):]|[•▪●*–-])\s*)?(?P<name>.*?)\W*$", re.DOTALL)
_SHORT_BRACKETS = re.compile(r"\[[^\]\n]{1,40}\]|\([^()\n]{1,60}\)")
_LONGEST_BRACKET = 64  # characters, with some to spare
_UIN_IN_TAIL = re.compile(
    r"[\[(](?:UIN\s*|PQ\s*)?(?P<uin>(?:HL\s?)?\d{3,7})[\])]|\bUIN\s*+(?::\s*+)?(?P<uin2>(?:HL\s?)?\d{3,7})\b"
)
_INTEREST = re.compile(r"\[R\]")
_IN_BRACKETS = re.compile(r"[\[(][^\])]{0,200}[\])]")
_STARRED = re.compile(r"^([*_~]{1,2})(.+)\1$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Given:
    """One question to brief on: its words, and its record where it is held.

    ``asked_by`` is the name pasted with it; ``declared`` is true where [R] was; ``uin`` is a number pasted with it that
    no record held bears; ``house`` is the House that was named beside it. ``asking_member_id`` and
    ``answering_body_id`` are Parliament's ids where they are known beside the words; ``open_only`` says that a held
    question of the same words is the one in hand only while it waits for an answer.
    """

    text: str
    record: Record | None = None
    asked_by: str | None = None
    declared: bool = False
    uin: str | None = None
    house: House | None = None
    asking_member_id: int | None = None
    answering_body_id: int | None = None
    open_only: bool = False


@dataclass(frozen=True, slots=True)
class UinChoice:
    """A UIN that several questions bear, newest first: a person has to say which."""

    uin: str
    records: tuple[Record, ...]


def read_input(store: Store, typed: str, today: date, house: House | None = None) -> tuple[Given, ...] | UinChoice:
    """Return the questions that were handed in, in order; ``house`` is the House that was named beside them.

    Raises QueryError where nothing is there to read, NotFound for a UIN or link whose question is not held.
    """
    if len(typed) > LONGEST:
        raise QueryError("That is too long: give one page of questions at a time.")
    text = plain(typed)
    if not any(char.isalnum() for char in text):
        raise QueryError("You gave no question: give its text, its UIN or its link.")
    link = (len(text.split()) == 1 and "/" in text) or _OLDER_LINK.fullmatch(text) is not None
    if not (link and "." in text) and (numbers := numbers_in(text, today)) is not None:
        return _by_numbers(store, numbers, house)
    if link:
        return (given_record(_by_link(store, text)),)
    return tuple(replace(given, house=house) for given in _pasted(store, text))


def is_number(typed: str, today: date) -> bool:
    """Whether a text is a UIN and nothing but what tells which."""
    return numbers_in(plain(typed), today) is not None


def given_record(record: Record) -> Given:
    """Return a question that is held as one handed in."""
    return Given(question_text(record), record)


def plain(typed: str) -> str:
    """Return pasted text without Slack's escapes, link marks, quote marks and characters of no width."""
    text = html.unescape(html.unescape(typed))
    text = _SLACK_LINK.sub(lambda m: m[1] or m[2], text)
    text = _INVISIBLE.sub("", text).replace("\u00a0", " ").replace("\r\n", "\n").replace("\r", "\n")
    text = _QUOTE_MARK.sub("", text).strip()
    starred = _STARRED.match(text)
    return starred[2].strip() if starred else text


def _by_link(store: Store, text: str) -> Record:
    if match := LINK.search(text):
        uin, day = match["uin"].upper(), date.fromisoformat(match["day"])
        house = House.LORDS if uin.startswith("HL") else House.COMMONS
        found = store.get_many([question_id(house, day, uin)])
        if found:
            return next(iter(found.values()))
        raise _not_held(uin, day, "tabled on")
    if match := _TWFY.search(text):
        uin, day = match["uin"].upper(), date.fromisoformat(match["day"])
        for record in store.find_uin(uin):
            if record.kind is Kind.WRITTEN_QUESTION and day in (record.dates.tabled, record.dates.answered):
                return record
        raise _not_held(uin, day, "of")
    raise QueryError(
        "That link does not lead to a written question: give one to questions-statements.parliament.uk, or its UIN."
    )


def _by_numbers(store: Store, numbers: Numbers, house: House | None) -> tuple[Given, ...] | UinChoice:
    """Return the questions of some numbers, or the choice between those of one. Raises NotFound and QueryError."""
    found: list[Given] = []
    for uin in numbers.uins:
        meant = by_number(store, uin, numbers, house)
        if isinstance(meant, UinChoice):
            if len(numbers.uins) == 1:
                return meant
            raise QueryError(f"Several questions have the number {uin}: give it alone, or with the day it was tabled.")
        found.append(meant)
    return tuple(found)


def by_number(store: Store, uin: str, numbers: Numbers, house: House | None) -> Given | UinChoice:
    """Return the question of one of some numbers, or the choice between several. Raises NotFound and QueryError."""
    if House.LORDS in (house, numbers.house) and uin[:1].isdigit():
        uin = f"HL{uin}"
    wanted = House.LORDS if uin.startswith("HL") else numbers.house or house
    held = [r for r in store.find_uin(uin) if r.kind is Kind.WRITTEN_QUESTION and wanted in (None, r.house)]
    if (day := numbers.day) is not None:
        held = [r for r in held if r.dates.tabled == day] or [r for r in held if r.dates.answered == day]
    if not held:
        raise _not_held(uin, day, "tabled on" if numbers.tabled else "of")
    if numbers.body:
        held = [r for r in held if names_body(numbers.body, r.answering_body or "")]
        if not held:
            raise QueryError(f"No question {uin} to {numbers.body} is stored: give the number as UIN {uin}.")
    return UinChoice(uin, tuple(held)) if len(held) > 1 else given_record(held[0])


def _not_held(uin: str, day: date | None, word: str) -> NotFound:
    when = f" {word} {long_date(day)}" if day else ""
    tabled = f" --tabled {day.isoformat()}" if day and word.startswith("tabled") else ""
    each = ", which fetches the one of each session," if day and not tabled else ","
    command = f"pqbrief sync written-questions --uin {uin}{tabled}"
    return NotFound(f'No question {uin}{when} is stored: fetch it with "{command}"{each} or paste its text.')


def _pasted(store: Store, text: str) -> Iterator[Given]:
    starts = [match.start() for match in _TO_ASK.finditer(text)][: _MOST_QUESTIONS + 1]
    if len(starts) > _MOST_QUESTIONS:
        raise QueryError(f"There are more than {_MOST_QUESTIONS} questions: give fewer at a time.")
    if not starts:
        yield Given(" ".join(text.split()))
        return
    lead = text[: starts[0]]
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(text)
        question, tail = _cut_tail(text[start:end], last=number + 1 == len(starts))
        around = f"{lead} {tail}"
        name = _name(lead) or (_name(tail) if number + 1 == len(starts) else None)
        yield _given(store, question, name, around)
        lead = tail


def _given(store: Store, question: str, name: str | None, around: str) -> Given:
    declared = _INTEREST.search(around) is not None
    match = _UIN_IN_TAIL.search(around)
    if match is None:
        return Given(question, None, name, declared)
    uin = re.sub(r"\s", "", match["uin"] or match["uin2"]).upper()
    record = next((r for r in store.find_uin(uin) if _same_words(question, r)), None)
    return Given(question_text(record) if record else question, record, name, declared, None if record else uin)


def _same_words(question: str, record: Record) -> bool:
    if record.kind is not Kind.WRITTEN_QUESTION:
        return False
    one, other = question.casefold().split(), question_text(record).casefold().split()
    return SequenceMatcher(None, one[: len(other)], other, autojunk=False).ratio() >= _SAME_WORDS


def _cut_tail(block: str, *, last: bool) -> tuple[str, str]:
    """Return a question as one line without what follows its last full stop: a UIN, a party, the next Member's name."""
    lines = [line.strip() for line in block.strip().split("\n")]
    kept, rest = _question_lines(lines)
    question = " ".join(" ".join(kept).split())
    end = _last_stop(question)
    if end is not None and (tail := question[end:].strip()):
        question, rest = question[:end], f"{tail} {rest}"
    return question.strip("*_ "), rest.strip()


def _last_stop(question: str) -> int | None:
    """Return where the first full stop ends, with its closing mark, behind which stops stand in short brackets only."""
    stop = None
    open_from = {len(question)}  # places from which the rest is a tail
    farthest = len(question)
    for at in range(len(question) - 1, -1, -1):
        char = question[at]
        bracket = _SHORT_BRACKETS.match(question, at) if char in "[(" else None
        if bracket is not None and bracket.end() in open_from:
            open_from.add(at)
        elif char in ".?!":
            stop = at if at + 1 in open_from else stop
        elif at + 1 in open_from:
            open_from.add(at)
        farthest = at if at in open_from else farthest
        if farthest - at > _LONGEST_BRACKET:
            break
    if stop is None:
        return None
    return stop + 1 + (question[stop + 1 : stop + 2] in tuple("”\"’'"))


def _question_lines(lines: Sequence[str]) -> tuple[list[str], str]:
    """Return the lines of a question, which ends at an empty line or at a full stop at the end of a line."""
    for number, line in enumerate(lines):
        if not line:
            return list(lines[:number]), " ".join(lines[number + 1 :])
        if re.search(r"[.?][”\"’'\])]?$", line) and number + 1 < len(lines):
            following = lines[number + 1]
            if not following or following[:1].isupper() or not following[:1].isalpha():
                return list(lines[: number + 1]), " ".join(lines[number + 1 :])
    return list(lines), ""


def _name(text: str) -> str | None:
    """Return the Member's name in what stands around a question: "Jo Example (Sampleton) (Con):"."""
    match = _LEADING.match(_IN_BRACKETS.sub(" ", text))
    if match is None:
        return None
    words = match["name"].replace(":", " ").split()
    titles = {
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "sir",
        "dame",
        "lord",
        "lady",
        "baroness",
        "viscount",
        "earl",
        "of",
        "the",
    }
    if not 2 <= len(words) <= 6 or not all(w[:1].isupper() or w.lower() in titles for w in words):
        return None
    return " ".join(words)
