"""The text of a committee's document under the particulars that the Committees API's list gives of it."""

from __future__ import annotations

import re
from dataclasses import replace

from briefs.readers.pages.committee_evidence import UNCORRECTED
from briefs.records.gaps import PARTICULARS_ALONE, Gap, gaps_of
from briefs.records.model import Dates, Fidelity, Kind, Part, Passage, Record, Role

_NO_DAY = "The day of the session is not given."
_UNCORRECTED = re.compile(r"\buncorrected\b", re.IGNORECASE)
_HEAD = 12
_PDF_PAGE = re.compile(r"page=\d+")


def with_words(row: Record, document: Record) -> Record:
    """Return the record of a list's ``row`` with the words of its ``document``.

    Number, title, day of publication, committee and link are the list's; speakers, day of the session and whether a
    transcript is corrected are the document's. Written evidence is the words of those who gave it.
    """
    if document.kind is Kind.COMMITTEE_EVIDENCE:
        return _session(row, document)
    notes = [note for note in row.notes if note not in PARTICULARS_ALONE]
    fidelity = row.fidelity
    if row.dates.happened or Gap.NO_TRANSCRIPT in gaps_of(row):
        notes.append(Gap.NO_SPEAKERS)
        head = " ".join([document.title, *(passage.text for passage in document.passages[:_HEAD])])
        if _UNCORRECTED.search(head):
            notes.append(UNCORRECTED)
            fidelity = Fidelity.UNCORRECTED
    url = row.url
    if url and any(_PDF_PAGE.fullmatch(passage.anchor or "") for passage in document.passages):
        url = url.replace("/html/", "/pdf/")  # Its anchors are pages.
    return replace(
        row,
        passages=tuple(_passage(row, passage) for passage in document.passages),
        url=url,
        fidelity=fidelity,
        notes=tuple(notes),
        origin=document.origin,
        retrieved=document.retrieved,
    )


def _session(row: Record, transcript: Record) -> Record:
    """Return a session of oral evidence with its transcript, whose head knows more than the list."""
    happened = transcript.dates.happened or row.dates.happened
    return replace(
        transcript,
        record_id=row.record_id,
        title=transcript.title or row.title,
        dates=Dates(happened=happened, published=row.dates.published),
        house=row.house or transcript.house,
        source_id=row.source_id,
        reference=transcript.reference or row.reference,
        publisher=row.publisher or transcript.publisher,
        url=row.url,
        licence=row.licence,
        notes=tuple(note for note in transcript.notes if note != _NO_DAY or not happened),
    )


def _passage(row: Record, passage: Passage) -> Passage:
    """Return a paragraph of a document as the words of whoever the list says they are."""
    if passage.speaker:
        return passage
    if row.kind is Kind.COMMITTEE_EVIDENCE:
        authors = [person for person in row.people if person.part_played == "author"]
        if len(authors) == 1:
            return replace(passage, part=Part.BODY, speaker=authors[0].name, office=authors[0].office)
        return passage
    role = Role.COMMITTEE if row.answering_body is None and row.passages[0].role is Role.COMMITTEE else Role.UNKNOWN
    return replace(passage, role=role)
