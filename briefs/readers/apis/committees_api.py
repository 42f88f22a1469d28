"""Committee publications, oral and written evidence and their documents, as Parliament's Committees API gives them.

Built from its OpenAPI description (Publication, OralEvidence, WrittenEvidence, DocumentFileDetail), for no raw answer
was at hand. Lists
come as ``{items, totalResults, itemsPerPage, links}``. Publications and sessions are particulars alone: their title is
held to be searched and never quoted, until the document itself is loaded. A document answer holds a file in base64; a
transcript in it becomes the session, any other file a document of its own.

The Government undertakes to answer a committee's report within two months of its publication (Cabinet Office,
Departmental Evidence and Response to Select Committees; "the Osmotherly Rules"). The API's own deadline comes first.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from briefs.errors import RefusedInput
from briefs.readers.apis.response_deadline import response_notes
from briefs.readers.common.base import Reader, Reading, SourceFile
from briefs.readers.common.contributions import LICENCE
from briefs.readers.common.json_rows import (
    Row,
    day_of,
    house_of,
    json_rows,
    number_of,
    object_of,
    objects_of,
    reading_of,
    text_of,
)
from briefs.readers.common.markup import web_address
from briefs.readers.files import pdf, word
from briefs.readers.pages import html_page
from briefs.readers.pages.registry import TRANSCRIPT
from briefs.records.gaps import Gap
from briefs.records.identity import evidence_id, publication_id, written_evidence_id
from briefs.records.model import DateKind, Dates, Kind, Part, Passage, Person, Record, Role

_PAGE = "https://committees.parliament.uk/{what}/{number}/{form}/"
_PUBLICATION = ('"publicationStartDate"', '"responseToPublicationId"')
_EVIDENCE = ('"activityStartDate"', '"legacyHtmlUrl"', '"activityId"', '"submissionId"')
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_ADDRESS = re.compile(
    r"/(?:api/)?(?P<what>OralEvidence|WrittenEvidence|Publications)/(?P<number>\d{1,9})\b", re.IGNORECASE
)


def detect(source: SourceFile) -> bool:
    """Whether the source is an answer of the Committees API, by fields that only it has."""
    head = source.head.lstrip()
    if not head.startswith(("{", "[")):
        return False
    if any(field in head for field in _PUBLICATION):
        return True
    evidence = '"witnesses"' in head and any(field in head for field in _EVIDENCE)
    return evidence or ('"fileDataFormat"' in head and '"data"' in head)


def read(source: SourceFile) -> Reading:
    """Return a record for each publication or piece of evidence, or those of the document that the answer holds.

    Raises RefusedInput where the whole cannot be read, or for a document of a form that is not.
    """
    rows = list(json_rows(source))
    if len(rows) == 1 and isinstance(rows[0][1], dict) and isinstance(rows[0][1].get("data"), str):
        return _document(rows[0][1], source)
    titles = titles_of([row for _, row in rows if isinstance(row, dict)])
    return reading_of(rows, lambda row: record_of(row, source, titles))


def titles_of(rows: Iterable[Row]) -> dict[int, str]:
    """Return the titles of rows by their numbers, for the responses among them."""
    return {number: _title(row) for row in rows if (number := number_of(row, "id")) is not None}


def record_of(row: Row, source: SourceFile, titles: dict[int, str]) -> Record:
    """Return the record of one row of a list: its particulars alone. Raises RefusedInput."""
    number = number_of(row, "id")
    if number is None:
        raise RefusedInput('the field "id" is missing or is not a number')
    if "submissionId" in row:
        return _submission(row, number, source)
    if "witnesses" in row:
        return _session(row, number, source)
    if not any(field.strip('"') in row for field in _PUBLICATION):
        raise RefusedInput("this row is neither a publication nor evidence")
    return _publication(row, number, source, titles)


def _publication(row: Row, number: int, source: SourceFile, titles: dict[int, str]) -> Record:
    """Return the record of a report, response or other publication."""
    title = _title(row)
    if not title:
        raise RefusedInput('the field "description", which is the title, is missing')
    committee = object_of(row, "committee")
    department = text_of(object_of(row, "respondingDepartment"), "name") or None
    published = day_of(row, "publicationStartDate")
    response = number_of(row, "responseToPublicationId") is not None
    return Record(
        record_id=publication_id(number),
        kind=Kind.COMMITTEE_REPORT,
        title=title,
        passages=(_particulars(title, None if response else Role.COMMITTEE),),
        dates=Dates(published=published, cited=DateKind.PUBLISHED),
        house=house_of(committee),
        source_id=number,
        reference=_paper(row),
        publisher=text_of(committee, "name") or None,
        answering_body=department if response else None,
        url=_publication_url(row, number),
        licence=LICENCE,
        notes=(Gap.NO_PUBLICATION, *response_notes(row, published, titles)),
        origin=source.name,
        retrieved=source.retrieved,
    )


def _session(row: Row, number: int, source: SourceFile) -> Record:
    """Return the record of a session of oral evidence, without its words."""
    businesses = [title for item in objects_of(row, "committeeBusinesses") if (title := text_of(item, "title"))]
    committees = [item for item in objects_of(row, "committees") if text_of(item, "name")]
    title = "; ".join(dict.fromkeys(businesses)) or "Oral evidence"
    houses = {house_of(item) for item in committees}
    papers = [paper for item in objects_of(row, "hcNumbers") if (paper := text_of(item, "number"))]
    return Record(
        record_id=evidence_id(number),
        kind=Kind.COMMITTEE_EVIDENCE,
        title=title,
        passages=(_particulars(title, None),),
        dates=Dates(happened=day_of(row, "meetingDate") or _started(row), published=day_of(row, "publicationDate")),
        house=houses.pop() if len(houses) == 1 else None,
        source_id=number,
        reference=_hc(papers[0]) if len(papers) == 1 else None,
        publisher=" and ".join(dict.fromkeys(text_of(item, "name") for item in committees)) or None,
        url=_PAGE.format(what="oralevidence", number=number, form="html"),
        licence=LICENCE,
        notes=(Gap.NO_TRANSCRIPT,),
        origin=source.name,
        retrieved=source.retrieved,
    )


def _submission(row: Row, number: int, source: SourceFile) -> Record:
    """Return the record of a piece of written evidence, without its text; an anonymous one names nobody."""
    business = text_of(object_of(row, "committeeBusiness"), "title")
    committees = [item for item in objects_of(row, "committees") if text_of(item, "name")]
    houses = {house_of(item) for item in committees}
    authors = () if row.get("anonymous") is True else _authors(row)
    whose = " and ".join(author.name for author in authors[:3])
    title = f"Written evidence{f' from {whose}' if whose else ''}{f': {business}' if business else ''}"
    return Record(
        record_id=written_evidence_id(number),
        kind=Kind.COMMITTEE_EVIDENCE,
        title=title,
        passages=(_particulars(title, None),),
        dates=Dates(published=day_of(row, "publicationDate"), cited=DateKind.PUBLISHED),
        house=houses.pop() if len(houses) == 1 else None,
        source_id=number,
        reference=_own_reference(row),
        publisher=" and ".join(dict.fromkeys(text_of(item, "name") for item in committees)) or None,
        people=authors,
        url=_PAGE.format(what="writtenevidence", number=number, form="html"),
        licence=LICENCE,
        notes=(Gap.NO_EVIDENCE,),
        origin=source.name,
        retrieved=source.retrieved,
    )


def _own_reference(row: Row) -> str | None:
    """Return the letters and digits that the Committee prints on written evidence; an id for machines is none."""
    given = (text_of(row, field) for field in ("internalReference", "submissionId"))
    return next((text for text in given if text and not _UUID.fullmatch(text)), None)


def _authors(row: Row) -> tuple[Person, ...]:
    """Return who gives written evidence: each person by name, else the organisations."""
    found: dict[str, Person] = {}
    for witness in objects_of(row, "witnesses"):
        bodies = [body for body in objects_of(witness, "organisations") if text_of(body, "name")]
        name = text_of(witness, "name")
        if name:
            roles = [", ".join(part for part in (text_of(b, "role"), text_of(b, "name")) if part) for b in bodies]
            found.setdefault(name, Person(name, "author", office="; ".join(roles) or None))
            continue
        for body in bodies:
            found.setdefault(text_of(body, "name"), Person(text_of(body, "name"), "author"))
    return tuple(found.values())


def _document(row: Row, source: SourceFile) -> Reading:
    """Return what the file in a document answer holds. Raises RefusedInput where it is of no form that is read."""
    try:
        data = base64.b64decode(str(row["data"]), validate=True)
    except (ValueError, binascii.Error) as error:
        raise RefusedInput('the field "data" is not base64; fetch the document again') from error
    address = next((link for link in (web_address(source.name), web_address(row.get("url"))) if link), "")
    match = _ADDRESS.search(address)
    # The name carries Parliament's number, where the answer or its address gives it, to the reader of the file.
    page = _PAGE.format(what=match["what"].lower(), number=match["number"], form="html") if match else source.name
    inner = SourceFile(name=page, data=data, retrieved=source.retrieved)
    if not data:
        raise RefusedInput('the field "data" is empty; fetch the document in another format')
    forms: tuple[Reader, ...] = (pdf, word, html_page, TRANSCRIPT)
    reader = next((form for form in forms if form.detect(inner)), None)
    if reader is None:
        raise RefusedInput("the document is not an HTML, PDF or Word file; fetch it in another format")
    reading = _transcript(reader, inner) or reader.read(inner)
    records = tuple(
        replace(each, url=each.url or (page if match else None), origin=source.name) for each in reading.records
    )
    return replace(reading, records=records)


def _transcript(reader: Reader, source: SourceFile) -> Reading | None:
    """Return the session where a Word or PDF file is a transcript of oral evidence, else None."""
    if reader is word:
        text = word.whole_text(source)
    elif reader is pdf:
        found = reader.read(source).records
        text = "\n\n".join(part for r in found for part in (r.title, *(p.text for p in r.passages)))
    else:
        return None  # The reader of pages knows transcripts by itself.
    return TRANSCRIPT.read_text(text, source.name, source.data) if TRANSCRIPT.looks_like(text) else None


def _particulars(title: str, role: Role | None) -> Passage:
    return Passage(text=title, part=Part.SUMMARY, role=role or Role.UNKNOWN, quotable=False)


def _title(row: Row) -> str:
    return text_of(row, "description")


def _started(row: Row) -> date | None:
    return day_of(row, "activityStartDate")


def _paper(row: Row) -> str | None:
    """Return a publication's printed number: its HC number, else its HL paper's."""
    if number := text_of(object_of(row, "hcNumber"), "number"):
        return _hc(number)
    number = text_of(object_of(row, "hlPaper"), "number")
    return f"HL Paper {re.sub(r'^HL (?:Paper )?', '', number, flags=re.IGNORECASE)}" if number else None


def _hc(number: str) -> str:
    return f"HC {re.sub(r'^HC ?', '', number, flags=re.IGNORECASE)}"


def _publication_url(row: Row, number: int) -> str | None:
    """Return the page of the document's text, else of its PDF, else the address that the source gives; else None."""
    files = [file for document in objects_of(row, "documents") for file in objects_of(document, "files")]
    forms = {text_of(file, "fileDataFormat").lower() for file in files}
    for form in ("html", "pdf"):
        if form in forms:
            return _PAGE.format(what="publications", number=number, form=form)
    return web_address(row.get("additionalContentUrl"))
