"""Real records for judging briefs: a fixed choice of debates, written answers and written questions.

Debates and older written answers come from the derived JSON lines of TheyWorkForYou pages of 2001 to 2024 that the
shared folder holds (one page a line: file, kind, date, title, lead, speeches). That form is published by nobody, so it
is converted here and not by a reader of the product. The newer questions go through the product's own reader.

Records are chosen by hashes, not by what is judged: whatever else the choice brings in is a distractor.

A second choice, ``day_records``, is whole sitting days: all that TheyWorkForYou's XML of October 2009 holds, with the
GOV.UK items, all through the product's own readers. A third, ``recent_records``, is eight whole days of 2016 and 2020,
committees' oral evidence, the GOV.UK items, and questions of 2024 and 2025 that the first choice leaves out.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefs.errors import RefusedInput
from briefs.readers.apis import questions_api
from briefs.readers.common.base import SourceFile
from briefs.readers.containers import open_source
from briefs.readers.registry import reader_for
from briefs.records.model import Record
from tests.quality.twfy import record_of_page
from tests.support import shared

PAGES = ("data", "theyworkforyou", "pages-2001-2024", "debates-mentioning-hong-kong.jsonl.gz")
QUESTIONS = ("data", "written-questions", "questions-2023-09-to-2025-09.jsonl.gz")
DAYS = ("data", "theyworkforyou", "scrapedxml-2009")
GOVUK = ("data", "govuk")
RECENT_DAYS = ("data", "theyworkforyou", "days-2016-2020")
EVIDENCE = ("data", "committee-oral-evidence")
RECENT_QUESTIONS = 4000
RECENT_SINCE = "2024"
_VERSION_LETTER = re.compile(r"[a-z]$")


@dataclass(frozen=True, slots=True)
class Selection:
    """How many of each to take, in hash order: debates, pages of written answers, questions of the API."""

    debates: int = 160
    answers: int = 250
    questions: int = 4000


def records(selection: Selection | None = None) -> list[Record]:
    """Return the chosen records, debates first. The same selection always gives the same records.

    Questions are taken heading by heading ("Asylum" with all that follows its colon), so that series stay together.
    Skips the calling test where the shared folder is not there.
    """
    chosen = selection or Selection()
    pages = list(read_pages())
    debates = _first(chosen.debates, (page for page in pages if page["kind"] != "wrans"), _page_key)
    answers = _first(chosen.answers, (page for page in pages if page["kind"] == "wrans"), _page_key)
    return [*map(record_of_page, debates), *map(record_of_page, answers), *_questions(chosen.questions)]


def day_records() -> list[Record]:
    """Return the records of the sitting days of October 2009, then those of the GOV.UK items, each once.

    Of a day's file that came several times the last version letter is taken. Lists of ministers, organisations and
    roles are among the GOV.UK items and refused by the product; they are left out. Skips the calling test where the
    shared folder is not there.
    """
    return _each_once([*last_versions(shared(*DAYS).rglob("*.xml")), *sorted(shared(*GOVUK).rglob("*.json"))])


def recent_records() -> list[Record]:
    """Return the records of the days of 2016 and 2020, of oral evidence, of GOV.UK, then questions of 2024 and 2025.

    No heading of the questions is one that ``records`` reads by default. Skips the calling test where the shared folder
    is not there.
    """
    paths = [
        *sorted(shared(*RECENT_DAYS).glob("*.xml")),
        *sorted(shared(*EVIDENCE).glob("*.txt")),
        *sorted(shared(*GOVUK).rglob("*.json")),
    ]
    return [*_each_once(paths), *_recent_questions()]


def _each_once(paths: Iterable[Path]) -> list[Record]:
    return list({record.record_id: record for path in paths for record in _read(path)}.values())


def last_versions(paths: Iterable[Path]) -> list[Path]:
    """Return, sorted, the paths with the last version letter: of "day2009-10-26a.xml" and "…b.xml" the second."""
    last = {path.with_name(_VERSION_LETTER.sub("", path.stem)): path for path in sorted(paths)}
    return sorted(last.values())


def _read(path: Path) -> tuple[Record, ...]:
    source = open_source(path)
    try:
        return reader_for(source).read(source).records
    except RefusedInput:
        return ()


def read_pages() -> Iterator[dict[str, Any]]:
    """Yield every page of the derived file."""
    with gzip.open(shared(*PAGES), "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _questions(count: int) -> list[Record]:
    """Return the questions of whole headings, in hash order, until there are ``count`` of them."""
    return _records_of(_rows()[:count])


def _recent_questions() -> list[Record]:
    rows = _rows()
    taken = Selection().questions
    others = {row.heading for row in rows[:taken]}
    recent = [row for row in rows[taken:] if row.heading not in others and row.tabled >= RECENT_SINCE]
    return _records_of(recent[:RECENT_QUESTIONS])


@dataclass(frozen=True, slots=True)
class _Row:
    """A question of the API's file as it stands there, with what stands before its heading's colon, and its day."""

    heading: str
    tabled: str
    line: str


def _rows() -> list[_Row]:
    """Return all questions, heading by heading, the headings in hash order."""
    rows: list[_Row] = []
    with gzip.open(shared(*QUESTIONS), "rt", encoding="utf-8") as lines:
        for line in lines:
            value = json.loads(line)
            heading = (value.get("heading") or str(value["id"])).partition(":")[0]
            rows.append(_Row(heading, value["dateTabled"], line))
    return sorted(rows, key=lambda row: _digest("heading/" + row.heading))


def _records_of(rows: Iterable[_Row]) -> list[Record]:
    name = QUESTIONS[-1].removesuffix(".gz")
    return list(questions_api.read(SourceFile(name, "".join(row.line for row in rows).encode())).records)


def _first(count: int, pages: Iterator[dict[str, Any]], key: Callable[[dict[str, Any]], str]) -> list[dict[str, Any]]:
    return sorted(pages, key=key)[:count]


def _page_key(page: dict[str, Any]) -> str:
    return _digest(f"{page['kind']}/{page['file']}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
