"""The Committees API's lists and documents: particulars are never quoted, and the two months are counted."""

from __future__ import annotations

import base64
from datetime import date
from typing import Any

import pytest

from briefs.errors import RefusedInput
from briefs.readers.apis.response_deadline import response_due
from briefs.readers.precedence import to_keep
from briefs.records.citations import citation
from briefs.records.gaps import Gap
from briefs.records.model import House, Kind
from tests.briefs.readers.files.test_pdf import make_pdf
from tests.briefs.readers.pages.test_committee_evidence import HEAD
from tests.briefs.readers.round_trip import read_as

FORM = "Committees API JSON"
COMMITTEE = {"id": 9, "name": "Lighthouses Committee", "house": "Commons"}


def publication(**changes: Any) -> dict[str, Any]:
    """Return a publication as the API's description has it, in words of our own."""
    return {
        "description": "Lamps on the coast",
        "id": 70,
        "publicationStartDate": "2031-05-06T00:01:00",
        "governmentResponses": None,
        "documents": [{"documentId": 5, "files": [{"fileName": "a.html", "fileDataFormat": "Html"}]}],
        "hcNumber": {"number": "77", "sessionDescription": "2030-31"},
        "hlPaper": None,
        "type": {"id": 1, "name": "Report", "governmentCanRespond": True},
        "responseToPublicationId": None,
        "respondingDepartment": None,
        "committee": COMMITTEE,
        **changes,
    }


def listed(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"items": list(rows), "totalResults": len(rows), "itemsPerPage": 30, "links": []}


def test_a_report_has_its_particulars_and_nothing_to_quote() -> None:
    (record,) = read_as(FORM, listed(publication())).records
    assert (record.record_id, record.kind) == ("committees/publications/70", Kind.COMMITTEE_REPORT)
    assert citation(record) == "Lighthouses Committee, Lamps on the coast, HC 77, 6 May 2031"
    assert (record.house, record.url) == (House.COMMONS, "https://committees.parliament.uk/publications/70/html/")
    assert [(p.text, p.quotable) for p in record.passages] == [("Lamps on the coast", False)]
    assert record.notes == (
        Gap.NO_PUBLICATION,
        "The Government's response is due by 6 July 2031, two months after publication.",
    )


@pytest.mark.parametrize(
    ("published", "due"),
    [
        (date(2031, 5, 6), date(2031, 7, 6)),
        (date(2031, 11, 20), date(2032, 1, 20)),
        (date(2031, 12, 31), date(2032, 2, 29)),
        (date(2030, 12, 31), date(2031, 2, 28)),
        (date(2031, 10, 31), date(2031, 12, 31)),
    ],
)
def test_a_response_is_due_two_months_after_publication(published: date, due: date) -> None:
    assert response_due(published) == due


@pytest.mark.parametrize(
    ("changes", "notes"),
    [
        pytest.param(
            {"governmentResponses": {"publication": [], "responseDeadline": "2031-07-20T00:00:00"}},
            ["The Government's response is due by 20 July 2031, as Parliament's record gives it."],
            id="Parliament's own deadline",
        ),
        pytest.param(
            {
                "governmentResponses": {
                    "publication": [{"description": "Reply", "publicationStartDate": "2031-07-01T00:00:00"}]
                }
            },
            [
                "A response was published on 1 July 2031: “Reply”.",
                "The Government's response was due by 6 July 2031, two months after publication.",
            ],
            id="answered",
        ),
        pytest.param({"type": {"name": "Correspondence", "governmentCanRespond": False}}, [], id="no report"),
        pytest.param({"publicationStartDate": None}, [], id="not published yet"),
        pytest.param(
            {"responseToPublicationId": 12, "respondingDepartment": {"name": "Department for Coasts"}},
            ["It is a response by the Department for Coasts to publication 12 of the committee."],
            id="a response",
        ),
    ],
)
def test_the_response_clock_is_a_note(changes: dict[str, Any], notes: list[str]) -> None:
    (record,) = read_as(FORM, publication(**changes)).records
    assert list(record.notes[1:]) == notes


def test_a_response_names_the_report_that_is_in_the_same_answer() -> None:
    response = publication(id=71, description="Reply", responseToPublicationId=70)
    (_, record) = read_as(FORM, listed(publication(), response)).records
    assert record.notes[-1] == "It is a response to “Lamps on the coast”."


@pytest.mark.parametrize(
    ("changes", "reference", "url"),
    [
        pytest.param({"hcNumber": None, "hlPaper": {"number": "8"}}, "HL Paper 8", ..., id="a paper of the Lords"),
        pytest.param({"hcNumber": {"number": "HC 77-i"}}, "HC 77-i", ..., id="a number that says what it is"),
        pytest.param({"documents": []}, "HC 77", None, id="no document, no link"),
        pytest.param(
            {"documents": None, "additionalContentUrl": "https://x.example/a"},
            "HC 77",
            "https://x.example/a",
            id="elsewhere",
        ),
        pytest.param({"documents": [], "additionalContentUrl": "javascript:x"}, "HC 77", None, id="no web address"),
    ],
)
def test_numbers_and_links_are_the_sources_own(changes: dict[str, Any], reference: str, url: Any) -> None:
    (record,) = read_as(FORM, publication(**changes)).records
    assert record.reference == reference
    assert url is ... or record.url == url


def session(**changes: Any) -> dict[str, Any]:
    return {
        "id": 18,
        "publicationDate": "2031-05-08T10:00:00",
        "witnesses": [{"name": None, "organisations": [{"name": "Duck Trust", "role": "Director"}]}],
        "document": {"documentId": 3, "files": []},
        "committees": [COMMITTEE],
        "activityId": 4,
        "meetingDate": "2031-05-06T00:00:00",
        "activityStartDate": "2031-05-06T10:00:00",
        "committeeBusinesses": [{"id": 1, "title": "Lamps on the coast"}],
        "hcNumbers": [{"number": "77"}],
        **changes,
    }


def test_a_session_is_its_particulars_until_the_transcript_comes() -> None:
    (row,) = read_as(FORM, listed(session())).records
    assert (row.record_id, row.notes, row.reference) == ("committees/oralevidence/18", (Gap.NO_TRANSCRIPT,), "HC 77")
    assert (row.day, row.publisher, row.house) == (date(2031, 5, 6), "Lighthouses Committee", House.COMMONS)
    assert not any(passage.quotable for passage in row.passages)
    (transcript,) = read_as(FORM, document(page("Q1 Chair: One."))).records
    assert transcript.record_id == row.record_id
    assert to_keep(transcript, row) is transcript
    assert to_keep(row, transcript) is transcript


def page(words: str) -> bytes:
    lines = "".join(f"<p>{line}</p>" for line in f"{HEAD}\n{words}".splitlines())
    return f"<html><body>{lines}</body></html>".encode()


def document(content: bytes, **changes: Any) -> dict[str, Any]:
    return {
        "fileName": "18.html",
        "fileSize": len(content),
        "fileDataFormat": "Html",
        "url": "https://committees-api.parliament.uk/api/OralEvidence/18/Document/Html",
        "data": base64.b64encode(content).decode(),
        **changes,
    }


def test_a_document_answer_gives_the_transcript_in_it() -> None:
    (record,) = read_as(FORM, document(page("Q1 Chair: One.\nBob Trial: Two."))).records
    assert [(p.speaker, p.text) for p in record.passages] == [("Jane Example", "One."), ("Bob Trial", "Two.")]
    assert record.url == "https://committees.parliament.uk/oralevidence/18/html/"


def test_a_document_of_another_form_is_a_document() -> None:
    (record,) = read_as(FORM, document(make_pdf([[(0, "The pond is deep.")]]), url=None)).records
    assert (record.kind, record.url) == (Kind.DOCUMENT, None)


@pytest.mark.parametrize(
    ("value", "word"),
    [
        pytest.param(document(b"", data=""), "another format", id="empty"),
        pytest.param(document(b"", data="%%%"), "base64", id="no base64"),
        pytest.param(document(b"\x00\x01\x02"), "not an HTML", id="unknown file"),
        pytest.param(publication(id="70"), '"id"', id="number as text"),
        pytest.param(publication(description=None), '"description"', id="no title"),
        pytest.param(publication(publicationStartDate="soon"), '"publicationStartDate"', id="no date"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(value: dict[str, Any], word: str) -> None:
    with pytest.raises(RefusedInput, match=word):
        read_as(FORM, value)


def test_one_row_that_is_wrong_stops_no_other() -> None:
    reading = read_as(FORM, listed(publication(), publication(id=None), {"id": 3}, publication(id=71)))
    assert len(reading.records) == 2
    assert [refusal.place for refusal in reading.refused] == ["row 2", "row 3"]
