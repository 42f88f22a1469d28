"""The sections of a page of printed Hansard: a heading, those above it, the column, and what stands under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from briefs.readers.common.base import Stripped
from briefs.readers.common.blocks import Mark, PrintedBlock
from briefs.readers.common.column_marks import column_of
from briefs.readers.common.contribution_rows import GENERIC
from briefs.readers.common.contributions import TO_ASK


class Series(Enum):
    """Which part of Hansard a section is of; the value is what the letters of its columns are."""

    CHAMBER = ("", "WH", "GC", "CWH")
    ANSWERS = ("W", "WA")
    STATEMENTS = ("WS",)
    PETITIONS = ("P",)
    CORRECTIONS = ("MC",)
    UNKNOWN = ()


@dataclass(slots=True)
class PrintedSection:
    """``title`` is its own heading, ``above`` the one over it, ``column`` the one in which it begins.

    ``department`` where its own heading is a department's, ``of_department`` where the one over it is.
    """

    series: Series
    title: str = ""
    above: str = ""
    department: bool = False
    of_department: bool = False
    level: int = 0
    above_level: int = 0
    column: str | None = None
    blocks: list[PrintedBlock] = field(default_factory=list)


_SERIES_HEADINGS: tuple[tuple[Series, re.Pattern[str]], ...] = tuple(
    (series, re.compile(pattern, re.IGNORECASE))
    for series, pattern in (
        (
            Series.ANSWERS,
            r"^Written Answers?(?: to Questions)?$|\bHansard Written Answers\b|^Written Answers (?:text )?for \d",
        ),
        (Series.STATEMENTS, r"^Written (?:Ministerial )?Statements?$"),
        (Series.PETITIONS, r"^(?:Public )?Petitions?$"),
        (Series.CORRECTIONS, r"^(?:Ministerial )?Corrections?$"),
        (
            Series.CHAMBER,
            r"^(?:House of (?:Commons|Lords)|Westminster Hall|Grand Committee|Oral Answers to Questions)$"
            r"|\bHansard Debates (?:text )?for \d",
        ),
    )
)
# What a heading may make of a page whose columns do not tell: "Petition" is a heading of the chamber too.
_INSTEAD = {
    Series.UNKNOWN: tuple(Series),
    Series.CHAMBER: (Series.ANSWERS, Series.STATEMENTS, Series.CORRECTIONS),
}
_PAGE_HEADING = re.compile(
    r"^(?:House of (?:Commons|Lords)|Observations|Petitions?|Prayers|Hansard|Official Report"
    r"|.{0,60}\bHansard (?:Debates|Written Answers|text)\b.{0,80}|(?:The House|The Committee) met at\b.{0,80}"
    r"|\W*Prayers\W.{0,80})$",
    re.IGNORECASE,
)
_DAY_LINE = re.compile(r"^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? \d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+,? \d{4}\.?$")
_FORM = re.compile(r"^(?:Questions?|Statement|Answers?|Motion|Private Notice Question|Urgent Question)$", re.IGNORECASE)
_READING = re.compile(r"^\W*(?:First|Second|Third) Reading\W*$|^\W*(?:Committee|Report)(?: Stage)?\W*$", re.IGNORECASE)
_WAS_ASKED = re.compile(r"^The [^.]{3,120} was asked\s*[—–-]*$", re.IGNORECASE)
_IN_THE_CHAIR = re.compile(r"^\[[^\]]{3,80}\bin the Chair\]$", re.IGNORECASE)
_WITH_FORM = frozenset((Series.CHAMBER,))


def asks_in_writing(text: str) -> bool:
    """Whether a paragraph has the form of a tabled question: "To ask the Secretary of State …"."""
    return bool(TO_ASK.match(text))


def is_day_line(line: str) -> bool:
    """Whether a line is a page's day and nothing else: "Tuesday 11 January 2011"."""
    return bool(_DAY_LINE.match(line))


def sections_of(blocks: Sequence[PrintedBlock]) -> tuple[list[PrintedSection], list[Stripped]]:
    """Return the sections that hold anything, in order, and what was left out of them: headings, the page's head."""
    reading = _SectionReading()
    for block in blocks:
        reading.take(block)
    return [section for section in reading.sections if _says(section)], reading.left_out


def _says(section: PrintedSection) -> bool:
    return any(block.mark in (Mark.LABEL, Mark.WORDS, Mark.NOTE) for block in section.blocks)


class _SectionReading:
    """Sections as they are found; a heading right under another makes one title with it."""

    def __init__(self) -> None:
        self.sections = [PrintedSection(Series.UNKNOWN)]
        self.left_out: list[Stripped] = []
        self.series = Series.UNKNOWN
        self.column: str | None = None

    def take(self, block: PrintedBlock) -> None:
        here = self.sections[-1]
        if block.mark is Mark.COLUMN:
            self._column(block.text)
        elif block.mark is Mark.HEADING:
            self._heading(block)
        elif block.mark in (Mark.WORDS, Mark.NOTE) and _WAS_ASKED.match(block.text):
            self.left_out.append(Stripped(block.text, "who was asked"))
        elif block.mark is Mark.NOTE and _IN_THE_CHAIR.match(block.text):
            self.left_out.append(Stripped(block.text, "who is in the chair"))
        elif block.mark in (Mark.WORDS, Mark.NOTE) and not here.title and self._names_series(block.text):
            self.left_out.append(Stripped(block.text, Mark.HEADING.value))
        elif block.mark in (Mark.WORDS, Mark.NOTE) and not here.title and _PAGE_HEADING.match(block.text):
            self.left_out.append(Stripped(block.text, "opening of the sitting"))
        elif block.mark in (Mark.WORDS, Mark.NOTE) and here.title and self._adds(here, block.text):
            self.left_out.append(Stripped(block.text, Mark.HEADING.value))
        elif block.mark in (Mark.LABEL, Mark.WORDS, Mark.NOTE):
            here.blocks.append(block)

    def _adds(self, here: PrintedSection, text: str) -> bool:
        """Add "Second Reading" to the title of its bill, where nothing is said before it."""
        if not _READING.match(text) or any(b.mark in (Mark.LABEL, Mark.WORDS) for b in here.blocks):
            return False
        here.title = f"{here.title}: {text.strip()}"
        return True

    def _names_series(self, text: str) -> bool:
        """Take what a page's heading says of the part of Hansard that it is, where no column has told."""
        named = next((series for series, form in _SERIES_HEADINGS if form.search(text)), None)
        if named in _INSTEAD.get(self.series, ()) and self.column is None:
            self.series = named or self.series
        return named is not None

    def _column(self, text: str) -> None:
        self.column = column_of(text)
        letters = (self.column or "").strip("0123456789")
        self.series = next((series for series in Series if letters in series.value), self.series)
        if not _says(self.sections[-1]):
            self.sections[-1].column, self.sections[-1].series = self.column, self.series

    def _heading(self, block: PrintedBlock) -> None:
        text, here = block.text, self.sections[-1]
        self.left_out.append(block.left_out)
        if self._names_series(text) or is_day_line(text) or _PAGE_HEADING.match(text) or _FORM.match(text):
            here.blocks.append(block)  # it ends a turn all the same
            if _FORM.match(text) and here.title and not _says(here) and self.series in _WITH_FORM:
                here.title = f"{here.title} — {text}"
        elif not _says(here) and here.title and not (here.department or block.department) and GENERIC.match(text):
            here.title = f"{here.title}: {text}"
        else:
            self.sections.append(self._under(here, block))

    def _under(self, here: PrintedSection, block: PrintedBlock) -> PrintedSection:
        """Return the section that a heading begins: a heading with nothing under it stands over the next one."""
        new = PrintedSection(
            self.series, block.text, column=self.column, level=block.level, department=block.department
        )
        if not _says(here) and here.title:
            return replace(
                new, above=here.title, of_department=here.department, department=False, above_level=here.level
            )
        if block.department:
            return new
        if here.department:
            return replace(new, above=here.title, of_department=True)
        if here.of_department or (here.above and here.above_level < block.level and GENERIC.match(block.text)):
            return replace(new, above=here.above, of_department=here.of_department, above_level=here.above_level)
        return new
