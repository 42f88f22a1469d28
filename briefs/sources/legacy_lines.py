"""The lines of a page of printed Hansard: who speaks on the line itself, headings, columns, and the page around them.

"Mr. John Sample (Samplesea) (Con): …", then "Mr. Sample: …". A column's mark may stand in the middle of a paragraph:
the two halves stay apart, each as printed, and the pieces of the sentence that was cut are not quotable.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from briefs.naming import people
from briefs.offices import Attribution, parse_attribution
from briefs.records import Role, Stripped
from briefs.sentences import sentence_spans
from briefs.sources.contributions import named_by
from briefs.sources.furniture import furniture, page_lines, written_day
from briefs.sources.page_people import is_name, undotted
from briefs.sources.plain import split_paragraphs

_COLUMN = re.compile(
    r"^(?P<day>\d{1,2} [A-Z][a-z]{2,8}\.? \d{4})\s?:\s?Columns? (?P<column>(?:WA|WS|GC|CWH)?\s?\d{1,5}[A-Z]{0,3})"
    r"(?:\s?[—–-].*)?$"
)
_COLUMN_ALONE = re.compile(r"^(?:\[?Columns? )(?P<column>(?:WA|WS|GC)?\s?\d{1,5}[A-Z]{0,3})\]?(?:\s?[—–-].*)?$")
_PAGE = re.compile(
    r"^\|?\s*+(?:(?:Previous|Next) (?:Section|Page|Column)|Index|Home Page|Back to (?:Table of Contents|top)"
    r"|(?:Lords |Commons )?Hansard (?:Home|Archives?)(?: Page)?|Contents|Commons Publications|(?:House of )?(?:Commons|"
    r"Lords) (?:home page|Hansard Home Page)|Parliament home page|search|enquiries|A - Z index|Here you can browse"
    r" [^|]*"
    r"|You are here:[^|]*|©.*|.{0,200}Parliamentary copyright.*|Bound Volume Hansard.*|Publications on the Internet"
    r"|Publications (?:&|and) records|Advanced|UK Parliament|Business & News|Daily Hansard)(?:(?<!\s)\s*\|.*)?$",
    re.IGNORECASE,
)
_RUN_IN = re.compile(r"^(?:\*\*)?(?:T?\d{1,2}\.\s+)?(?:\[\d{4,7}\]\s+)?(?P<who>[^:\n]{3,220}?)\s?:(?:\*\*)?\s?")
_HOLDING = re.compile(r"(?:(?<!\s)\s+)?\[(?:holding|pursuant|transferred)\b[^\]]{0,80}\]?$", re.IGNORECASE)
_ASKED_BY = re.compile(r"^(?:Asked|Tabled|Moved) by:?\s+(?P<who>[^\n]{3,80})$")
_LORDS_ASKED = re.compile(r"^(?P<who>[^:\n]{3,100}?)\s+asked (?:Her|His) Majesty.s Government:?$")
_ORAL_NUMBER = re.compile(r"^T?\d{1,2}\.\s+(?:\[\d{4,7}\]\s+)?")
_TIME = re.compile(r"^\d{1,2}(?:[.:]\d{2})? ?(?:[ap]\.? ?m\.?|noon)$", re.IGNORECASE)
_ENDS = re.compile(r"[.!?:;…”\"’')\]]$|—$|-$")
_LONGEST_HEADING = 110


@dataclass(frozen=True, slots=True)
class Line:
    """One line: ``speaker`` where a contribution begins in it, ``words`` what is said, ``heading`` for a title.

    ``asks`` where the line says that somebody asked a question that stands on the next line.
    """

    words: str
    speaker: Attribution | None = None
    heading: bool = False
    column: str | None = None
    quotable: bool = True
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """What the columns' marks of a page show: the day, and the first column."""

    day: date | None
    column: str | None


def printed_lines(text: str) -> list[str]:
    """Return the lines of a page, those that were broken for its width joined again."""
    found = page_lines(text)
    return [line for part in split_paragraphs(text) for line in page_lines(part)] if len(found) > 1 else found


def marks_of(lines: Sequence[str]) -> Marks:
    """Return the day and the first column that the marks of a page give."""
    found = [m for line in lines if len(line) < 60 and (m := _COLUMN.match(line))]
    alone = [m for line in lines if len(line) < 60 and (m := _COLUMN_ALONE.match(line))]
    column = (found or alone)[0]["column"].replace(" ", "") if found or alone else None
    return Marks(written_day(_full_month(found[0]["day"])) if found else None, column)


def column_of(line: str) -> str | None:
    """Return the column that a line marks, or None for any other line."""
    match = (_COLUMN.match(line) or _COLUMN_ALONE.match(line)) if len(line) < 60 else None
    return match["column"].replace(" ", "") if match else None


def run_in(line: str, known: Sequence[Attribution]) -> tuple[Attribution, str] | None:
    """Return (the speaker named on the line itself, what is said after the colon), None where nobody is named.

    A short form that nothing earlier explains is believed where it has a title ("Mr. Sample"), for a saved page may
    begin in the middle of a debate; a name without one where it is a person's.
    """
    match = _RUN_IN.match(line)
    if not match:
        return None
    printed = _HOLDING.sub("", match["who"].strip("* "))
    who = whom(printed, known)
    return (who, line[match.end() :].strip("* ") if "**" in line else line[match.end() :].strip()) if who else None


def whom(printed: str, known: Sequence[Attribution]) -> Attribution | None:
    """Return whom a label names, as contributions are resolved in ``contributions``; None for no person."""
    name = undotted(printed)
    if found := named_by(name, known):
        return found
    short = parse_attribution(name)
    if short is not None:
        return Attribution(short.name, Role.UNKNOWN, full=False)
    if is_name(name) and any(person.start == 0 and person.end == len(name) for person in people(name)):
        return Attribution(name, Role.UNKNOWN)
    return None


def lines_of(lines: Sequence[str], left_out: list[Stripped]) -> list[Line]:
    """Return the lines of the page's body; the page around them and the columns' marks are reported in ``left_out``."""
    made: list[Line] = []
    known: list[Attribution] = []
    column: str | None = None
    cut = False
    for at, line in enumerate(lines):
        if marked := column_of(line):
            column, cut = marked, bool(made) and not made[-1].heading and not _ENDS.search(made[-1].words)
            left_out.append(Stripped(line, "column mark"))
            continue
        why = "time mark" if _TIME.match(line) else "navigation" if _PAGE.match(line) else furniture(line)
        if why:
            left_out.append(Stripped(line, why))
            continue
        read = _line(line, known, column)
        if read.speaker is None and not read.words:
            continue
        if cut and read.speaker is None:
            _join_halves(made, read)
        else:
            made.append(_heading(read, lines[at + 1 :]))
        cut = False
    return made


def _line(line: str, known: list[Attribution], column: str | None) -> Line:
    asked = _ASKED_BY.match(line) or _LORDS_ASKED.match(line)
    if asked and (who := whom(asked["who"], known)):
        _remember(who, known)
        return Line("", who, column=column, asks=True)
    found = run_in(line, known)
    if found is None:
        return Line(line, column=column)
    _remember(found[0], known)
    return Line(found[1], found[0], column=column)


def _remember(who: Attribution, known: list[Attribution]) -> None:
    if who.full and who not in known:
        known.append(who)


def _heading(read: Line, below: Sequence[str]) -> Line:
    """Return a line as a heading where it is short, has no sentence's end, and something is said below it."""
    text = read.words
    if read.speaker or len(text) > _LONGEST_HEADING or _ENDS.search(text) or not text[:1].isalnum():
        return read
    if text[0].islower() or not below:
        return read
    return Line(text, heading=True, column=read.column)


def _join_halves(made: list[Line], read: Line) -> None:
    """Add the second half of a paragraph that a column's mark cut, the pieces of the sentence itself not quotable."""
    before = made.pop()
    spans = sentence_spans(before.words)
    start = spans[-1][0] if spans else 0
    if start > 0:
        made.append(Line(before.words[:start].rstrip(), before.speaker, column=before.column))
        made.append(Line(before.words[start:], column=before.column, quotable=False))
    else:
        made.append(Line(before.words, before.speaker, column=before.column, quotable=False))
    spans = sentence_spans(read.words)
    end = spans[0][1] if spans else len(read.words)
    made.append(Line(read.words[:end].strip(), column=read.column, quotable=False))
    if rest := read.words[end:].strip():
        made.append(Line(rest, column=read.column))


def _full_month(day: str) -> str:
    return day.replace(".", "")
