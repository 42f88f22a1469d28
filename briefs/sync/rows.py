"""The walk that written questions and written statements share: windows, pages, and the detail of a row.

Rows of a list are clipped at 255 characters and have lost their markup (seen in real answers), so that a row whose
words matter is replaced by its own detail answer. A detail that is held and still fits its row is not asked for again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from briefs.errors import NotFound, QueryError, RefusedInput
from briefs.records import Record, Refusal
from briefs.sources.base import SourceFile
from briefs.sources.fuller import to_keep
from briefs.sources.json_rows import Row
from briefs.sync.base import Answer, Batch, Cursor, Fetcher, Params, Scope
from briefs.sync.listing import Asked, Page, changed, day_in, pages
from briefs.sync.windows import Lane, Walked, Window
from briefs.words import content_stems

_NOT_LETTERS = re.compile(r"<[^>]*>|&#?\w+;|[^\w<&]+|[_<&]")
_WIDE = 4  # times as many days a window where few rows are asked for


@dataclass(frozen=True, slots=True)
class Form:
    """What tells questions from statements.

    ``member_fields`` of a row hold the ids of Members whom a filter by Member may mean. ``record_of`` reads a row or a
    detail; ``wants_detail`` says whether a row's own words will not do; ``fits`` whether a held detail still is of the
    same state as a row.
    """

    title: str
    path: str
    lanes: tuple[Lane, ...]
    window: int
    overlap: int
    fixed: Params
    member_fields: tuple[str, ...]
    record_of: Callable[[Row, SourceFile], Record]
    wants_detail: Callable[[Row, Record | None], bool]
    fits: Callable[[Row, Row, date], bool]


@dataclass(frozen=True, slots=True)
class _Read:
    records: tuple[Record, ...]
    refused: tuple[Refusal, ...]
    warnings: tuple[str, ...]


def plan(form: Form, scope: Scope, cursor: Cursor, today: date) -> tuple[str, ...]:
    """Return what a walk would ask, a sentence a lane."""
    walked = Walked(form.lanes, cursor, scope.since, _last(scope, today), form.overlap)
    windows = list(_all_windows(walked, _size(form, scope)))
    sentences = []
    for lane in form.lanes:
        of_lane = [window for window in windows if window.lane is lane]
        if of_lane:
            times = len(of_lane) * max(1, len(scope.terms))
            sentences.append(
                f"What was {lane.verb} from {of_lane[0].first} to {of_lane[-1].last}, in {times:,}"
                f" {'list' if times == 1 else 'lists'} of up to {of_lane[0].days} days."
            )
    return (*sentences, "The whole text of each row that a list clips and that is not held yet.")


def _all_windows(walked: Walked, size: int) -> Iterator[Window]:
    for window in walked.windows(size):
        walked.finish(window)
        yield window


def walk(form: Form, fetch: Fetcher, scope: Scope, cursor: Cursor, today: date) -> Iterator[Batch]:
    """Yield a batch a page; see ``briefs.sync.base.Source.walk``.

    Raises SourceUnavailable and ChangedFormat, and QueryError where an answering body is not a number.
    """
    walked = Walked(form.lanes, cursor, scope.since, _last(scope, today), form.overlap)
    for window in walked.windows(_size(form, scope)):
        terms = scope.terms or ("",)
        for number, term in enumerate(terms):
            for page in pages(fetch, _asked(form, scope, window, term)):
                read = _read(form, fetch, page, term)
                share = (number + (page.done / page.total if page.total else 1)) / len(terms)
                yield Batch(
                    read.records,
                    walked.cursor(),
                    done=walked.done + int(share * window.days),
                    expected=walked.expected,
                    refused=read.refused,
                    warnings=(*page.warnings, *read.warnings),
                )
        walked.finish(window)
        yield Batch((), walked.cursor(), done=walked.done, expected=walked.expected)
    yield Batch((), walked.cursor(complete=True), done=walked.expected, expected=walked.expected)


def _last(scope: Scope, today: date) -> date:
    return min(scope.until, today) if scope.until else today


def _size(form: Form, scope: Scope) -> int:
    narrow = scope.bodies or scope.members or scope.terms
    return form.window * _WIDE if narrow else form.window


def _asked(form: Form, scope: Scope, window: Window, term: str) -> Asked:
    """Return the list of one window, with the check that its rows are what was asked for."""
    try:
        bodies = [int(body) for body in scope.bodies]
    except ValueError as error:
        raise QueryError(
            f"{form.title} are asked for by the numbers of answering bodies, such as 1: correct bodies in the sources"
            " file."
        ) from error
    lane = window.lane
    params: dict[str, str | int | bool | list[str] | list[int]] = {
        f"{lane.parameter}From": window.first.isoformat(),
        f"{lane.parameter}To": window.last.isoformat(),
        "sessionStatus": "Any",
        "expandMember": True,
    }
    if scope.house is not None:
        params["house"] = scope.house.value.capitalize()
    if bodies:
        params["answeringBodies"] = bodies
    if scope.members:
        params["members"] = list(scope.members)
    if term:
        params["searchTerm"] = f'"{term}"' if " " in term else term

    def disobeys(row: Row) -> str | None:
        which = f"number {row.get('uin')!s:.20}"
        days = [day for field in lane.fields if (day := day_in(row, field))]
        if not any(window.first <= day <= window.last for day in days):
            gave = f"was {lane.verb} on {days[0]}" if days else f"gives no day on which it was {lane.verb}"
            return f"{lane.parameter} {window.first} to {window.last}, but {which} {gave}"
        if scope.house is not None and str(row.get("house")).lower() != scope.house.value:
            return f"house {scope.house.value}, but {which} is of {row.get('house')!s:.20}"
        if bodies and row.get("answeringBodyId") not in bodies:
            return f"answeringBodies {bodies}, but {which} is for body {row.get('answeringBodyId')!s:.20}"
        if scope.members and not any(row.get(field) in scope.members for field in form.member_fields):
            return f"members {list(scope.members)}, but {which} is by none of them"
        return None

    def key(row: Row) -> tuple[object, ...]:
        return tuple(str(row.get(field)) for field in ("id", "uin", "house"))

    return Asked(form.title, form.path, {**form.fixed, **params}, key, disobeys)


def _read(form: Form, fetch: Fetcher, page: Page, term: str) -> _Read:
    """Return the records of a page's rows, each with its detail where the row will not do."""
    records: list[Record] = []
    refused: list[Refusal] = []
    warnings: list[str] = []
    if page.answer is None:
        return _Read((), (), ())
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
        raise changed(form.title, page.answer, f"every row is refused ({refused[0].reason}); the form that is known")
    return _Read(tuple(records), tuple(refused), tuple(warnings))


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
    found = json.loads(answer.body)
    value = found.get("value") if isinstance(found, dict) else None
    if not isinstance(value, dict):
        raise changed(form.title, answer, 'the field "value", an object')
    return value


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
