"""One web address into the store: the service's own data where the page has such, else the page as it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from urllib.parse import urlsplit

from briefs.errors import ChangedFormat, NotFound, RefusedInput, SourceUnavailable
from briefs.loading.files import FileReport, load_source
from briefs.readers.apis.committee_documents import with_words
from briefs.readers.common.base import SourceFile
from briefs.readers.common.json_rows import objects_of
from briefs.records.model import Record
from briefs.store.store import Store
from briefs.sync.base import Media
from briefs.sync.http.client import Client, Manners
from briefs.sync.http.fetches import Fetches
from briefs.sync.http.hosts import parts_of
from briefs.sync.http.validation import json_of
from briefs.sync.services.committee_documents import CommitteeDocuments

NAME = "links"
MANNERS = Manners(attempts=2, timeout=10.0)  # a person waits for it
_QUESTIONS, _HANSARD = "https://questions-statements-api.parliament.uk", "https://hansard-api.parliament.uk"
_COMMITTEES = "https://committees-api.parliament.uk"
_COMMITTEE_LISTS = ("OralEvidence", "WrittenEvidence", "Publications")
_DOCUMENT = re.compile(r"/documents/(\d{1,9})\b")
_PARTICULARS = re.compile(rf"/api/({'|'.join(_COMMITTEE_LISTS)})/\d{{1,9}}")
# The pages of which a service gives the data: (host without "www.", path, where the data is).
_DATA: tuple[tuple[str, re.Pattern[str], str], ...] = (
    (
        "questions-statements.parliament.uk",
        re.compile(r"/written-(questions|statements)/detail/(\d{4}-\d\d-\d\d)/(\w{1,12})/?", re.IGNORECASE),
        _QUESTIONS + r"/api/written\1/\1/\2/\3",
    ),
    (
        "hansard.parliament.uk",
        re.compile(r"/(?:commons|lords)/\d{4}-\d\d-\d\d/debates/([\w-]{8,64})(?:/.*)?", re.IGNORECASE),
        _HANSARD + r"/debates/debate/\1.json",
    ),
    *(
        (
            "committees.parliament.uk",
            re.compile(rf"/{name}/(\d{{1,9}})(?:/.*)?", re.IGNORECASE),
            rf"{_COMMITTEES}/api/{name}/\1",
        )
        for name in _COMMITTEE_LISTS
    ),
    ("gov.uk", re.compile(r"/(government/[\w./-]{1,400})"), r"https://www.gov.uk/api/content/\1"),
)


def addresses_of(link: str) -> tuple[str, ...]:
    """Return where the record at an address is to be had: the service's data first, the page itself last.

    Raises RefusedInput for what is no web address that may be asked: https, or http on this machine itself.
    """
    parts = parts_of(link)
    if parts is None:
        raise RefusedInput("this is not an https address; check it, or save the page and load the file")
    host = (parts.hostname or "").removeprefix("www.")
    page = parts._replace(fragment="").geturl()
    for site, path, data in _DATA:
        match = path.fullmatch(parts.path) if host == site else None
        if match:
            return match.expand(data), page
    return (page,)


def load_link(store: Store, link: str, manners: Manners = MANNERS) -> FileReport:
    """Fetch the record at an address into the store, and report on it as on a file.

    A record without a link of its own gets the address. Raises StoreError where the database itself fails.
    """
    try:
        addresses = addresses_of(link)
    except RefusedInput as error:
        return load_source(store, link, _refuse(error))
    report = FileReport(link)
    for address in addresses:
        linked = _linked(link)
        if match := _PARTICULARS.fullmatch(urlsplit(address).path):
            linked = partial(_with_words, store, address, match[1], manners, link)
        report = load_source(store, link, partial(_fetch, store, address, manners), linked=linked)
        if report.records:
            break
    return report


def load_links(
    store: Store, links: Sequence[str], *, on_file: Callable[[FileReport], None], manners: Manners = MANNERS
) -> tuple[FileReport, ...]:
    """Fetch the records at several addresses, and tell ``on_file`` of each as it is done."""
    reports = []
    for link in dict.fromkeys(links):
        reports.append(load_link(store, link, manners))
        on_file(reports[-1])
    return tuple(reports)


def _fetch(store: Store, address: str, manners: Manners) -> SourceFile:
    host = urlsplit(address).hostname or address
    client = Client(NAME, host, address, Fetches(store), manners=manners, again="load it again", configured=False)
    with client:
        try:
            return client.get(address, media=Media.ANY).file
        except (SourceUnavailable, NotFound, ChangedFormat) as error:
            raise RefusedInput(str(error).rstrip(".")) from error


def _with_words(store: Store, address: str, name: str, manners: Manners, link: str, record: Record) -> Record:
    """Return the record of a committee's paper with the words of its document, where they can be had."""
    fetches, host = Fetches(store), urlsplit(address).hostname or address
    held = fetches.last(address)
    with Client(NAME, host, address.partition("/api/")[0], fetches, manners=manners, again="load it again") as client:
        row = json_of(host, held) if held else {}
        named = _DOCUMENT.search(link)
        documents = objects_of(row, "documents")
        row["documents"] = [d for d in documents if named and str(d.get("documentId")) == named[1]] or documents
        words = CommitteeDocuments(client).of(name, row, record.record_id, fresh=True)
    return with_words(record, words) if words else record


def _linked(link: str) -> Callable[[Record], Record]:
    """Return what gives a record the address that it was fetched from, where it has none."""
    page = link.partition("#")[0]
    return lambda record: record if record.url else replace(record, url=page)


def _refuse(error: RefusedInput) -> Callable[[], SourceFile]:
    def opened() -> SourceFile:
        raise error

    return opened
