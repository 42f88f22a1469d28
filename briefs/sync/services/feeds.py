"""RSS and Atom feeds: each entry, and the page that it leads to.

Feeds of any address in the sources file are read; the forms of feeds and pages were seen. The page's own text is held
where it can be had and read; else what the feed itself gives, marked as such. A page of GOV.UK is taken from its
content API. ``Scope.addresses`` are the feeds; ``since``, ``until`` and ``terms`` choose among their entries.

An entry is fetched again when the feed gives another title, text or time for it. A page that fails is tried again with
the next three walks.

The cursor: ``seen``, under each feed's address the entries now in it, with a mark of each and how it was had.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from briefs.errors import ChangedFormat, NotFound, PqbriefError, RefusedInput, SourceBusy, SourceUnavailable
from briefs.language.words import content_stems
from briefs.readers.common.base import Reading, SourceFile
from briefs.readers.files import pdf
from briefs.readers.pages import html_page
from briefs.readers.pages import registry as page_readers
from briefs.readers.sandbox import read_apart
from briefs.readers.xml import feed
from briefs.records.gaps import Gap, gaps_of
from briefs.records.model import Kind, Record, Refusal
from briefs.sync.base import Batch, Cursor, Fetcher, Media, Scope
from briefs.sync.http.validation import changed
from briefs.sync.walk.day_ranges import within

FEED_ALONE = "Only the feed's own text is held, not the page that it leads to."
_TRIES = 3
_PAGE = "page"
_GOVUK = ("www.gov.uk", "gov.uk")
_CONTENT = "https://www.gov.uk/api/content{path}"
# A page has at least as much to say as the feed's summary of it.
_LEAST = 0.8


class Feeds:
    """Whatever feeds a team follows."""

    name = "feeds"
    title = "Feeds"
    address = "https://www.gov.uk"

    def plan(self, scope: Scope, cursor: Cursor, today: date) -> tuple[str, ...]:
        """Return what would be asked."""
        return tuple(
            f"The feed {address}, and the page of each entry that is new or changed." for address in scope.addresses
        )

    def walk(self, fetch: Fetcher, scope: Scope, cursor: Cursor, today: date) -> Iterator[Batch]:
        """Yield each entry of each feed; a feed that fails stops no other. See ``Source.walk``."""
        seen = {address: within({"seen": within(cursor, "seen").get(address)}, "seen") for address in scope.addresses}
        failed: list[PqbriefError] = []
        for number, address in enumerate(scope.addresses, 1):
            try:
                yield from _Feed(fetch, scope, address, seen).entries()
            except (SourceUnavailable, ChangedFormat, NotFound) as error:
                failed.append(error)
                yield Batch((), {"seen": _copy(seen)}, number, len(scope.addresses), warnings=(_why(address, error),))
        if failed and len(failed) == len(scope.addresses):
            raise SourceUnavailable(str(failed[0])) if isinstance(failed[0], SourceBusy) else failed[0]
        yield Batch((), {"seen": _copy(seen)}, len(scope.addresses), len(scope.addresses))


class _Feed:
    """One feed, read entry by entry."""

    def __init__(self, fetch: Fetcher, scope: Scope, address: str, seen: dict[str, dict[str, object]]) -> None:
        self._fetch, self._scope, self._address, self._seen = fetch, scope, address, seen
        self._own = seen[address]
        self._failures = 0

    def entries(self) -> Iterator[Batch]:
        """Yield what is new or changed. Raises what the fetcher raises for the feed itself."""
        reading = self._read()
        refused = tuple(Refusal(f"{self._address} {r.place}", r.reason) for r in reading.refused)
        for gone in set(self._own) - {record.record_id for record in reading.records}:
            del self._own[gone]
        wanted = [record for record in reading.records if self._wanted(record)]
        for number, entry in enumerate(wanted, 1):
            mark, held = _mark(entry), self._own.get(entry.record_id)
            if held in ([mark, _PAGE], [mark, _TRIES]):
                continue
            record, how, why = self._whole(entry, mark, held)
            self._own[entry.record_id] = [mark, how]
            yield Batch(
                (record,) if record else (),
                {"seen": _copy(self._seen)},
                done=number,
                expected=len(wanted),
                refused=refused + why,
            )
            refused = ()
        if refused:
            yield Batch((), {"seen": _copy(self._seen)}, len(wanted), len(wanted), refused=refused)

    def _read(self) -> Reading:
        answer = self._fetch.get(self._address, media=Media.XML)
        try:
            if not feed.detect(answer.file):
                raise RefusedInput("it is other XML")
            reading: Reading = read_apart("briefs.readers.xml.feed:read", answer.file)
            return reading
        except RefusedInput as error:
            raise changed(self._address, "the feed", f"RSS or Atom ({error.reason.rstrip('.')})") from error

    def _wanted(self, record: Record) -> bool:
        """Whether an entry lies within the days and has all the words of one of the terms."""
        day, scope = record.day, self._scope
        if day and (day < scope.since or (scope.until and day > scope.until)):
            return False
        stems = content_stems("\n".join([record.title, *(passage.text for passage in record.passages)]))
        return not scope.terms or any(content_stems(term) <= stems for term in scope.terms)

    def _whole(self, entry: Record, mark: str, held: object) -> tuple[Record | None, object, tuple[Refusal, ...]]:
        """Return the record of an entry's page, else of the feed's own text; how it was had; and what was refused."""
        tries, had_page = 0, False
        if isinstance(held, list) and len(held) == 2:
            tries = held[1] if held[0] == mark and type(held[1]) is int else 0
            had_page = held[1] == _PAGE or held[1] == "again"
        try:
            record = self._page(entry)
            self._failures = 0
            return record, _PAGE, ()
        except (RefusedInput, SourceUnavailable, ChangedFormat, NotFound) as error:
            self._count(error)
            reason = error.reason if isinstance(error, RefusedInput) else str(error)
            if had_page:
                # The whole text is held; the feed's few words must not take its place.
                return None, "again", (Refusal(entry.url or entry.record_id, reason),)
            return _marked(entry), tries + 1, (Refusal(entry.url or entry.record_id, reason),) if not tries else ()

    def _count(self, error: PqbriefError) -> None:
        """Count pages that failed in a row; after a few ask for the feed again, which fails where the network does."""
        self._failures = self._failures + 1 if isinstance(error, SourceUnavailable) else 0
        if self._failures % _TRIES == 0 and self._failures:
            self._read()

    def _page(self, entry: Record) -> Record:
        """Return the record of the page that an entry leads to, under the entry's identity. Raises RefusedInput."""
        url = entry.url or ""
        parts = urlsplit(url)
        if parts.hostname in _GOVUK and parts.path.startswith("/government/"):
            answer = self._fetch.get(_CONTENT.format(path=parts.path))
            return _one(read_apart("briefs.readers.apis.govuk:read", answer.file))
        answer = self._fetch.get(url, media=Media.ANY)
        page = _one(read_apart("briefs.sync.services.feeds:read_page", answer.file))
        if page.kind is Kind.DOCUMENT and _length(page) < _LEAST * _length(entry):
            raise RefusedInput("the page has less text than its entry in the feed; the feed's own text is stored")
        return replace(
            page,
            record_id=entry.record_id,
            kind=entry.kind if page.kind is Kind.DOCUMENT else page.kind,
            title=page.title or entry.title,
            dates=page.dates if page.day else entry.dates,
            publisher=page.publisher or entry.publisher,
            people=page.people or entry.people,
            url=page.url or entry.url,
            licence=page.licence or entry.licence,
        )


def read_page(source: SourceFile) -> Reading:
    """Return what a page or PDF file holds. Raises RefusedInput."""
    if pdf.detect(source):
        return pdf.read(source)
    if html_page.detect(source):
        return html_page.read(source)
    reader = next((reader for _, reader in page_readers.PAGE_READERS if reader.detect(source)), None)
    if reader is None:
        raise RefusedInput("the entry leads to no web page; the feed's own text is stored")
    return reader.read(source)


def _one(reading: Reading) -> Record:
    records = [r for r in reading.records if any(passage.quotable for passage in r.passages)]
    if len(records) != 1:
        raise RefusedInput("the page is not one story; the feed's own text is stored")
    return records[0]


def _marked(entry: Record) -> Record:
    """Return the record of an entry that says that the page is not held."""
    if gaps_of(entry) & {Gap.CLIPPED_ENTRY, Gap.TITLE_ONLY}:
        return entry
    return replace(entry, notes=(*entry.notes, FEED_ALONE))


def _mark(entry: Record) -> str:
    words = [entry.title, entry.url, str(entry.day), [passage.text for passage in entry.passages]]
    return hashlib.sha256(json.dumps(words).encode("utf-8", "replace")).hexdigest()[:16]


def _length(record: Record) -> int:
    return sum(len(passage.text) for passage in record.passages if passage.quotable)


def _copy(seen: dict[str, dict[str, object]]) -> dict[str, dict[str, object]]:
    return {address: dict(entries) for address, entries in seen.items()}


def _why(address: str, error: PqbriefError) -> str:
    return f"The feed {address} was passed over: {error}"
