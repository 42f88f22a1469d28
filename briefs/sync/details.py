"""The whole of what a list only shows: each row's own detail answer, read into records.

Rows of a list are clipped at 255 characters and have lost their markup (seen in real answers), so that a row whose
words matter is replaced by its own detail answer. A detail that is held and still fits its row is not asked for again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefs.errors import ChangedFormat, NotFound, RefusedInput
from briefs.records import Record, Refusal
from briefs.sources.fuller import to_keep
from briefs.sources.json_rows import Row
from briefs.sync.base import Answer, Fetcher
from briefs.sync.checking import json_of
from briefs.sync.listing import Form, value_of
from briefs.sync.paging import Step
from briefs.words import content_stems

_NOT_LETTERS = re.compile(r"<[^>]{0,2000}>|&#?\w+;|[^\w<&]+|[_<&]")


@dataclass(frozen=True, slots=True)
class Read:
    """What a page brought: records, rows refused, and what must be said."""

    records: tuple[Record, ...]
    refused: tuple[Refusal, ...]
    warnings: tuple[str, ...]


def read_page(form: Form, fetch: Fetcher, page: Step, term: str) -> Read:
    """Return the records of a page's rows, each with its detail where the row will not do."""
    records: list[Record] = []
    refused: list[Refusal] = []
    warnings: list[str] = []
    for row in page.rows:
        try:
            record = _record(form, fetch, page.answer, row)
        except RefusedInput as refusal:
            refused.append(Refusal(f"number {row.get('uin')!s:.20}", refusal.reason))
            continue
        except NotFound:
            record = form.record_of(row, page.answer.file)
            warnings.append("The whole text of a row was not found; the clipped one is held and never quoted.")
        if _mentions(record, term):
            records.append(record)
        else:
            warnings.append(f"A row that was found for “{term}” does not hold its words and was left out.")
    if refused and len(refused) == len(page.rows):
        raise ChangedFormat(
            f"{form.title}: the service changed its format, for every row is refused ({refused[0].reason}), at"
            f" {page.answer.url}; the answer is kept, and a newer version of pqbrief may know the new form."
        )
    return Read(tuple(records), tuple(refused), tuple(warnings))


def _record(form: Form, fetch: Fetcher, listed: Answer, row: Row) -> Record:
    """Return the record of a row or of its detail. Raises RefusedInput, and NotFound where there is no detail."""
    try:
        record = form.record_of(row, listed.file)
    except RefusedInput:
        if not form.wants_detail(row, None):
            raise
        record = None
    if record is not None and not form.wants_detail(row, record):
        return record
    answer, value = _detail(form, fetch, row)
    whole = form.record_of(value, answer.file)
    if record is None:
        return whole
    if whole.record_id != record.record_id:
        raise RefusedInput(f"its detail answer is of another, {whole.record_id}")
    return to_keep(record, whole)


def _detail(form: Form, fetch: Fetcher, row: Row) -> tuple[Answer, Row]:
    """Return the detail answer of a row, the one that is held where it still fits."""
    number = row.get("id")
    place = str(number) if type(number) is int else f"{str(row.get('dateTabled'))[:10]}/{row.get('uin')!s:.20}"
    path, params = f"{form.path}/{place}", {"expandMember": True}
    answer = fetch.get(path, params, fresh=False)
    value = _value(form, answer)
    if answer.cached and not form.fits(row, value, answer.fetched.date()):
        answer = fetch.get(path, params)
        value = _value(form, answer)
    return answer, value


def _value(form: Form, answer: Answer) -> Row:
    found = json_of(form.title, answer)
    return value_of(form, found if isinstance(found, dict) else {})


def begins(clipped: object, whole: object) -> bool:
    """Whether a row's text is the beginning of a detail's, markup and spaces aside."""
    return letters(whole).startswith(letters(clipped))


def letters(text: object) -> str:
    """Return the letters and digits of a text with or without markup, by which two forms of it are compared."""
    return _NOT_LETTERS.sub("", text) if isinstance(text, str) else ""


def _mentions(record: Record, term: str) -> bool:
    """Whether a record holds the words of a search; one that is not held whole is given the benefit of the doubt."""
    if not term or not all(passage.quotable for passage in record.passages):
        return True
    text = " ".join((record.title, *(passage.text for passage in record.passages)))
    return content_stems(term) <= content_stems(text)
