"""One written question or statement by its number: fetched by itself, beside the walks, which go on where they were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from briefs.errors import ChangedFormat, NotFound, PqbriefError, QueryError
from briefs.index.index import BUILD_WAIT
from briefs.library import Library
from briefs.readers.common.json_rows import Row
from briefs.readers.precedence import to_keep
from briefs.records.model import House
from briefs.sync.base import Fetcher
from briefs.sync.engine import Report, Task
from briefs.sync.http.client import Client
from briefs.sync.http.fetches import Fetches
from briefs.sync.http.validation import day_in, json_of, number_in, rows_in
from briefs.sync.walk.cursors import sync_lock
from briefs.sync.walk.details import DetailsRead, read_page
from briefs.sync.walk.listing import TAKE, PaperForm, value_of
from briefs.sync.walk.paging import PageRequest, PageStep, ServicePage, pages
from briefs.sync.walk.rows import Rows


@dataclass(frozen=True, slots=True)
class Number:
    """What names one paper: its UIN, the day on which it was tabled or made, and its House, as far as they are known.

    A UIN without a day may name one paper of each session: all of them are fetched.
    """

    uin: str
    day: date | None = None
    house: House | None = None


def fetch_paper(library: Library, task: Task, wanted: Number) -> Report:
    """Fetch what a number names and store it; the report says what became of it.

    ``task`` says at which address and with what manners. Raises QueryError for a source whose records bear no such
    numbers, NotFound where the service has none, SourceUnavailable and ChangedFormat, and StoreError where another sync
    is running.
    """
    source = task.source
    if not isinstance(source, Rows):
        raise QueryError("Only written-questions and written-statements are fetched by their number.")
    report = Report(source.name, source.title)
    with (
        sync_lock(library.folder),
        Client(source.name, source.title, task.address, Fetches(library.store), manners=task.manners) as client,
    ):
        try:
            for read in _read(source.form, client, wanted):
                counts = library.store.add(read.records, to_keep)
                report.added += counts.added
                report.updated += counts.updated
                report.unchanged += counts.unchanged
                refused = [*read.refused, *counts.refused]
                report.refused += len(refused)
                report.refusals += refused
                report.warnings.update(read.warnings)
                if read.stopped is not None:
                    raise read.stopped
        finally:
            report.asked, report.cached = client.asked, client.from_cache
    if not report.records and not report.refused:
        raise _none(source.form, wanted)
    library.index.catch_up(BUILD_WAIT)
    return report


def _read(form: PaperForm, fetch: Fetcher, wanted: Number) -> list[DetailsRead]:
    """Return what was fetched: one paper by day and number, else every one of the number."""
    if wanted.day is None:
        return [read_page(form, fetch, page, "") for page in _listed(form, fetch, wanted) if page.rows]
    try:
        answer = fetch.get(f"{form.path}/{wanted.day.isoformat()}/{wanted.uin}", {"expandMember": True, **_ANY})
    except NotFound as error:
        raise _none(form, wanted) from error
    found = json_of(form.title, answer)
    value = value_of(form, found if isinstance(found, dict) else {})
    _check(form, wanted, value, answer.url)
    return [DetailsRead((form.record_of(value, answer.file),), (), ())]


_ANY = {"sessionStatus": "Any"}


def _listed(form: PaperForm, fetch: Fetcher, wanted: Number) -> list[PageStep]:
    house = {"house": wanted.house.value.capitalize()} if wanted.house else {}
    given = {**form.fixed, **_ANY, **house, "uIN": wanted.uin}

    def ask(at: PageRequest) -> ServicePage:
        answer = fetch.get(form.path, {**given, "skip": at.skip, "take": at.take}, tries=at.tries)
        found = json_of(form.title, answer)
        rows = [value_of(form, result, "results[].value") for result in rows_in(form.title, found, "results")]
        for row in rows:
            _check(form, wanted, row, answer.url)
        return ServicePage(rows, number_in(form.title, found, "totalResults"), answer)

    return list(pages(form.title, fetch.habits, TAKE, ask, lambda row: str(row.get("id"))))


def _check(form: PaperForm, wanted: Number, row: Row, url: str) -> None:
    """Raise ChangedFormat where a row is not what was asked for: parameters not known are ignored in silence."""
    uin, house = str(row.get("uin")).upper(), str(row.get("house")).lower()
    day = day_in(form.title, row, form.lanes[0].fields[0]) if wanted.day else None
    other = uin != wanted.uin or day != wanted.day or (wanted.house is not None and house != wanted.house.value)
    if other:
        raise ChangedFormat(
            f"{form.title} gave number {uin:.20} where {wanted.uin} was asked for, at {url}; nothing of that answer was"
            " stored, and the answer is kept."
        )


def _none(form: PaperForm, wanted: Number) -> PqbriefError:
    day = f" of {wanted.day.isoformat()}" if wanted.day else ""
    house = f" in the {wanted.house.value.title()}" if wanted.house else ""
    return NotFound(f"{form.title}: the service has no number {wanted.uin}{day}{house}: check number, day and House.")
