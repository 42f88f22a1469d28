"""A list as CSV for a spreadsheet: one line for each question, and no cell that a spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from briefs.question.listing.day_list import DayList
from briefs.question.listing.groups import Group
from briefs.question.listing.listed import ListedQuestion
from briefs.render.escaping import visible
from briefs.render.listing import wording

COLUMNS = (
    "Group", "UIN", "House", "Answering body", "Asker", "Party", "Seat", "Interest declared", "Heading", "Question",
    "Parts", "Tabled", "Due", "Rule", "Standing", "Working days", "Nearest answer", "How near", "Nearest answered",
    "Can be referred to", "Reasons", "Link", "Nearest link", "Line",
)  # fmt: skip
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_MARK = "\ufeff"
"""Without it Excel reads a file of UTF-8 in another encoding."""


def list_as_csv(listed: DayList, *, for_file: bool = False) -> str:
    """Return a list as CSV; a file begins with the mark by which a spreadsheet knows UTF-8."""
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\r\n" if for_file else "\n")
    lines.writerow(COLUMNS)
    lines.writerows([_text(cell) for cell in row] for row in _rows(listed))
    return (_MARK if for_file else "") + written.getvalue()


def _rows(listed: DayList) -> Iterator[list[str]]:
    for group in listed.groups:
        for question in group.questions:
            yield _row(group, question)


def _row(group: Group, question: ListedQuestion) -> list[str]:
    clock, nearest = question.clock, question.nearest
    return [
        group.title,
        question.uin or "",
        question.house.value.title(),
        question.body or "",
        question.by,
        question.party or "",
        question.seat or "",
        "yes" if question.declared_interest else "",
        question.heading or "",
        question.text,
        wording.parts_words(question),
        question.tabled.isoformat() if question.tabled else "",
        clock.due.isoformat() if clock.due else "",
        wording.rule_word(clock),
        wording.standing_words(clock),
        str(clock.days) if clock.due else "",
        (nearest.uin or "") if nearest else "",
        nearest.grade.value if nearest else "",
        nearest.answered.isoformat() if nearest and nearest.answered else "",
        wording.refer_word(nearest),
        wording.refer_reasons(nearest),
        question.url or "",
        (nearest.url or "") if nearest else "",
        str(question.line or ""),
    ]


def _text(cell: str) -> str:
    """Return a cell that a spreadsheet shows as it is: what begins as a formula begins with an apostrophe."""
    shown = visible(cell)
    return f"'{shown}" if shown.lstrip(" '\"").startswith(_FORMULA) else shown
