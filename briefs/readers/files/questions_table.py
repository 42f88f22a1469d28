"""A data package of written questions: one question a row, in the columns of Parliament's Written Questions API.

mySociety publishes the Commons' questions since September 2023 so, as CSV and as Parquet. The columns bear the names
of the API's fields (QuestionsViewModel), so a row becomes such an object and is read as one. What differs is how
values are written: days as ``2023-09-01T00:00:00``, numbers of ministers with a decimal point (``111.0``), yes and no
as ``True`` and ``False``, lists as Python or NumPy prints them (``['10000' '10002']``). The column ``person_name``
does not say whose name it is, so it is not used: Parliament's own numbers name the Members.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import re2

from briefs.errors import RefusedInput
from briefs.readers.apis.question_row import question
from briefs.readers.common.base import Reading, SourceFile
from briefs.readers.precedence import fuller
from briefs.records.model import Record, Refusal

NEEDED = frozenset(("uin", "house", "dateTabled", "questionText"))
MAX_CELL = 2_000_000
"""How many characters one cell may have: the longest answer of two years has some forty thousand."""

_NUMBERS = frozenset(
    ("id", "askingMemberId", "answeringBodyId", "answeringMemberId", "correctingMemberId", "attachmentCount")
)
_YES_OR_NO = frozenset(("memberHasInterest", "isWithdrawn", "isNamedDay", "answerIsHolding", "answerIsCorrection"))
_NOTHING = frozenset(("", "nan", "none", "null", "<na>", "nat"))
_WHOLE = re2.compile(r"([0-9]{1,15})(?:\.0*)?")
_QUOTED = re2.compile(r"""['"]([A-Za-z0-9]{1,14})['"]""")
_DAMAGED = "this table is damaged; fetch it again"


def detect(source: SourceFile) -> bool:
    """Whether the first line names the columns of a written question."""
    heading = source.head.lstrip("\ufeff").split("\n", 1)[0]
    return "questionText" in heading and set(next(csv.reader([heading]), [])) >= NEEDED


def read(source: SourceFile) -> Reading:
    """Return one record for each question; a question given twice is kept once, in its newest and fullest form.

    A row that cannot be read becomes a Refusal with its line and the rest is read. Raises RefusedInput where the table
    is damaged.
    """
    records: dict[str, Record] = {}
    refused: list[Refusal] = []
    for line, row in _rows(source):
        try:
            if None in row.values():
                raise RefusedInput("this row has fewer cells than the table has columns")
            record = question(question_of_row(row), source)
        except RefusedInput as refusal:
            refused.append(Refusal(f"line {line}", refusal.reason))
        else:
            held = records.get(record.record_id)
            records[record.record_id] = fuller(held, record) if held else record
    return Reading(records=tuple(records.values()), refused=tuple(refused))


def question_of_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row as the object that the Written Questions API would give.

    Values may be text, as CSV has them, or typed, as Parquet has them.
    """
    return {name: _value(name, raw) for name, raw in row.items() if isinstance(name, str)}


def _rows(source: SourceFile) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield each row with the line on which it begins."""
    csv.field_size_limit(MAX_CELL)
    reader = csv.DictReader(io.StringIO(source.text, newline=""))
    line = 2
    try:
        for row in reader:
            yield line + source.lines_before, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise RefusedInput(_DAMAGED, f"line {line + source.lines_before}") from error


def _value(name: str, raw: Any) -> Any:
    if raw is None or (isinstance(raw, str | float) and str(raw).strip().lower() in _NOTHING):
        return None
    if name in _NUMBERS:
        whole = _WHOLE.fullmatch(str(raw).strip())
        return int(whole[1]) if whole else None
    if name in _YES_OR_NO:
        return str(raw).strip().lower() in {"true", "1", "1.0"}
    if name == "groupedQuestions":
        return _QUOTED.findall(raw) if isinstance(raw, str) else [str(each) for each in raw]
    if isinstance(raw, date):
        return raw.isoformat()
    return raw if isinstance(raw, str) else str(raw)
