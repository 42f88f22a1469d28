"""The lines of a page of printed Hansard: who speaks on the line itself, headings, columns, and the page around them.

"Mr. John Sample (Samplesea) (Con): …", then "Mr. Sample: …".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from briefs.names.offices import Attribution
from briefs.readers.common.blocks import Mark, PrintedBlock, is_dividing, is_procedure
from briefs.readers.common.boilerplate import furniture, page_lines, written_day
from briefs.readers.common.column_marks import column_of, dated_mark, undated_mark
from briefs.readers.common.contributions import named_by
from briefs.readers.common.labels import Labels, asks_below, bare_label, is_known, is_label, is_weak, may_be_label
from briefs.readers.files.plain import split_paragraphs

_PAGE = re.compile(
    r"^\|?\s*+(?:(?:Previous|Next) (?:Section|Page|Column)|Index|Home Page|Back to (?:Table of Contents|top)"
    r"|(?:Lords |Commons )?Hansard (?:Home|Archives?)(?: Page)?|Contents|Commons Publications|(?:House of )?(?:Commons|"
    r"Lords) (?:home page|Hansard Home Page)|Parliament home page|search|enquiries|A - Z index|Here you can browse"
    r" [^|]*"
    r"|You are here:[^|]*|©.*|.{0,200}Parliamentary copyright.*|Bound Volume Hansard.*|Publications on the Internet"
    r"|Publications (?:&|and) records|Advanced|UK Parliament|Business & News|Daily Hansard)(?:(?<!\s)\s*\|.*)?$",
    re.IGNORECASE,
)
_RUN_IN = re.compile(r"^(?:\*\*)?(?:[QT]?\d{1,3}\.\s+)?(?:\[\d{4,7}\]\s+)?(?P<who>[^:\n]{3,220}?)\s?:(?:\*\*)?\s?")
_LORDS_ASKED = re.compile(r"^(?P<who>[^:\n]{3,100}?)\s+asked (?:Her|His) Majesty.s Government:?$")
_TIME = re.compile(r"^\d{1,2}(?:[.:]\d{1,2})? ?(?:[ap]\.? ?m\.?|noon)$", re.IGNORECASE)
_STOPS = re.compile(r"[.?!…”\"’')\]—]$")
_ENDS = re.compile(r",$|^The (?:Humble )?Petition\b|[.!?:;…”\"’')\]]$|—$|-$")
_FIGURE = re.compile(r"\s[£(-]?\d[\d,.]*%?\)?$")
_NUMBERED_TITLE = re.compile(r"\b(?:Bill|Act|Clauses?|Schedules?|Part|Amendments?|Budget|No\.|19\d\d|20\d\d)\b")
_LONGEST_HEADING = 110


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
    found = [m for line in lines if (m := dated_mark(line))]
    alone = [m for line in lines if (m := undated_mark(line))]
    column = (found or alone)[0]["column"].replace(" ", "") if found or alone else None
    return Marks(written_day(_full_month(found[0]["day"])) if found else None, column)


def why_left_out(line: str) -> str | None:
    """Return why a line is no part of the page's words, None where it may be one; a column's mark is no such line."""
    return Mark.TIME.value if _TIME.match(line) else "navigation" if _PAGE.match(line) else furniture(line)


def blocks_of_lines(lines: Sequence[str]) -> list[PrintedBlock]:
    """Return the lines of a page saved as text as blocks: the layout is lost, so the words of a line tell."""
    made: list[PrintedBlock] = []
    labels = Labels()
    dividing = False
    for at, line in enumerate(lines):
        dividing = is_dividing(line, before=dividing)
        if column_of(line):
            made.append(PrintedBlock(Mark.COLUMN, line))
        elif why := why_left_out(line):
            made.append(PrintedBlock(Mark.TIME if why == Mark.TIME.value else Mark.PAGE, line, why=why))
        else:
            made += _blocks_of_line(line, labels, below=_below(lines[at + 1 :]), dividing=dividing)
    return made


def labelled_by_words(blocks: Sequence[PrintedBlock]) -> list[PrintedBlock]:
    """Return the blocks of a page that sets no labels in bold: those that begin with one are parted by their words."""
    labels = Labels()
    made: list[PrintedBlock] = []
    for block in blocks:
        plain = block.mark is Mark.WORDS and "\n" not in block.text
        made += _blocks_of_line(block.text, labels, below="", dividing=False) if plain else [block]
    return made


def _blocks_of_line(line: str, labels: Labels, *, below: str, dividing: bool) -> list[PrintedBlock]:
    asked = _LORDS_ASKED.match(line)
    if asked:
        rest = line[asked.end("who") :].strip()
        return [PrintedBlock(Mark.LABEL, asked["who"], asks=True), PrintedBlock(Mark.PAGE, rest, why="who was asked")]
    if asks_below(line):
        return [PrintedBlock(Mark.LABEL, line, asks=True)]
    if found := run_in(line, labels.known):
        printed, words = found
        labels.whom(printed)
        return [PrintedBlock(Mark.LABEL, printed), *([PrintedBlock(Mark.WORDS, words)] if words else [])]
    if _is_heading(line, below) and not (dividing and not run_in(below, labels.known)):
        return [PrintedBlock(Mark.HEADING, line, department=line.isupper())]
    # A label of unknown form ends the turn; what may be none is nobody's.
    return [PrintedBlock(Mark.NOTE if _may_name(line) else Mark.WORDS, line)]


def run_in(line: str, known: Sequence[Attribution]) -> tuple[str, str] | None:
    """Return (the label on the line itself, what is said after its colon), None where the line has none.

    What a page saved as Markdown sets in bold is a label whatever its form; elsewhere its words must show it.
    """
    match = _RUN_IN.match(line)
    if not match:
        return None
    printed, words = line[: match.end("who")].strip("* "), line[match.end() :].strip()
    bold = line.startswith("**") and match[0].rstrip().endswith("**")
    name = bare_label(printed)
    told = not words or _STOPS.search(words)
    shows = is_known(printed, known) or (told if is_weak(printed) else is_label(_in_small(printed)))
    if not (shows or named_by(name, known) or (bold and may_be_label(printed))):
        return None
    return printed + ":", words.strip("* ") if "**" in line else words


def _in_small(printed: str) -> str:
    """Return a label that is printed in capitals in ordinary letters."""
    return printed.title() if printed.isupper() else printed


def _may_name(line: str) -> bool:
    """Whether a line opens with capital words and a colon, as a label does of which no form is known."""
    match = _RUN_IN.match(line)
    return bool(match and " " in match["who"] and may_be_label(match["who"]) and _STOPS.search(line))


def _below(lines: Sequence[str]) -> str:
    """Return the next line that is no mark and no navigation, empty where there is none."""
    return next((line for line in lines if not (column_of(line) or why_left_out(line))), "")


def _is_row(line: str) -> bool:
    """Whether a line is a row of a table that lost its layout: it begins with a number, or ends with a figure."""
    return "|" in line or line[:1].isdigit() or bool(_FIGURE.search(line) and not _NUMBERED_TITLE.search(line))


def _is_heading(text: str, below: str) -> bool:
    """Whether a line is short and has no sentence's end; one that ends with a bracket has capitals throughout.

    Something is said below it, and neither of the two is a row of a table.
    """
    if not below or _is_row(text) or (_is_row(below) and not _RUN_IN.match(below)):
        return False
    if len(text) > _LONGEST_HEADING or not text[:1].isalnum() or text[0].islower() or is_procedure(text):
        return False
    return may_be_label(text) if text.endswith((")", "]")) else not _ENDS.search(text)


def _full_month(day: str) -> str:
    return day.replace(".", "")
