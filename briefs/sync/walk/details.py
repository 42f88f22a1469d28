"""The whole of what a list only shows: each row's own detail answer, read into records.

Rows of a list are clipped at 255 characters and have lost their markup (seen in real answers), so that a row whose
words matter is replaced by its own detail answer. A detail that is held and still fits its row is not asked for again,
nor is a question that a file brought whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefs.errors import ChangedFormat, NotFound, PqbriefError, RefusedInput, ServerFault, SourceBusy, TimeIsUp
from briefs.language.words import content_stems
from briefs.readers.common.json_rows import Row
from briefs.readers.precedence import to_keep
from briefs.records.model import Kind, Part, Record, Refusal
from briefs.sync.base import Fetcher, RawReply
from briefs.sync.http.validation import json_of
from briefs.sync.walk.listing import PaperForm, value_of
from briefs.sync.walk.paging import PageStep

CLIPPED_AT = 255
"""Characters at which lists cut texts (seen in real answers)."""

_NOT_LETTERS = re.compile(r"<[^<>]{0,2000}+>|&#?\w+;|[^\w<&]+|[_<&]")


_IN_A_ROW = 3  # details that answer 500, before it is asked whether the service answers at all


@dataclass(frozen=True, slots=True)
class DetailsRead:
    """What a page brought: records, rows refused, and what must be said; ``stopped`` is what ended it early."""

    records: tuple[Record, ...]
    refused: tuple[Refusal, ...]
    warnings: tuple[str, ...]
    passed_over: int = 0
    stopped: PqbriefError | None = None


def read_page(form: PaperForm, fetch: Fetcher, page: PageStep, term: str) -> DetailsRead:
    """Return the records of a page's rows, each with its detail where the row will not do.

    ``passed_over`` counts the rows that do not hold the words of ``term``. Where the service stops answering, or the
    time is over, what was read so far is returned with that error.
    """
    reading = _Reading(form, fetch, page, term)
    stopped: PqbriefError | None = None
    try:
        for row in page.rows:
            reading.row(row)
    except (SourceBusy, TimeIsUp) as error:
        stopped = error
    refused = reading.refused
    if refused and len(refused) == len(page.rows):
        raise ChangedFormat(
            f"{form.title}: the service changed its format, for every row is refused ({refused[0].reason}), at"
            f" {page.answer.url}; the answer is kept, and a newer version of pqbrief may know the new form."
        )
    return DetailsRead(tuple(reading.records), tuple(refused), tuple(reading.warnings), reading.passed_over, stopped)


class _Reading:
    """Reads the rows of one page."""

    def __init__(self, form: PaperForm, fetch: Fetcher, page: PageStep, term: str) -> None:
        self._form, self._fetch, self._page, self._term = form, fetch, page, term
        self.records: list[Record] = []
        self.refused: list[Refusal] = []
        self.warnings: list[str] = []
        self.passed_over = self._faults = 0

    def row(self, row: Row) -> None:
        """Take in one row. Raises SourceBusy and TimeIsUp."""
        if _lacks(row, self._term):
            self.passed_over += 1
            return
        try:
            record = self._whole(row)
        except RefusedInput as refusal:
            self.refused.append(Refusal(f"number {row.get('uin')!s:.20}", refusal.reason))
            return
        if _mentions(record, self._term):
            self.records.append(record)
        else:
            self.passed_over += 1

    def _whole(self, row: Row) -> Record:
        """Return the record of a row, clipped where its detail cannot be had. Raises RefusedInput."""
        try:
            record = _record(self._form, self._fetch, self._page.answer, row)
        except NotFound:
            return self._clipped(row, "was not found")
        except ServerFault:
            self._faults += 1
            if self._faults >= _IN_A_ROW:
                self._fetch.get(self._page.answer.url)  # Where the list answers, the details are at fault.
                self._faults = 0
            return self._clipped(row, "could not be had (status 500)")
        self._faults = 0
        return record

    def _clipped(self, row: Row, why: str) -> Record:
        self.warnings.append(f"The whole text of a row {why}; the text that was cut short is stored and never quoted.")
        return self._form.record_of(row, self._page.answer.file)


def _record(form: PaperForm, fetch: Fetcher, listed: RawReply, row: Row) -> Record:
    """Return the record of a row or of its detail. Raises RefusedInput, and NotFound where there is no detail."""
    try:
        record = form.record_of(row, listed.file)
    except RefusedInput:
        if not form.wants_detail(row, None):
            raise
        record = None
    if record is not None:
        if not form.wants_detail(row, record):
            return record
        if (held := fetch.held(record.record_id)) is not None and is_whole_of(held, record):
            return held
    answer, value = _detail(form, fetch, row)
    whole = form.record_of(value, answer.file)
    if record is None:
        return whole
    if whole.record_id != record.record_id:
        raise RefusedInput(f"its detail answer is of another record, {whole.record_id}")
    return to_keep(record, whole)


def is_whole_of(held: Record, row: Record) -> bool:
    """Whether a written question that is held is the whole of a list's row, in the same state and of the same Members.

    What was answered or corrected on the day of its copy may have come after it. Members' names do not count: their
    numbers name them.
    """
    if row.kind is not Kind.WRITTEN_QUESTION or not all(passage.quotable for passage in held.passages):
        return False
    days = [day for day in (row.dates.answered, row.dates.corrected) if day]
    if held.retrieved is None or any(day >= held.retrieved.date() for day in days):
        return False
    return _particulars(held) == _particulars(row) and all(
        _letters_of(held, part).startswith(_letters_of(row, part)) for part in (Part.QUESTION, Part.ANSWER)
    )


def _particulars(record: Record) -> tuple[object, ...]:
    members = record.asking_member_id, record.answering_member_id
    parts = {passage.part for passage in record.passages}
    return record.state, record.dates, record.title, record.answering_body, members, parts


def _letters_of(record: Record, part: Part) -> str:
    return "".join(letters(passage.text) for passage in record.passages if passage.part is part)


def _detail(form: PaperForm, fetch: Fetcher, row: Row) -> tuple[RawReply, Row]:
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


def _value(form: PaperForm, answer: RawReply) -> Row:
    found = json_of(form.title, answer)
    return value_of(form, found if isinstance(found, dict) else {})


def begins(clipped: object, whole: object) -> bool:
    """Whether a row's text is the beginning of a detail's, markup and spaces aside."""
    return letters(whole).startswith(letters(clipped))


def letters(text: object) -> str:
    """Return the letters and digits of a text with or without markup, by which two forms of it are compared."""
    return _NOT_LETTERS.sub("", text) if isinstance(text, str) else ""


def _lacks(row: Row, term: str) -> bool:
    """Whether a row that is whole lacks words of a search: its detail need not be asked for."""
    asked, answer = str(row.get("questionText") or ""), str(row.get("answerText") or row.get("text") or "")
    if not term or len(asked) >= CLIPPED_AT or len(answer) >= CLIPPED_AT:
        return False
    words = " ".join((str(row.get("heading") or row.get("title") or ""), asked, answer))
    return not content_stems(term) <= content_stems(words)


def _mentions(record: Record, term: str) -> bool:
    """Whether a record holds the words of a search; one that is not held whole is given the benefit of the doubt."""
    if not term or not all(passage.quotable for passage in record.passages):
        return True
    text = " ".join((record.title, *(passage.text for passage in record.passages)))
    return content_stems(term) <= content_stems(text)
